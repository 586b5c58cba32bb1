/* eslint-disable no-bitwise -- a hash mixes bits */
import { createHash } from 'node:crypto';

/**
 * Places clones on hosts: a pure function of the name of the set, the number of clones and the list of hosts.
 *
 * A clone prefers the hosts in an order that follows from its index and their names (rendezvous hashing), and takes the first one that is
 * not full. A host is full with its share of the clones so far, rounded up, and a tenth of it. So the spread is even, more clones leave
 * those before where they are, and the order of the list does not matter. A host that is added or removed moves, beside its own clones,
 * few of the others if there are many on each host, and some if there are few.
 *
 * @param set the name of the set
 * @param replicas the number of clones
 * @param hosts the names of the hosts, without duplicates
 * @returns for each clone, by its index, the name of its host
 */
export function spread(set: string, replicas: number, hosts: readonly string[]): string[] {
  if (hosts.length === 0) return [];
  // By name, so that the order of the list does not matter if two have the same rank.
  const members = [...hosts].sort().map((name) => ({ name, hash: hashOf(name), load: 0 }));
  return Array.from({ length: replicas }, (_, index) => {
    const share = (index + 1) / hosts.length;
    const full = Math.ceil(share) + Math.floor(share / 10);
    const hash = hosts.length === 1 ? 0 : hashOf(JSON.stringify([set, index]));
    let [first, lowest] = [members[0]!, Infinity];
    for (const member of members) {
      const rank = mixed(hash ^ member.hash);
      if (member.load < full && rank < lowest) [first, lowest] = [member, rank];
    }
    first.load += 1;
    return first.name;
  });
}

/** Returns 32 bits that follow from a text. */
function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readInt32BE();
}

/** Returns a number from 0 in which each bit of another one matters (the last step of MurmurHash3). */
function mixed(bits: number): number {
  const once = Math.imul(bits ^ bits >>> 16, 0x85ebca6b);
  const twice = Math.imul(once ^ once >>> 13, 0xc2b2ae35);
  return (twice ^ twice >>> 16) >>> 0;
}
