import { Engines } from './engines';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { RegistryAuth } from '../engine/credentials/credentials';
import { validateRegistryAuth } from '../engine/credentials/validate';
import { Environment } from '../engine/endpoint/context';
import { ConnectingProgram, TERRAFORM } from '../engine/endpoint/endpoint';
import { resolveEndpoint } from '../engine/endpoint/resolve';
import { connectionSettings, validateSettings } from '../engine/endpoint/settings';
import { Engine } from '../engine/engine';
import { isBody } from '../framework/schema/walk';
import { isWhollyKnown } from '../framework/value/compare';
import { ObjectValue, Unknown, Value } from '../framework/value/value';

/**
 * Returns the engines of a configuration, in which values may be unknown. Connects to none: an endpoint is resolved on first use, since a
 * plan that only creates must not fail because certificates do not exist yet.
 */
export function configureEngines(config: ObjectValue, environment: Environment): Engines {
  validateEngines(config, environment);
  const { engine: blocks = null, registry_auth: auth = null, ...own } = config;
  const create = (settings: readonly Value[], engine: () => Engine) => [auth, ...settings].every(isWhollyKnown) ? engine() : undefined;
  const registryAuth = auth as unknown as readonly RegistryAuth[];
  const named = elements(blocks).filter(hasName).map((block) => [block.name, create(Object.values(block), () => {
    const settings = connectionSettings(block);
    const resolve = () => resolveEndpoint(settings, ownFolders(environment), programOf(block.name));
    return new Engine(resolve, registryAuth, block.may_be_suspended === true);
  })] as const);
  return new Engines(
    create(Object.values(own), () => {
      const settings = connectionSettings(own, environment);
      return new Engine(() => resolveEndpoint(settings, environment), registryAuth, own.may_be_suspended === true);
    }),
    new Map(named),
    blocks instanceof Unknown || named.length < elements(blocks).length,
    new Map(elements(blocks).filter(hasName).flatMap(({ name, substitute }) => (
      typeof substitute === 'string' ? [[name, substitute] as const] : []))),
  );
}

/** What sets the address of an engine that has a block of its own. No variable of the environment does. */
function programOf(engine: string): ConnectingProgram {
  const owner = `of the engine "${engine}"`;
  return { ...TERRAFORM, host: `\`host\` ${owner}`, context: `\`context\` ${owner}`, ways: `\`host\` or \`context\` ${owner}` };
}

/** Reports everything that contradicts itself in a configuration. Reads no files and makes no connection. */
export function validateEngines(config: ObjectValue, environment: Environment): void {
  validateSettings(connectionSettings(config, environment), environment, (name) => config[name] instanceof Unknown);
  validateRegistryAuth(config.registry_auth, environment);
  const blocks = elements(config.engine ?? null);
  const names = blocks.map((block) => hasName(block) ? block.name : undefined);
  blocks.forEach((block, index) => {
    if (!isBody(block)) return;
    const name = hasName(block) ? block.name : '...';
    within(['engine', index], `Engine "${name}": `, () => {
      if (block.host === null && block.context === null) throw noAddress();
      if (hasName(block) && names.indexOf(name) < index) throw nameTwice(name);
      const { substitute = null } = block;
      const isOther = substitute !== name && (names.includes(substitute as string) || names.includes(undefined));
      if (typeof substitute === 'string' && !isOther) throw noSubstitute(substitute);
      validateSettings(connectionSettings(block), {}, (setting) => block[setting] instanceof Unknown);
    });
  });
}

/** Runs a validation, and adds to its problems where they are. */
function within(path: readonly (string | number)[], prefix: string, validate: () => void): void {
  try {
    validate();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new DiagnosticError(...error.diagnostics.map(({ severity: _, ...problem }) => ({
      ...problem, summary: prefix + problem.summary, path: [...path, ...problem.path ?? []],
    })));
  }
}

function noAddress(): DiagnosticError {
  return new DiagnosticError({
    summary: 'it has no address',
    detail: 'Set `host`, as in host = "ssh://user@10.0.0.5", or the name of a Docker `context`. No environment variable applies to it.',
    path: ['host'],
  });
}

function nameTwice(name: string): DiagnosticError {
  return new DiagnosticError({
    summary: 'another `engine` block has the same name',
    detail: `Resources select an engine by its name, so "${name}" can be the name of only one. Rename one of the blocks.`,
    path: ['name'],
  });
}

function noSubstitute(substitute: string): DiagnosticError {
  return new DiagnosticError({
    summary: `its substitute "${substitute}" is no other \`engine\` block`,
    detail: 'Set `substitute` to the name of the block of another manager of the swarm, or leave it out.',
    path: ['substitute'],
  });
}

function elements(blocks: Value): readonly Value[] {
  return Array.isArray(blocks) ? blocks : [];
}

function hasName(block: Value): block is ObjectValue & { readonly name: string } {
  return isBody(block) && typeof block.name === 'string';
}

/** Only the user's folders, for contexts and `~`: the variables that set the address and the certificates are meant for one engine. */
function ownFolders({ HOME, DOCKER_CONFIG }: Environment): Environment {
  return { HOME, DOCKER_CONFIG };
}
