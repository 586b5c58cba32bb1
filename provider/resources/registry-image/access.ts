import { DiagnosticError } from '../../diagnostics/diagnostics';
import { registerSecret } from '../../diagnostics/secrets';
import { FoundCredentials } from '../../engine/credentials/credentials';
import { findCredentials } from '../../engine/credentials/find';
import { registryAt, serverOf } from '../../engine/credentials/registry';
import { Engine } from '../../engine/engine';
import { parseReference } from '../../engine/reference';
import { Block } from '../../framework/schema/schema';
import { knownBlocks } from '../../framework/schema/walk';
import { Value } from '../../framework/value/value';
import { RegistryClient } from '../../registry/client';
import { isInsecure } from '../../registry/endpoints';
import { RegistryError } from '../../registry/errors';
import { locate } from '../../registry/locate';
import { Located, located } from '../../registry/repository';
import { imageName } from '../image/attributes';

/** The attribute `name` of an image that is read from its registry. */
export const nameInRegistry = {
  type: 'string',
  required: true,
  validators: [imageName],
  description: 'Name of the image, with its registry if that is not Docker Hub, and a tag, a digest, or both. Without a tag it is '
    + '`latest`.',
} as const;

/** The block `auth_config`. */
export const authConfigBlock = {
  nesting: 'list',
  maxItems: 1,
  description: 'Credentials for the registry, instead of those of the provider (`registry_auth`, or Docker\'s `config.json`). '
    + 'The state has the password: with `password_env` of `registry_auth` it does not.',
  attributes: {
    address: {
      type: 'string',
      required: true,
      description: 'The registry, as at the start of `name`. With `http://`, it is reached without TLS.',
    },
    username: { type: 'string', required: true, description: 'The user name.' },
    password: { type: 'string', required: true, sensitive: true, description: 'The user\'s password, or a token.' },
  },
} as const satisfies Block;

/** The attribute `insecure_skip_verify`. */
export const insecureSkipVerify = {
  type: 'bool',
  optional: true,
  default: false,
  description: 'Accepts any certificate of the registry. It is about what the provider itself asks the registry, not about the engine. '
    + 'It does not allow a registry without TLS: only a registry on this machine, one whose `address` begins with `http://`, and one that '
    + 'the engine lists as insecure (without `layout`) are reached so.',
} as const;

/** The attributes by which a registry is reached. */
export interface Reached {
  readonly name: string | null;
  readonly insecure_skip_verify: boolean | null;
  readonly auth_config?: ReadonlyArray<Readonly<Record<'address' | 'username' | 'password', string | null>>>;
}

/** An image in its registry, and a client of that. */
export interface Access extends Located {
  readonly client: RegistryClient;
  readonly login: FoundCredentials;
}

/**
 * Returns how to reach the registry of an image.
 *
 * @param engine  has the credentials of the provider
 * @param usesEngine  whether the engine pushes the image, so that it is asked about registries without TLS
 */
export async function accessTo(engine: Engine, image: Reached, usesEngine: boolean, signal: AbortSignal): Promise<Access> {
  const place = located(parseReference(image.name!)!);
  const registry = registryAt(place.registry);
  const login = loginIn(image, registry) ?? await findCredentials(engine.registryAuth, registry, process.env);
  const addresses = [...image.auth_config ?? [], ...engine.registryAuth].map(({ address }) => address!);
  const endpoint = await locate(place.registry, {
    login,
    skipsVerification: image.insecure_skip_verify === true,
    spellings: addresses.filter((address) => registryAt(address) === registry),
    ...usesEngine && { isInsecureForEngine: async () => isInsecure(place.registry, (await engine.info()).RegistryConfig ?? {}) },
  }, signal);
  return { ...place, login, client: new RegistryClient(endpoint, signal) };
}

function loginIn({ auth_config: [block] = [] }: Reached, registry: string): FoundCredentials | undefined {
  if (block === undefined) return undefined;
  const [username, password] = [block.username!, block.password!];
  registerSecret(password);
  return { registry, origin: '`auth_config`', credentials: { username, password, serveraddress: serverOf(registry) } };
}

/** Refuses credentials for another registry than that of the image. Values may be unknown. */
export function validateAuthConfig({ name, auth_config: blocks }: { readonly [name: string]: Value }): void {
  const [{ address } = {}] = knownBlocks(blocks) as ReadonlyArray<{ readonly [name: string]: Value }>;
  const reference = typeof name === 'string' ? parseReference(name) : undefined;
  if (reference === undefined || typeof address !== 'string') return;
  const registry = registryAt(located(reference).registry);
  if (registryAt(address) === registry) return;
  throw new DiagnosticError({
    summary: `\`auth_config\` is for "${registryAt(address)}", and the image is in the registry "${registry}"`,
    detail: `The password would go to a registry that it is not for. Set \`address\` to "${registry}", or correct \`name\`.`,
    path: ['auth_config'],
  });
}

/** What to do about an answer with a status. */
const ADVICE: ReadonlyArray<readonly [status: number, advice: string]> = [
  [413, 'Something before the registry limits the size of uploads, such as `client_max_body_size` of nginx. Raise that limit.'],
  [429, 'The registry limits the number of requests. Wait, or log in as a user with a higher limit.'],
  [404, 'The registry has no such repository, or does not create it at a push. Check `name`, and create the repository there.'],
];
const NO_TLS = 'It answers without TLS. Give it a certificate. Or reach it without TLS: write `http://` before the `address` in '
  + '`auth_config`, or in `registry_auth` of the provider.';
const SERVER_FAILED = 'The registry failed, and its log says why. Apply again: what it has already is not sent again.';
const CHECK = 'Check `name`, and whether this machine reaches the registry. Then apply again: what it has already is not sent again.';

/** Does some work with a registry. What fails there becomes a diagnostic at the name. */
export async function withRegistry<T>({ client }: Pick<Access, 'client'>, what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    const { problem, advice = adviceFor(error) } = error;
    throw new DiagnosticError({
      summary: `Could not ${what}: the registry ${problem}`,
      detail: `The registry is ${client.endpoint.address}. ${advice}`,
      path: ['name'],
    });
  }
}

function adviceFor({ problem, status }: RegistryError): string {
  if (/wrong version number/.test(problem)) return NO_TLS;
  const known = ADVICE.find(([each]) => each === status);
  return known?.[1] ?? (status !== undefined && status >= 500 ? SERVER_FAILED : CHECK);
}

/** The registry does not have an image that is read. */
export function notInRegistry({ client }: Access, name: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The registry has no image "${name}"`,
    detail: `The registry is ${client.endpoint.address}. Check the spelling of \`name\`, with its tag or digest. If this configuration `
      + 'pushes the image, refer to the `docker_registry_image` that does.',
    path: ['name'],
  });
}
