import { canonicalAddress } from '../../src/shared/ip';

/*
 * Parsers for files in /proc/PID/net, which show the network namespace of a process.
 */

/** Parses the names of interfaces from /proc/PID/net/dev. */
export function parseInterfaces(text: string): string[] {
  return text.split('\n').flatMap((line) => /^\s*([^\s:|]+):/.exec(line)?.[1] ?? []);
}

/** Parses the IPv4 addresses of interfaces from /proc/PID/net/fib_trie. */
export function parseAddresses4(text: string): string[] {
  let leaf = '';
  const addresses = new Set<string>();
  for (const line of text.split('\n')) {
    leaf = /\|--\s+(\S+)/.exec(line)?.[1] ?? leaf;
    if (/\/32 host LOCAL/.test(line)) addresses.add(leaf);
  }
  return [...addresses];
}

/** An IPv6 address of an interface. */
export interface Address6 {
  /** In its shortest form. */
  readonly address: string;
  readonly isLinkLocal: boolean;
  /** Whether it was set by hand: an address that the kernel formed from what a router announced is not permanent. */
  readonly isPermanent: boolean;
}

/** From linux/if_addr.h and net/ipv6.h. */
const [PERMANENT, LINK_LOCAL] = [0x80, 0x20];

/** Parses /proc/PID/net/if_inet6. */
export function parseAddresses6(text: string): Address6[] {
  return text.split('\n').flatMap((line) => {
    const [, digits, scope, flags] = /^([0-9a-f]{32}) \S+ \S+ ([0-9a-f]+) ([0-9a-f]+)\s/.exec(line) ?? [];
    if (flags === undefined) return [];
    return [{
      address: canonicalAddress(digits!.match(/.{4}/g)!.join(':'))!,
      isLinkLocal: parseInt(scope!, 16) === LINK_LOCAL,
      isPermanent: (parseInt(flags, 16) & PERMANENT) !== 0,
    }];
  });
}
