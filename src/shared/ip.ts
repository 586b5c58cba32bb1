import { isIP } from 'node:net';

/** A range of IPv4 addresses, as numbers. */
export interface Ipv4Range {
  readonly first: number;
  readonly last: number;
}

// Loaded at first use: a start of the provider does not need it.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const library = () => require('ip-address') as typeof import('ip-address');

/** The version of an IP address. Undefined for any other text, and for an address with a zone (`fe80::1%eth0`), which no engine takes. */
export function ipVersion(text: string): 4 | 6 | undefined {
  const version = isIP(text);
  return version === 0 || text.includes('%') ? undefined : version as 4 | 6;
}

/** The canonical form of an IP address: IPv6 in lower case and at its shortest. Undefined if the text is no address. */
export function canonicalAddress(text: string): string | undefined {
  const version = ipVersion(text);
  if (version === undefined) return undefined;
  return version === 4 ? text : new (library().Address6)(text).correctForm();
}

/** The eight groups of an IPv6 address with all their digits, `fd00:0000:…:0001`. */
export function fullAddress(address: string): string {
  return new (library().Address6)(address).canonicalForm();
}

/** The canonical form of a subnet (`10.0.0.0/24`, `fd00::/64`): all host bits are zero. Undefined if the text is no subnet. */
export function canonicalSubnet(text: string): string | undefined {
  const subnet = parseSubnet(text);
  return subnet && `${subnet.startAddress().correctForm()}/${subnet.subnetMask}`;
}

/** The range of an IPv4 subnet. Undefined if the text is a subnet of IPv6 or no subnet. */
export function ipv4Range(text: string): Ipv4Range | undefined {
  const subnet = parseSubnet(text);
  if (!(subnet instanceof library().Address4)) return undefined;
  return { first: Number(subnet.startAddress().bigInt()), last: Number(subnet.endAddress().bigInt()) };
}

/** Whether all addresses of a subnet are in a range of the same version, both in CIDR notation. */
export function isSubnetWithin(subnet: string, range: string): boolean {
  const [inner, outer] = [parseSubnet(subnet), parseSubnet(range)];
  if (inner === undefined || outer === undefined || inner.v4 !== outer.v4) return false;
  return inner.startAddress().bigInt() >= outer.startAddress().bigInt() && inner.endAddress().bigInt() <= outer.endAddress().bigInt();
}

/** The IPv4 address with this number. By hand: with the library, layouts of many networks take twice as long. */
export function ipv4Address(number: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.');
}

/** Parses a subnet as Go's net.ParseCIDR does: host bits may be set, and the length may have leading zeros (but three digits at most). */
function parseSubnet(text: string) {
  const [, address = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const version = ipVersion(address);
  if (version === undefined || Number(length) > (version === 4 ? 32 : 128)) return undefined;
  const { Address4, Address6 } = library();
  return new (version === 4 ? Address4 : Address6)(`${address}/${Number(length)}`);
}
