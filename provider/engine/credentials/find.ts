import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { FoundCredentials, RegistryAuth } from './credentials';
import { DockerConfig, parseDockerConfig } from './docker-config';
import { askHelper } from './helper';
import { loginOf } from './login';
import { variablesOf, withVariables } from './named-variables';
import { registryAt, serverOf } from './registry';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { registerSecret } from '../../diagnostics/secrets';
import { readRegular } from '../../files/regular-file';
import { configFolder, Environment } from '../endpoint/context';

/**
 * Finds the credentials for a registry. If a `registry_auth` block has its address, these apply in order:
 *
 * 1. `auth_disabled`: no credentials;
 * 2. `username` and `password`, the variables that `username_env` and `password_env` name, or those that `loginOf` reads;
 * 3. `config_file_content`;
 * 4. `config_file`.
 *
 * Without a block, or if the block has only an address, the credentials come from Docker's own `config.json`.
 */
export async function findCredentials(
  blocks: readonly RegistryAuth[], registry: string, environment: Environment,
): Promise<FoundCredentials> {
  const found = await find(blocks, registry, environment);
  const { password, identitytoken, registrytoken } = found.credentials ?? {};
  for (const secret of [password, identitytoken, registrytoken]) if (secret !== undefined) registerSecret(secret);
  return found;
}

/** Finds the credentials for all configured registries, which a build may need. */
export async function allCredentials(blocks: readonly RegistryAuth[], environment: Environment): Promise<readonly FoundCredentials[]> {
  const file = dockerConfigFile(environment);
  const listed = fs.existsSync(file) ? readConfig(file).registries : [];
  const registries = new Set([...blocks.map(({ address }) => registryAt(address)), ...listed]);
  return Promise.all([...registries].map((registry) => findCredentials(blocks, registry, environment)));
}

async function find(blocks: readonly RegistryAuth[], registry: string, environment: Environment): Promise<FoundCredentials> {
  const block = blocks.find(({ address }) => registryAt(address) === registry);
  const origin = `\`registry_auth\` for "${block?.address}"`;
  if (block?.auth_disabled) return { registry, origin: `${origin}, which sets \`auth_disabled\`` };
  const own = block && withVariables(block, environment);
  const { username, password } = own === undefined ? {} : loginOf(own, environment);
  if (username !== undefined && password !== undefined) {
    const names = variablesOf(block!);
    const named = names.length === 0 ? '' : `, with the environment variable${names.length > 1 ? 's' : ''} ${names.join(' and ')}`;
    const variables = own?.username && own.password ? named : ', completed by DOCKER_REGISTRY_USER and DOCKER_REGISTRY_PASS';
    return {
      registry,
      origin: `${origin}${variables}`,
      credentials: { username, password, serveraddress: serverOf(registry) },
      ...(own?.username_env && { userVariable: own.username_env }),
    };
  }
  if (block?.config_file_content) {
    const from = `\`config_file_content\` of ${origin}`;
    return inConfig(parseDockerConfig(block.config_file_content, from, ['registry_auth']), registry, from, environment);
  }
  if (block?.config_file) {
    const file = expand(block.config_file, environment);
    return inConfig(readConfig(file), registry, `${file}, \`config_file\` of ${origin}`, environment);
  }
  const file = dockerConfigFile(environment);
  if (!fs.existsSync(file)) return { registry, origin: `${file}, which does not exist` };
  return inConfig(readConfig(file), registry, file, environment);
}

async function inConfig(config: DockerConfig, registry: string, origin: string, environment: Environment): Promise<FoundCredentials> {
  const helper = config.helperOf(registry);
  const answer = helper === undefined ? undefined : await askHelper(helper, registry, environment as NodeJS.ProcessEnv);
  const named = `the credential helper docker-credential-${helper}, set by ${origin}`;
  if (answer !== undefined && 'credentials' in answer) return { registry, credentials: answer.credentials, origin: named };
  const credentials = config.auths.get(registry);
  if (credentials !== undefined) return { registry, credentials, origin: `\`auths\` of ${origin}` };
  return { registry, origin: answer === undefined ? `${origin}, which has no credentials for it` : `${named}: ${answer.failure}` };
}

function dockerConfigFile(environment: Environment): string {
  return path.join(configFolder(environment), 'config.json');
}

function readConfig(file: string): DockerConfig {
  let text: string;
  try {
    text = readRegular(file);
  } catch (error) {
    throw new DiagnosticError({
      summary: `The Docker configuration ${file} can't be read: ${(error as Error).message}`,
      detail: 'This file contains the credentials for a registry. Correct `config_file` of `registry_auth`, '
        + 'or log in with `docker login`, which writes the file.',
    });
  }
  return parseDockerConfig(text, file);
}

/** Expands `~` to the home folder: people write it in configurations, but no shell expands it there. */
function expand(file: string, { HOME }: Environment): string {
  return /^~(\/|$)/.test(file) ? path.join(HOME || os.homedir(), file.slice(1)) : file;
}
