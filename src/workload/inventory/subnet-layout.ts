import { createHash } from 'node:crypto';
import { ipv4Address, Ipv4Range } from '../../shared/ip';

/** A network that wants a subnet. */
export interface SubnetRequest {
  /** What it is known by: its construct's path. */
  readonly key: string;
  readonly size: SubnetSize;
}

/** How many addresses a subnet has. Each size has one half of the range to itself, so that networks of two kinds never meet. */
export enum SubnetSize {
  /** 253 members. */
  NETWORK = 256,
  /** Five members: a connection has two. */
  CONNECTION = 8,
}

/**
 * A subnet for each network, out of a range, that depends on nothing but the networks' paths: the same each time, on every machine, and whatever
 * the order in which they are described.
 *
 * A path's hash is the place that the network would have. Where several would have the same one, the least by a second hash has it, and each of the
 * others tries its next place, and so on: so a network moves only when one comes that wants its very place, and wins. Among n networks in m places
 * that is one in 2m / n additions.
 *
 * @param taken ranges that are given away already
 * @returns the subnets, by the networks' keys; a network has none where there is no place left
 */
export function layOut(range: Ipv4Range, requests: readonly SubnetRequest[], taken: readonly Ipv4Range[] = []): Map<string, string> {
  const half = (range.last - range.first + 1) / 2;
  return new Map([
    ...place({ first: range.first, last: range.first + half - 1 }, SubnetSize.NETWORK, requests, taken),
    ...place({ first: range.first + half, last: range.last }, SubnetSize.CONNECTION, requests, taken),
  ]);
}

function place(range: Ipv4Range, size: SubnetSize, requests: readonly SubnetRequest[], taken: readonly Ipv4Range[]): Map<string, string> {
  const slots = Math.floor((range.last - range.first + 1) / size);
  const rivals = taken.filter(({ first, last }) => last >= range.first && first <= range.last);
  const isTaken = (first: number) => rivals.some((rival) => rival.last >= first && rival.first < first + size);
  const given = new Map<number, string>();
  for (const { key, start, step } of requests.filter((request) => request.size === size).map(wish).sort(byRank)) {
    for (let tries = 0; tries < slots; tries++) {
      const first = range.first + (start + tries * step) % slots * size;
      if (given.has(first) || isTaken(first)) continue;
      given.set(first, key);
      break;
    }
  }
  return new Map([...given].map(([first, key]) => [key, `${ipv4Address(first)}/${32 - Math.log2(size)}`]));
}

interface Wish {
  readonly key: string;
  readonly rank: string;
  readonly start: number;
  readonly step: number;
}

/** The number of places is a power of two, so an odd step leads through all of them. */
function wish({ key }: SubnetRequest): Wish {
  const hash = createHash('sha256').update(key).digest();
  return { key, start: hash.readUInt32BE(0), step: 2 * hash.readUInt16BE(4) + 1, rank: hash.toString('hex', 8) };
}

const byRank = (a: Wish, b: Wish) => (a.rank < b.rank ? -1 : 1);
