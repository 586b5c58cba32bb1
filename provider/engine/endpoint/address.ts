import { Endpoint, TlsMaterials } from './endpoint';
import { DiagnosticError, Path } from '../../diagnostics/diagnostics';

/** Where Docker Engine listens unless it is told otherwise. */
export const DEFAULT_ADDRESS = 'unix:///var/run/docker.sock';

/** The ports that Docker itself takes where an address names none. */
const DEFAULT_PORT = { plain: 2375, tls: 2376 };

/** An address, and where it was found. */
export interface Located {
  readonly address: string;
  readonly origin: string;
  /** Of the attribute that holds it, where one does. */
  readonly path?: Path;
}

/** An address in its parts. */
export type Address =
  | { readonly kind: 'unix'; readonly socketPath: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port?: number }
  | { readonly kind: 'ssh'; readonly host: string; readonly port?: number; readonly user?: string; readonly socketPath: string };

/**
 * Takes an address apart as Docker does: `unix:///path`, `ssh://user@host:port`, `tcp://host:port`, and `host:port`, which
 * is short for it. One that was read from a file may end with its line.
 */
export function parseAddress(located: Located): Address {
  const { scheme, rest } = split(located.address.trim());
  if (scheme === 'unix') {
    if (rest !== '' && !rest.startsWith('/')) throw refusal(located, 'the path of a socket is absolute', 'unix:///var/run/docker.sock');
    return { kind: 'unix', socketPath: rest === '' ? split(DEFAULT_ADDRESS).rest : rest };
  }
  if (scheme === 'ssh') return parseSsh(located, rest);
  if (scheme !== 'tcp') throw refusal(located, `"${scheme}" is no scheme that it can have`, 'unix:///var/run/docker.sock, tcp://host:2376 or ssh://user@host');

  const { hostname, port, username, password, pathname, search, hash } = parseUrl(located, rest, 'tcp://host:2376');
  if (username !== '' || password !== '') throw refusal({ ...located, address: 'tcp://...@...' }, 'an address holds no user and no password', 'certificates for the authentication');
  if (hostname === '') throw refusal(located, 'it names no host', 'tcp://host:2376');
  if (!['', '/'].includes(pathname) || search !== '' || hash !== '') throw refusal(located, 'nothing follows the port', 'tcp://host:2376');
  return { kind: 'tcp', ...hostAndPort(hostname, port) };
}

/** A path after the host names the socket there, as in Docker's own command line; of a login, only the name may be in an address. */
function parseSsh(located: Located, rest: string): Address {
  const example = 'ssh://user@host or ssh://user@host:22';
  const { hostname, port, username, password, pathname, search, hash } = parseUrl(located, rest, example);
  if (password !== '') throw refusal({ ...located, address: 'ssh://...:...@...' }, 'an address holds no password', 'a key, which `ssh` finds by itself or by an option of `ssh_opts`, or an agent');
  if (hostname === '') throw refusal(located, 'it names no host', example);
  // Both become arguments of a program.
  if (hostname.startsWith('-') || username.startsWith('-')) throw refusal(located, 'neither a user nor a host begins with "-"', example);
  if (search !== '' || hash !== '') throw refusal(located, 'nothing follows the path of the socket', `${example}, with the path of the socket where it is not the usual one`);
  return {
    kind: 'ssh',
    ...hostAndPort(hostname, port),
    ...(username === '' ? {} : { user: decodeURIComponent(username) }),
    socketPath: ['', '/'].includes(pathname) ? split(DEFAULT_ADDRESS).rest : decodeURIComponent(pathname),
  };
}

function hostAndPort(hostname: string, port: string): { host: string; port?: number } {
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), ...(port === '' ? {} : { port: Number(port) }) };
}

/**
 * The endpoint at an address. TLS is for `tcp` only, as in Docker: a socket is protected by the rights of its file.
 *
 * @param options  arguments for `ssh`
 */
export function endpointAt({ origin }: Located, address: Address, tls: TlsMaterials | undefined, options: readonly string[]): Endpoint {
  if (address.kind === 'unix') return { address: `unix://${address.socketPath}`, origin, target: address };
  if (address.kind === 'ssh') return { address: sshAddress(address), origin, target: { ...address, options } };
  const port = address.port ?? (tls === undefined ? DEFAULT_PORT.plain : DEFAULT_PORT.tls);
  return {
    address: `tcp://${bracketed(address.host)}:${port}`,
    origin,
    target: { kind: 'tcp', host: address.host, port, ...(tls === undefined ? {} : { tls }) },
  };
}

/** An address from its parts, without what is usual. */
export function sshAddress({ user, host, port, socketPath }: Address & { readonly kind: 'ssh' }): string {
  const path = socketPath === split(DEFAULT_ADDRESS).rest ? '' : socketPath;
  return `ssh://${user === undefined ? '' : `${user}@`}${bracketed(host)}${port === undefined ? '' : `:${port}`}${path}`;
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function split(address: string): { scheme: string; rest: string } {
  const match = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(address);
  return match === null ? { scheme: 'tcp', rest: address } : { scheme: match[1]!.toLowerCase(), rest: match[2]! };
}

function parseUrl(located: Located, rest: string, example: string): URL {
  try {
    return new URL(`tcp://${rest}`);
  } catch {
    throw refusal(located, 'it is not a host and a port', example);
  }
}

function refusal({ address, origin, path }: Located, why: string, instead: string): DiagnosticError {
  return new DiagnosticError({
    summary: `"${address}" is not an address of a Docker Engine that can be used: ${why}`,
    detail: `It comes from ${origin}. Use ${instead}.`,
    ...(path === undefined ? {} : { path }),
  });
}
