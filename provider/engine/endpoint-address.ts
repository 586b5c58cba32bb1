import { Endpoint, TlsMaterials } from './endpoint';
import { DiagnosticError, Path } from '../framework/diagnostics';

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
  | { readonly kind: 'tcp'; readonly host: string; readonly port?: number };

/** Takes an address apart as Docker does: `unix:///path`, `tcp://host:port`, and `host:port`, which is short for it. */
export function parseAddress(located: Located): Address {
  const { scheme, rest } = split(located.address);
  if (scheme === 'unix') {
    if (rest !== '' && !rest.startsWith('/')) throw refusal(located, 'the path of a socket is absolute', 'unix:///var/run/docker.sock');
    return { kind: 'unix', socketPath: rest === '' ? split(DEFAULT_ADDRESS).rest : rest };
  }
  if (scheme === 'ssh') throw refusal(located, 'connections over SSH are not supported yet', 'tcp://host:2376 with TLS, or a socket that an SSH tunnel forwards');
  if (scheme !== 'tcp') throw refusal(located, `"${scheme}" is no scheme that it can have`, 'unix:///var/run/docker.sock or tcp://host:2376');

  const { hostname, port, username, password, pathname, search, hash } = parseUrl(located, rest);
  if (username !== '' || password !== '') throw refusal({ ...located, address: 'tcp://...@...' }, 'an address holds no user and no password', 'certificates for the authentication');
  if (hostname === '') throw refusal(located, 'it names no host', 'tcp://host:2376');
  if (!['', '/'].includes(pathname) || search !== '' || hash !== '') throw refusal(located, 'nothing follows the port', 'tcp://host:2376');
  return { kind: 'tcp', host: hostname.replace(/^\[(.*)\]$/, '$1'), ...(port === '' ? {} : { port: Number(port) }) };
}

/** The endpoint at an address. TLS is for `tcp` only, as in Docker: a socket is protected by the rights of its file. */
export function endpointAt({ origin }: Located, address: Address, tls: TlsMaterials | undefined): Endpoint {
  if (address.kind === 'unix') return { address: `unix://${address.socketPath}`, origin, target: address };
  const port = address.port ?? (tls === undefined ? DEFAULT_PORT.plain : DEFAULT_PORT.tls);
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    address: `tcp://${host}:${port}`,
    origin,
    target: { kind: 'tcp', host: address.host, port, ...(tls === undefined ? {} : { tls }) },
  };
}

function split(address: string): { scheme: string; rest: string } {
  const match = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(address);
  return match === null ? { scheme: 'tcp', rest: address } : { scheme: match[1]!.toLowerCase(), rest: match[2]! };
}

function parseUrl(located: Located, rest: string): URL {
  try {
    return new URL(`tcp://${rest}`);
  } catch {
    throw refusal(located, 'it is not a host and a port', 'tcp://host:2376');
  }
}

function refusal({ address, origin, path }: Located, why: string, instead: string): DiagnosticError {
  return new DiagnosticError({
    summary: `"${address}" is not an address of a Docker Engine that can be used: ${why}`,
    detail: `It comes from ${origin}. Use ${instead}.`,
    ...(path === undefined ? {} : { path }),
  });
}
