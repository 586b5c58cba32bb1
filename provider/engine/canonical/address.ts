import { isIPv4, isIPv6 } from 'node:net';

/** One form of an IP address: IPv6 in lower case and at its shortest. Nothing where it is no address. */
export function canonicalAddress(spelling: string): string | undefined {
  if (isIPv4(spelling)) return spelling;
  // A zone (`fe80::1%eth0`) is no part of what the engine takes.
  if (!isIPv6(spelling) || spelling.includes('%')) return undefined;
  return new URL(`http://[${spelling}]`).hostname.slice(1, -1);
}

/** One form of a subnet (`10.0.0.0/24`, `fd00::/64`): the bits of the host are zero. Nothing where it is none. */
export function canonicalSubnet(spelling: string): string | undefined {
  const [, address = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(spelling) ?? [];
  const bits = isIPv4(address) ? 32 : 128;
  const canonical = canonicalAddress(address);
  if (canonical === undefined || Number(length) > bits) return undefined;
  const width = bits === 32 ? 8 : 16;
  const masked = groupsOf(canonical).map((group, index) => {
    const kept = Math.min(Math.max(Number(length) - index * width, 0), width);
    return group - group % 2 ** (width - kept);
  });
  const network = bits === 32 ? masked.join('.') : canonicalAddress(masked.map((group) => group.toString(16)).join(':'))!;
  return `${network}/${Number(length)}`;
}

/** The bytes of an IPv4 address, or the groups of an IPv6 address at its shortest. */
function groupsOf(address: string): readonly number[] {
  if (isIPv4(address)) return address.split('.').map(Number);
  const [head = '', tail] = address.split('::');
  const numbers = (part: string) => part === '' ? [] : part.split(':').map((group) => parseInt(group, 16));
  if (tail === undefined) return numbers(head);
  const [before, after] = [numbers(head), numbers(tail)];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
