import { Credentials } from './credentials';
import { registryAt, serverOf } from './registry';
import { DiagnosticError, Path } from '../../diagnostics/diagnostics';

/** The registries in Docker's `config.json`. */
export interface DockerConfig {
  /** The credentials in the file itself, by registry. Undefined if an entry has none. */
  readonly auths: ReadonlyMap<string, Credentials | undefined>;
  /** All registries in `auths` and `credHelpers`. */
  readonly registries: readonly string[];
  /** The credential helper of a registry: its own, or else the default one. `docker-credential-<name>` is the program. */
  helperOf(registry: string): string | undefined;
}

type Json = { readonly [name: string]: unknown };

/**
 * Parses Docker's configuration. Ignores everything else in it, because the file has other purposes too.
 *
 * @param origin  where the text comes from, for messages
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

/** `auth` contains user and password. Some tools write them as separate fields. */
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

/** Decodes user and password from `auth`. */
export function decodeAuth(auth: string): readonly [user?: string, password?: string] {
  const [, user, password] = /^([^:]*):([^]*)$/.exec(Buffer.from(auth, 'base64').toString('utf8').replace(/\0+$/, '')) ?? [];
  return user === undefined || password === undefined ? [] : [user, password];
}

function parse(text: string, origin: string, path: Path | undefined): unknown {
  // Docker accepts an empty file.
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message would quote the text, which contains secrets.
    throw new DiagnosticError({
      summary: `The Docker configuration of ${origin} is not valid JSON`,
      detail: 'It must be in the format that `docker login` writes: {"auths": {"registry.example.com": {"auth": "..."}}}.',
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
