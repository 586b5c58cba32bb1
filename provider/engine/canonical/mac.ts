/** Returns the canonical form of a MAC address: lower case, with colons. Returns nothing if it is invalid. */
export function canonicalMac(spelling: string): string | undefined {
  const plain = spelling.toLowerCase().replace(/-/g, ':');
  return /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(plain) ? plain : undefined;
}
