import { createHash } from 'node:crypto';
import { ipv4Address, Ipv4Range } from '../../shared/ip';

/** A network that needs a subnet, or another part of a range. */
export interface SubnetRequest {
  /** What identifies it: its construct's path, or more. */
  readonly key: string;
  /** The number of addresses, a power of two. */
  readonly size: number;
}

/** The number of addresses in a subnet. Each size has one half of the range to itself, so subnets of different sizes never compete. */
export enum SubnetSize {
  /** Room for 253 members. */
  NETWORK = 256,
  /** Room for five members: a connection has two. */
  CONNECTION = 8,
}

/**
 * Allocates a subnet from a range for each network. The result depends only on the networks' paths: it is the same on every run and every
 * machine, in whatever order the networks are defined.
 *
 * This is open addressing with double hashing: the hash of a path gives a network its first slot, and the step to the next one if that is
 * occupied. Networks claim their slots in the order of a second hash. So adding a network moves another one only if it wants the same
 * slot and ranks before it: for n networks in m slots, that is one in 2m / n additions.
 *
 * @param taken ranges that are in use already
 * @returns the subnets by the networks' keys, without the networks for which no slot is left
 */
export function allocateSubnets(
  range: Ipv4Range, requests: readonly SubnetRequest[], taken: readonly Ipv4Range[] = [],
): Map<string, string> {
  const half = (range.last - range.first + 1) / 2;
  return new Map([
    ...allocate({ first: range.first, last: range.first + half - 1 }, SubnetSize.NETWORK, requests, taken),
    ...allocate({ first: range.first + half, last: range.last }, SubnetSize.CONNECTION, requests, taken),
  ]);
}

/** Allocates a subnet of one size for each request of that size, as `allocateSubnets` does, from the whole range. */
export function allocate(
  range: Ipv4Range, size: number, requests: readonly SubnetRequest[], taken: readonly Ipv4Range[],
): Map<string, string> {
  const slots = Math.floor((range.last - range.first + 1) / size);
  const takenHere = taken.filter(({ first, last }) => last >= range.first && first <= range.last);
  const isTaken = (first: number) => takenHere.some((other) => other.last >= first && other.first < first + size);
  const allocated = new Map<number, string>();
  for (const { key, start, step } of requests.filter((request) => request.size === size).map(probeOf).sort(byRank)) {
    for (let tries = 0; tries < slots; tries++) {
      const first = range.first + (start + tries * step) % slots * size;
      if (allocated.has(first) || isTaken(first)) continue;
      allocated.set(first, key);
      break;
    }
  }
  return new Map([...allocated].map(([first, key]) => [key, `${ipv4Address(first)}/${32 - Math.log2(size)}`]));
}

/** The slots that a network tries, and its rank among the networks that try them. */
interface Probe {
  readonly key: string;
  readonly rank: string;
  readonly start: number;
  readonly step: number;
}

/** The number of slots is a power of two, so an odd step visits all of them. */
function probeOf({ key }: SubnetRequest): Probe {
  const hash = createHash('sha256').update(key).digest();
  return { key, start: hash.readUInt32BE(0), step: 2 * hash.readUInt16BE(4) + 1, rank: hash.toString('hex', 8) };
}

const byRank = (a: Probe, b: Probe) => (a.rank < b.rank ? -1 : 1);
