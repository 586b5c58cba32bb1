import { Endpoint, SshWay, TlsMaterials } from './endpoint';
import { DEFAULT_PORT, DEFAULT_SOCKET } from '../../../src/shared/engine';
import { DiagnosticError, Path } from '../../diagnostics/diagnostics';

/** The default address of Docker Engine. */
export const DEFAULT_ADDRESS = `unix://${DEFAULT_SOCKET}`;

/** An address, and where it was configured. */
export interface Located {
  readonly address: string;
  readonly origin: string;
  /** The attribute, if the address comes from one. */
  readonly path?: Path;
}

/** The parts of an address. */
export type Address =
  | { readonly kind: 'unix'; readonly socketPath: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port?: number }
  | { readonly kind: 'ssh'; readonly host: string; readonly port?: number; readonly user?: string; readonly socketPath: string };

/**
 * Parses an address as Docker does: `unix:///path`, `ssh://user@host:port`, `tcp://host:port`, or its short form
 * `host:port`. Ignores surrounding white space, because an address that was read from a file may end with a line break.
 */
export function parseAddress(located: Located): Address {
  const socket = meantSocket(located.address.trim());
  if (socket !== undefined) throw invalid(located, 'the path of a socket must follow "unix://"', socket);
  const { scheme, rest } = split(located.address.trim());
  if (scheme === 'unix') {
    if (rest !== '' && !rest.startsWith('/')) throw invalid(located, 'the path of a socket must be absolute', DEFAULT_ADDRESS);
    return { kind: 'unix', socketPath: rest === '' ? DEFAULT_SOCKET : rest };
  }
  if (scheme === 'ssh') return parseSsh(located, rest);
  if (scheme !== 'tcp') {
    throw invalid(located, `the scheme "${scheme}" is not supported`, 'unix:///var/run/docker.sock, tcp://host:2376 or ssh://user@host');
  }

  const { hostname, port, username, password, pathname, search, hash } = parseUrl(located, rest, 'tcp://host:2376');
  if (username !== '' || password !== '') {
    throw invalid({ ...located, address: 'tcp://...@...' }, 'it must not contain a user or a password', 'certificates for authentication');
  }
  if (hostname === '') throw invalid(located, 'it contains no host', 'tcp://host:2376');
  if (!['', '/'].includes(pathname) || search !== '' || hash !== '') {
    throw invalid(located, 'nothing may follow the port', 'tcp://host:2376');
  }
  return { kind: 'tcp', ...hostAndPort(hostname, port) };
}

/**
 * Parses an SSH address. As in Docker's CLI, a path after the host is the path of the socket. The address may contain a
 * user, but no password.
 */
function parseSsh(located: Located, rest: string): Address {
  const example = 'ssh://user@host or ssh://user@host:22';
  const { hostname, port, username, password, pathname, search, hash } = parseUrl(located, rest, example);
  if (password !== '') {
    throw invalid(
      { ...located, address: 'ssh://...:...@...' },
      'it must not contain a password',
      'a key from an agent, from the default files of `ssh`, or from `ssh_opts`',
    );
  }
  if (hostname === '') throw invalid(located, 'it contains no host', example);
  // Both become arguments of `ssh`, which would read them as options.
  if (hostname.startsWith('-') || username.startsWith('-')) throw invalid(located, 'a user or a host must not start with "-"', example);
  if (search !== '' || hash !== '') {
    throw invalid(
      located, 'nothing may follow the path of the socket', `${example}, and add the path of the socket if it is not the default`,
    );
  }
  return {
    kind: 'ssh',
    ...hostAndPort(hostname, port),
    ...(username === '' ? {} : { user: decodeURIComponent(username) }),
    socketPath: ['', '/'].includes(pathname) ? DEFAULT_SOCKET : decodeURIComponent(pathname),
  };
}

function hostAndPort(hostname: string, port: string): { host: string; port?: number } {
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), ...(port === '' ? {} : { port: Number(port) }) };
}

/**
 * Returns the endpoint for an address. As in Docker, TLS is for `tcp` only. A socket is protected by its file
 * permissions.
 *
 * @param ssh  how `ssh` connects
 */
export function endpointAt({ origin }: Located, address: Address, tls: TlsMaterials | undefined, ssh: SshWay): Endpoint {
  if (address.kind === 'unix') return { address: `unix://${address.socketPath}`, origin, target: address };
  if (address.kind === 'ssh') return { address: sshAddress(address), origin, target: { ...address, ...ssh } };
  const port = address.port ?? (tls === undefined ? DEFAULT_PORT.plain : DEFAULT_PORT.tls);
  return {
    address: `tcp://${bracketed(address.host)}:${port}`,
    origin,
    target: { kind: 'tcp', host: address.host, port, ...(tls === undefined ? {} : { tls }) },
  };
}

/** Formats an SSH address. Leaves out the default socket. */
export function sshAddress({ user, host, port, socketPath }: Address & { readonly kind: 'ssh' }): string {
  const path = socketPath === DEFAULT_SOCKET ? '' : socketPath;
  return `ssh://${user === undefined ? '' : `${user}@`}${bracketed(host)}${port === undefined ? '' : `:${port}`}${path}`;
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** Returns the address of a socket for an address that is only a path, or that lacks slashes, as in `unix:/run/docker.sock`. */
function meantSocket(address: string): string | undefined {
  const [, path] = /^(?:unix:)?(\/(?!\/).*)$/is.exec(address) ?? [];
  if (path !== undefined) return `unix://${path}`;
  return /^(?:~|\.{1,2})\//.test(address) ? `the absolute path after unix://, as in ${DEFAULT_ADDRESS}` : undefined;
}

function split(address: string): { scheme: string; rest: string } {
  const match = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(address);
  return match === null ? { scheme: 'tcp', rest: address } : { scheme: match[1]!.toLowerCase(), rest: match[2]! };
}

function parseUrl(located: Located, rest: string, example: string): URL {
  try {
    return new URL(`tcp://${rest}`);
  } catch {
    throw invalid(located, 'it is not a valid host and port', example);
  }
}

/**
 * Returns an address as messages may show it: what is before the host can have a password, and what is after "?" a token, also in an
 * address that is not valid.
 */
export function shownAddress(address: string): string {
  return address.replace(/^(\s*(?:[a-z][a-z0-9+.-]*:\/\/)?[^:@/]*:(?!\/\/)).*@/is, '$1...@').replace(/([?#]).*$/s, '$1...');
}

function invalid({ address, origin, path }: Located, why: string, instead: string): DiagnosticError {
  return new DiagnosticError({
    summary: `"${shownAddress(address)}" is not a valid address of a Docker Engine: ${why}`,
    detail: `The address comes from ${origin}. Use ${instead}.`,
    ...(path === undefined ? {} : { path }),
  });
}
