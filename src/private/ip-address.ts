import { BerthError } from './berth-error';
import { invalidIpAddress } from './errors';
import { isKnown } from './tokens';
import { ipVersion } from '../shared/ip';

/** Checks an IP address. Without a version, both IPv4 and IPv6 are valid. */
export function checkIp(what: string, address: string | undefined, version?: 4 | 6): BerthError[] {
  if (!isKnown(address)) return [];
  const actual = ipVersion(address);
  const valid = version ? actual === version : actual !== undefined;
  return valid ? [] : [invalidIpAddress(what, address, version ? `an IPv${version} address` : 'an IPv4 or IPv6 address')];
}
