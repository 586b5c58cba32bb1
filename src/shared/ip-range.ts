import { isIP } from 'node:net';

/** A range of IPv4 addresses as numbers: from its first to its last. */
export interface Ipv4Range {
  readonly first: number;
  readonly last: number;
}

/** The range that a CIDR names; undefined for one of IPv6, and for what is none. */
export function ipv4Range(cidr: string): Ipv4Range | undefined {
  const [address, length, ...more] = cidr.split('/');
  if (isIP(address) !== 4 || more.length > 0 || !/^\d{1,2}$/.test(length ?? '') || Number(length) > 32) return undefined;
  const size = 2 ** (32 - Number(length));
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const first = number - number % size;
  return { first, last: first + size - 1 };
}

export function ipv4Address(number: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.');
}
