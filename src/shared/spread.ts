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
  const load = new Map(hosts.map((host) => [host, 0]));
  return Array.from({ length: replicas }, (_, index) => {
    const share = (index + 1) / hosts.length;
    const full = Math.ceil(share) + Math.floor(share / 10);
    const host = preferences(set, index, hosts).find((each) => load.get(each)! < full)!;
    load.set(host, load.get(host)! + 1);
    return host;
  });
}

function preferences(set: string, index: number, hosts: readonly string[]): readonly string[] {
  if (hosts.length === 1) return hosts;
  const scored = hosts.map((host) => [createHash('sha256').update(JSON.stringify([set, index, host])).digest('hex'), host] as const);
  return scored.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, host]) => host);
}
