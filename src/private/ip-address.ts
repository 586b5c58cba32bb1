import { isIP } from 'node:net';
import { BerthError } from './berth-error';
import { invalidIpAddress } from './errors';
import { isKnown } from './tokens';

/** Checks an IP address. Without a version, both IPv4 and IPv6 are valid. */
export function checkIp(what: string, address: string | undefined, version?: 4 | 6): BerthError[] {
  if (!isKnown(address)) return [];
  const actual = isIP(address);
  const valid = version ? actual === version : actual !== 0;
  return valid ? [] : [invalidIpAddress(what, address, version ? `an IPv${version} address` : 'an IPv4 or IPv6 address')];
}

/** Returns the canonical form of an address, so that addresses can be compared as text. An IPv6 address has many forms. */
export function canonicalIp(address: string): string {
  return isIP(address) === 6 ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}
