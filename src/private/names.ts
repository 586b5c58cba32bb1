import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { IConstruct } from 'constructs';
import { BerthError } from './berth-error';
import { invalidIpAddress, invalidName } from './errors';
import { isKnown } from './tokens';

// Docker's own grammar for the names of containers and volumes (moby, daemon/names): two characters at least.
const RESTRICTED_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
const RESTRICTED_NAME_RULE = 'a name has at least two characters, begins with a letter or digit, and goes on with letters, digits, "_", "." and "-"';

// One label of a name in DNS, by which containers find each other.
const LONGEST_LABEL = 63;
const HOSTNAME = /^(?=.{1,253}$)[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
const HOSTNAME_RULE = 'it has letters, digits and "-", in parts of at most 63 characters with "." between them';

export function checkName(what: string, name: string | undefined): BerthError[] {
  return isKnown(name) && !RESTRICTED_NAME.test(name) ? [invalidName(`name of a ${what}`, name, RESTRICTED_NAME_RULE)] : [];
}

export function checkHostname(what: string, name: string | undefined): BerthError[] {
  return isKnown(name) && !HOSTNAME.test(name) ? [invalidName(what, name, HOSTNAME_RULE)] : [];
}

export function checkIp(what: string, address: string | undefined, version?: 4 | 6): BerthError[] {
  if (!isKnown(address)) return [];
  const found = isIP(address);
  const right = version ? found === version : found !== 0;
  return right ? [] : [invalidIpAddress(what, address, version ? `an IPv${version} address` : 'an IPv4 or IPv6 address')];
}

/** One spelling for an address, so that two of them can be compared: IPv6 has many. */
export function canonicalIp(address: string): string {
  return isIP(address) === 6 ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}

/**
 * The name that a construct's object gets on the engine if none is given: its path in lower case, with `-` between the parts.
 * It stays when others come and go, and differs between stacks. A path longer than a DNS label ends in a hash of it.
 */
export function defaultName(construct: IConstruct): string {
  return nameOfPath(construct.node.path.split('/'));
}

/** The same for any path. */
export function nameOfPath(path: readonly string[]): string {
  const name = path.filter((id) => id !== '').join('-').toLowerCase().replace(/-*[^a-z0-9_.-]+-*/g, '-').replace(/^[^a-z0-9]+/, '');
  if (name.length >= 2 && name.length <= LONGEST_LABEL) return name;
  const hash = createHash('sha256').update(path.join('/')).digest('hex').slice(0, 8);
  return `${name.slice(0, LONGEST_LABEL - hash.length - 1)}-${hash}`.replace(/^-/, '');
}
