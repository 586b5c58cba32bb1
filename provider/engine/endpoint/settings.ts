import { parseAddress } from './address';
import { DEFAULT_CONTEXT, Environment } from './context';
import { DiagnosticError, Diagnostic } from '../../diagnostics/diagnostics';

/** The attributes of the provider's configuration that say where the engine is. */
export interface ConnectionSettings {
  readonly host?: string;
  readonly context?: string;
  readonly ca_material?: string;
  readonly cert_material?: string;
  readonly key_material?: string;
  readonly cert_path?: string;
  readonly ssh_opts?: readonly string[];
}

const TEXTS = ['host', 'context', 'ca_material', 'cert_material', 'key_material', 'cert_path'] as const satisfies readonly (keyof ConnectionSettings)[];

const MATERIALS = ['ca_material', 'cert_material', 'key_material'] as const;

/** By the attribute: what kreuzwerker/docker takes where the attribute is left out. */
const MATERIAL_VARIABLES = { ca_material: 'DOCKER_CA_MATERIAL', cert_material: 'DOCKER_CERT_MATERIAL', key_material: 'DOCKER_KEY_MATERIAL' } as const;

/** A certificate's or a key's text, of the configuration or else of the environment. */
export function materialOf(name: keyof typeof MATERIAL_VARIABLES, settings: ConnectionSettings, environment: Environment): string | undefined {
  return settings[name] ?? (environment[MATERIAL_VARIABLES[name]] || undefined);
}

type Problem = Omit<Diagnostic, 'severity'>;

/**
 * Takes the settings out of a configuration, in which a value may be null or not known yet. An empty text is as good as
 * none, so that a variable can leave an attribute out, and so is null an option that is left out.
 * Options that are not set at all may be in a variable, as for kreuzwerker/docker.
 */
export function connectionSettings(config: { readonly [name: string]: unknown }, environment: Environment = {}): ConnectionSettings {
  const texts = TEXTS.flatMap((name) => {
    const value = config[name];
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
  });
  const configured = config.ssh_opts ?? environment.DOCKER_SSH_OPTS?.split(/\s+/).filter(Boolean);
  const options: readonly unknown[] = Array.isArray(configured) ? configured.filter((option) => option !== null) : [];
  const isSet = options.length > 0 && options.every((option) => typeof option === 'string');
  return { ...Object.fromEntries(texts), ...(isSet ? { ssh_opts: options as readonly string[] } : {}) };
}

/** Refuses settings that contradict each other, all of them at once. Nothing is read and nothing connected to. */
export function checkSettings(
  settings: ConnectionSettings, environment: Environment = {}, isUnknown: (name: keyof ConnectionSettings) => boolean = () => false,
): void {
  const problems = [
    ...badHost(settings), ...twoEngines(settings), ...twoSourcesOfTls(settings), ...halfPair(settings, environment, isUnknown), ...notPem(settings),
  ];
  if (problems.length > 0) throw new DiagnosticError(...problems);
}

function badHost({ host }: ConnectionSettings): Problem[] {
  if (host === undefined) return [];
  try {
    parseAddress({ address: host, origin: '`host` of the provider', path: ['host'] });
    return [];
  } catch (error) {
    if (error instanceof DiagnosticError) return [...error.diagnostics];
    throw error;
  }
}

function given(settings: ConnectionSettings, names: readonly (keyof ConnectionSettings)[]): string[] {
  return names.filter((name) => settings[name] !== undefined).map((name) => `\`${name}\``);
}

function twoEngines(settings: ConnectionSettings): Problem[] {
  const [host, context] = [settings.host, settings.context];
  if (context === undefined || context === DEFAULT_CONTEXT && host === undefined) return [];
  const certificates = given(settings, [...MATERIALS, 'cert_path']);
  return [
    ...(host === undefined ? [] : [{
      summary: '`host` and `context` both name an engine',
      detail: `\`host\` is "${host}", and the context "${context}" has a host of its own. Leave one of them out.`,
      path: ['context'],
    }]),
    ...(certificates.length === 0 ? [] : [{
      summary: `${certificates.join(', ')} can't be used with \`context\``,
      detail: `The context "${context}" has certificates of its own. Leave them out here, or name the engine with \`host\`.`,
      path: ['context'],
    }]),
  ];
}

function twoSourcesOfTls(settings: ConnectionSettings): Problem[] {
  const materials = given(settings, MATERIALS);
  return settings.cert_path === undefined || materials.length === 0 ? [] : [{
    summary: `\`cert_path\` and ${materials.join(', ')} both give certificates`,
    detail: 'Certificates come from a folder (`cert_path`) or as text (`ca_material`, `cert_material`, `key_material`). Leave one of the two out.',
    path: ['cert_path'],
  }];
}

function halfPair(settings: ConnectionSettings, environment: Environment, isUnknown: (name: keyof ConnectionSettings) => boolean): Problem[] {
  const [cert, key] = [materialOf('cert_material', settings, environment), materialOf('key_material', settings, environment)];
  if ((cert === undefined) === (key === undefined) || isUnknown('cert_material') || isUnknown('key_material')) return [];
  const [there, missing] = cert === undefined ? ['key_material', 'cert_material'] as const : ['cert_material', 'key_material'] as const;
  // A variable may be meant for another engine. Where it is used, half a pair fails then.
  if (settings[there] === undefined) return [];
  return [{
    summary: `\`${there}\` is given without \`${missing}\``,
    detail: `A client's certificate and its key are used together. Give \`${missing}\` (or the variable ${MATERIAL_VARIABLES[missing]}) too, or leave both out where the engine asks for no certificate.`,
    path: [there],
  }];
}

function notPem(settings: ConnectionSettings): Problem[] {
  return MATERIALS.filter((name) => settings[name] !== undefined && !settings[name].includes('-----BEGIN ')).map((name) => ({
    summary: `\`${name}\` is not PEM text`,
    detail: `It holds no line that starts with "-----BEGIN". Give the content of the file and not its name: \`${name} = file("...")\`.`,
    path: [name],
  }));
}
