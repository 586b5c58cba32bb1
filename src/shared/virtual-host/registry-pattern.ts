import { BlockList } from 'node:net';
import { canonicalSubnet, ipVersion } from '../ip';

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST = new RegExp(`^(?:\\*\\.)?${LABEL}(?:\\.${LABEL})*$`);

/** The port of a registry whose name has none. */
const DEFAULT_PORT = '443';

/** The registry of images whose name has none. */
const DOCKER_HUB = 'docker.io';

/** What a pattern can be, for messages. */
export const REGISTRY_PATTERN_RULE = 'a host name, an IP address or "*." and a domain, each with ":" and a port unless that is 443, '
  + 'or a subnet in CIDR notation';

/** A host and a port, as the names of images begin with. */
interface Address {
  readonly host: string;
  readonly port: string;
}

/** Whether a text is a pattern of registries: `registry.example.com:5000`, `*.corp.example`, `10.0.0.0/8`. */
export function isRegistryPattern(text: string): boolean {
  if (canonicalSubnet(text) !== undefined) return true;
  const { host, port } = split(text);
  return (HOST.test(host) || ipVersion(host) !== undefined) && /^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65_535;
}

/**
 * Whether a pattern allows a registry. A pattern without a port allows 443 only: another port of a machine may be anybody's. `*.` stands
 * for one or more labels. A subnet allows each port of its addresses, and no name: whoever answers for a name can change its address.
 */
export function matchesRegistry(pattern: string, registry: string): boolean {
  const { host, port } = split(registry.toLowerCase());
  const subnet = canonicalSubnet(pattern);
  if (subnet !== undefined) return isInSubnet(host, subnet);
  const allowed = split(pattern);
  if (port !== allowed.port) return false;
  return allowed.host.startsWith('*.') ? host.endsWith(allowed.host.slice(1)) && host.length > allowed.host.length - 1
    : host === allowed.host;
}

/** Returns the registry of an image's name, as the engine finds it. */
export function registryOf(repository: string): string {
  const [first = '', ...rest] = repository.split('/');
  const isRegistry = rest.length > 0 && (first === 'localhost' || /[.:A-Z]/.test(first));
  return isRegistry && first !== 'index.docker.io' ? first : DOCKER_HUB;
}

function split(text: string): Address {
  const [, host = '', port = DEFAULT_PORT] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(ipVersion(text) === 6 ? `[${text}]` : text)!;
  return { host, port };
}

function isInSubnet(host: string, subnet: string): boolean {
  const version = ipVersion(host);
  const [address = '', length] = subnet.split('/');
  if (version === undefined || version !== ipVersion(address)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(length), version === 4 ? 'ipv4' : 'ipv6');
  return list.check(host, version === 4 ? 'ipv4' : 'ipv6');
}
