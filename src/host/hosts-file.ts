import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { NamedHostOptions } from './container-hosts-options';
import { invalidHostsFile } from './errors';
import { Endpoint } from '../engine/endpoint';
import { Tls } from '../engine/tls';
import { BerthError } from '../private/berth-error';
import { isObject } from '../shared/is-object';

/** A host in a file. */
interface WrittenHost {
  readonly url: string;
  readonly identityFile?: string;
  readonly knownHostsFile?: string;
  readonly tlsDirectory?: string;
  readonly addressRange?: string;
  readonly filtersIpv6?: boolean;
}

const TYPES: { readonly [member in keyof Required<WrittenHost>]: string } = {
  url: 'string', identityFile: 'string', knownHostsFile: 'string', tlsDirectory: 'string', addressRange: 'string', filtersIpv6: 'boolean',
};

/** The protocols of addresses that have more than a path, with the members that only they use. */
const PROTOCOLS: { readonly [protocol: string]: { readonly members: readonly (keyof WrittenHost)[]; readonly parts: string } } = {
  'ssh:': { members: ['identityFile', 'knownHostsFile'], parts: 'a user, a host name, a port, and the path of a socket' },
  'tcp:': { members: ['tlsDirectory'], parts: 'a host name and a port' },
};

/** Reads hosts from a JSON file. Throws an error that names the member that is wrong. */
export function readHostsFile(path: string): { [name: string]: NamedHostOptions } {
  const file = resolve(path);
  const hosts = parse(file);
  if (!isObject(hosts)) throw invalidHostsFile(file, 'it is no object');
  return Object.fromEntries(Object.entries(hosts).map(([name, host]) => {
    const problem = problemOf(host);
    if (problem !== undefined) throw invalidHostsFile(file, `of the host "${name}", ${problem}`);
    return [name, optionsOf(name, host as WrittenHost, file)];
  }));
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw invalidHostsFile(file, (error as Error).message);
  }
}

function problemOf(host: unknown): string | undefined {
  if (!isObject(host)) return 'the value is no object';
  const unknown = Object.keys(host).find((member) => !Object.hasOwn(TYPES, member));
  if (unknown !== undefined) return `the member "${unknown}" is unknown; the members are ${Object.keys(TYPES).join(', ')}`;
  if (host.url === undefined) return 'the member "url" is missing';
  const [wrong] = Object.entries(TYPES).find(([member, type]) => host[member] !== undefined && typeof host[member] !== type) ?? [];
  if (wrong !== undefined) {
    return `the member "${wrong}" must be a ${TYPES[wrong as keyof WrittenHost]}; given: ${JSON.stringify(host[wrong])}`;
  }
  return addressProblem(host as unknown as WrittenHost);
}

/** Returns what is in vain, since the address of the host has no use for it. */
function addressProblem(host: WrittenHost): string | undefined {
  const { protocol, username, password, pathname, search, hash } = parseUrl(host.url);
  const misfits = Object.entries(PROTOCOLS).filter(([of]) => of !== protocol)
    .flatMap(([of, { members }]) => members.filter((member) => host[member] !== undefined).map((member) => `"${member}" (needs ${of}//)`));
  if (misfits.length > 0) return `the url begins with "${protocol}//", which these members don't fit: ${misfits.join(', ')}`;
  // What is given is not shown, since it can be a password.
  const isMore = `${password}${search}${hash}` !== '' || (protocol === 'tcp:' && `${username}${pathname.replace(/^\/$/, '')}` !== '');
  return protocol in PROTOCOLS && isMore ? `the url may have ${PROTOCOLS[protocol]!.parts}, and nothing else` : undefined;
}

function optionsOf(name: string, host: WrittenHost, file: string): NamedHostOptions {
  const { addressRange, filtersIpv6 } = host;
  try {
    return { addressRange, filtersIpv6, endpoint: endpointOf(host) };
  } catch (error) {
    if (!(error instanceof BerthError)) throw error;
    throw invalidHostsFile(file, `of the host "${name}", ${error.detail.replace(/\.$/, '')}`);
  }
}

function endpointOf({ url, tlsDirectory, identityFile, knownHostsFile }: WrittenHost): Endpoint {
  const { protocol, hostname, port, username, pathname } = parseUrl(url);
  const at = port === '' ? {} : { port: Number(port) };
  if (protocol === 'tcp:' && tlsDirectory !== undefined) return Endpoint.tcp(hostname, { ...at, tls: Tls.fromDirectory(tlsDirectory) });
  if (protocol !== 'ssh:') return Endpoint.of(url);
  return Endpoint.ssh(hostname, {
    ...at,
    identityFile,
    knownHostsFile,
    ...username !== '' && { user: decodeURIComponent(username) },
    ...!['', '/'].includes(pathname) && { socketPath: decodeURIComponent(pathname) },
  });
}

/** Parses an address. One that is none has no parts, and is refused as a whole. */
function parseUrl(url: string): Pick<URL, 'protocol' | 'hostname' | 'port' | 'username' | 'password' | 'pathname' | 'search' | 'hash'> {
  const none = { protocol: '', hostname: '', port: '', username: '', password: '', pathname: '', search: '', hash: '' };
  return URL.canParse(url) ? new URL(url) : none;
}
