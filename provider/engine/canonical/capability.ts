/**
 * Returns the canonical form of a capability: `net_admin`, `NET_ADMIN` and `CAP_NET_ADMIN` are the same, and `ALL`
 * stands for all of them.
 */
export function canonicalCapability(spelling: string): string {
  const name = spelling.trim().toUpperCase();
  return name === 'ALL' || name.startsWith('CAP_') ? name : `CAP_${name}`;
}
