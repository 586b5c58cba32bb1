import { Credentials } from './credentials';
import { registryAt, serverOf } from './registry';
import { DiagnosticError, Path } from '../../diagnostics/diagnostics';

/** What Docker's `config.json` says of registries. */
export interface DockerConfig {
  /** By registry; logged in or not, as far as the file itself says it. */
  readonly auths: ReadonlyMap<string, Credentials | undefined>;
  /** All that are named, by `auths` or `credHelpers`. */
  readonly registries: readonly string[];
  /** The helper of a registry that has its own, and otherwise the one for all: `docker-credential-<name>`. */
  helperOf(registry: string): string | undefined;
}

type Json = { readonly [name: string]: unknown };

/**
 * Takes Docker's configuration apart. What is not understood is passed over, since the file has other uses.
 *
 * @param origin  where it is from, for messages
 */
export function parseDockerConfig(text: string, origin: string, path?: Path): DockerConfig {
  const config = object(parse(text, origin, path));
  const auths = new Map(Object.entries(object(config.auths)).map(([address, entry]) => {
    const registry = registryAt(address);
    return [registry, credentialsOf(registry, object(entry))] as const;
  }));
  const helpers = new Map(Object.entries(object(config.credHelpers)).map(([address, name]) => [registryAt(address), name]));
  return {
    auths,
    registries: [...new Set([...auths.keys(), ...helpers.keys()])],
    helperOf(registry) {
      return textOf(helpers.get(registry)) ?? textOf(config.credsStore);
    },
  };
}

/** `auth` holds user and password; other tools write the two apart. */
function credentialsOf(registry: string, entry: Json): Credentials | undefined {
  const [user, secret] = decodeAuth(textOf(entry.auth) ?? '');
  const [username, password] = [textOf(user) ?? textOf(entry.username), textOf(secret) ?? textOf(entry.password)];
  const [identitytoken, registrytoken] = [textOf(entry.identitytoken), textOf(entry.registrytoken)];
  if (password === undefined && identitytoken === undefined && registrytoken === undefined) return undefined;
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(identitytoken === undefined ? {} : { identitytoken }),
    ...(registrytoken === undefined ? {} : { registrytoken }),
    serveraddress: serverOf(registry),
  };
}

/** User and password, of the form that holds both. */
export function decodeAuth(auth: string): readonly [user?: string, password?: string] {
  const [, user, password] = /^([^:]*):([^]*)$/.exec(Buffer.from(auth, 'base64').toString('utf8').replace(/\0+$/, '')) ?? [];
  return user === undefined || password === undefined ? [] : [user, password];
}

function parse(text: string, origin: string, path: Path | undefined): unknown {
  // For Docker, a file that is empty is there and says nothing.
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words would quote the text, which holds secrets.
    throw new DiagnosticError({
      summary: `The Docker configuration of ${origin} is not JSON`,
      detail: 'It is to be what `docker login` writes: {"auths": {"registry.example.com": {"auth": "..."}}}.',
      ...(path === undefined ? {} : { path }),
    });
  }
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Json : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
