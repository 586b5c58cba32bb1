import fc from 'fast-check';
import { ipv4Range } from '../../../src/shared/ip';
import { SubnetSize, allocateSubnets, SubnetRequest } from '../../../src/workload/inventory/subnet-layout';

const RANGE = ipv4Range('10.64.0.0/11')!;
const SMALL = ipv4Range('10.64.0.0/16')!;

const requestsOf = (keys: readonly string[], size = SubnetSize.CONNECTION): SubnetRequest[] => keys.map((key) => ({ key, size }));
const keys = (maxLength = 60) => fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { maxLength, size: 'max' });
const many = (count: number) => Array.from({ length: count }, (_, index) => `stack/host/Connections/web${index}+db${index % 7}`);
const moved = (before: Map<string, string>, after: Map<string, string>) => [...before].filter(([key, subnet]) => after.get(key) !== subnet);

/** The subnet of a network if it is the only one. */
const alone = (key: string) => allocateSubnets(RANGE, requestsOf([key])).get(key)!;

test('gives each of a thousand networks a subnet of its own', () => {
  const networks = requestsOf(many(1_000).map((key) => `${key}!`), SubnetSize.NETWORK);
  const subnets = allocateSubnets(RANGE, [...requestsOf(many(1_000)), ...networks]);
  expect(subnets.size).toBe(2_000);
  expectNoOverlap([...subnets.values()]);
});

test('allocates subnets within the range that overlap neither each other nor taken ranges, however full the range is', () => {
  fc.assert(fc.property(keys(), keys(), fc.array(fc.nat({ max: 255 }), { maxLength: 60 }), (small, large, taken) => {
    const given = taken.map((number) => ipv4Range(`10.64.${number}.0/24`)!);
    const subnets = allocateSubnets(SMALL, [
      ...requestsOf(small.map((key) => `small/${key}`)), ...requestsOf(large.map((key) => `large/${key}`), SubnetSize.NETWORK),
    ], given);
    expect(subnets.size).toBe(small.length + large.length);
    expectNoOverlap([...subnets.values()]);
    for (const { first, last } of [...subnets.values()].map((cidr) => ipv4Range(cidr)!)) {
      expect(first >= SMALL.first && last <= SMALL.last).toBe(true);
      expect(given.some((block) => block.first <= last && block.last >= first)).toBe(false);
    }
  }));
});

test('doesn\'t depend on the order of the networks', () => {
  fc.assert(fc.property(keys(), (list) => {
    expect(allocateSubnets(SMALL, requestsOf([...list].reverse()))).toEqual(new Map([...allocateSubnets(SMALL, requestsOf(list))].sort()));
  }), { numRuns: 50 });
});

test('moves no network when one is added, unless both want the same subnet', () => {
  fc.assert(fc.property(keys(200), fc.string({ minLength: 1 }), (list, key) => {
    fc.pre(!list.includes(key));
    const before = allocateSubnets(RANGE, requestsOf(list));
    fc.pre(![...before.values()].includes(alone(key)));
    expect(moved(before, allocateSubnets(RANGE, requestsOf([...list, key])))).toEqual([]);
  }), { numRuns: 200 });
});

test('moves at most one of a hundred connections, in less than one addition in a thousand', () => {
  const list = many(100);
  const before = allocateSubnets(RANGE, requestsOf(list));
  const additions = Array.from({ length: 5_000 }, (_, index) => {
    const after = allocateSubnets(RANGE, requestsOf([...list, `new${index}`]));
    return moved(before, after).length;
  });
  // 100 of 131,072 slots are occupied, and in every second collision it is the added network that moves on.
  expect(additions.filter((count) => count > 0).length).toBeLessThan(5);
  expect(Math.max(...additions)).toBeLessThan(2);
});

test('keeps the subnets of known paths', () => {
  const requests = [{ key: 'a', size: SubnetSize.NETWORK }, { key: 'a+b', size: SubnetSize.CONNECTION }];
  expect([...allocateSubnets(RANGE, requests).values()]).toEqual(['10.65.18.0/24', '10.83.158.208/29']);
});

function expectNoOverlap(cidrs: readonly string[]): void {
  const ranges = cidrs.map((cidr) => ipv4Range(cidr)!).sort((a, b) => a.first - b.first);
  ranges.forEach((range, index) => expect(index === 0 || range.first > ranges[index - 1]!.last).toBe(true));
}
