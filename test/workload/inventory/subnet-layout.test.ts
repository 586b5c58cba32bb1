import fc from 'fast-check';
import { ipv4Range } from '../../../src/shared/ip';
import { SubnetSize, allocateSubnets, SubnetRequest } from '../../../src/workload/inventory/subnet-layout';

const RANGE = ipv4Range('10.64.0.0/11')!;
const SMALL = ipv4Range('10.64.0.0/16')!;

const requestsOf = (keys: readonly string[], size = SubnetSize.CONNECTION): SubnetRequest[] => keys.map((key) => ({ key, size }));
const keys = (maxLength = 60) => fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { maxLength, size: 'max' });
const many = (count: number) => Array.from({ length: count }, (_, index) => `stack/host/Connections/web${index}+db${index % 7}`);
const moved = (before: Map<string, string>, after: Map<string, string>) => [...before].filter(([key, subnet]) => after.get(key) !== subnet);

/** The place that a network has where it is alone. */
const alone = (key: string) => allocateSubnets(RANGE, requestsOf([key])).get(key)!;

test('a thousand networks each have a subnet of their own', () => {
  const subnets = allocateSubnets(RANGE, [...requestsOf(many(1_000)), ...requestsOf(many(1_000).map((key) => `${key}!`), SubnetSize.NETWORK)]);
  expect(subnets.size).toBe(2_000);
  expectApart([...subnets.values()]);
});

test('subnets are apart from each other, from what is taken, and within the range, however full it is', () => {
  fc.assert(fc.property(keys(), keys(), fc.array(fc.nat({ max: 255 }), { maxLength: 60 }), (small, large, taken) => {
    const given = taken.map((number) => ipv4Range(`10.64.${number}.0/24`)!);
    const subnets = allocateSubnets(SMALL, [
      ...requestsOf(small.map((key) => `small/${key}`)), ...requestsOf(large.map((key) => `large/${key}`), SubnetSize.NETWORK),
    ], given);
    expect(subnets.size).toBe(small.length + large.length);
    expectApart([...subnets.values()]);
    for (const { first, last } of [...subnets.values()].map((cidr) => ipv4Range(cidr)!)) {
      expect(first >= SMALL.first && last <= SMALL.last).toBe(true);
      expect(given.some((block) => block.first <= last && block.last >= first)).toBe(false);
    }
  }));
});

test('the order in which networks are described means nothing', () => {
  fc.assert(fc.property(keys(), (list) => {
    expect(allocateSubnets(SMALL, requestsOf([...list].reverse()))).toEqual(new Map([...allocateSubnets(SMALL, requestsOf(list))].sort()));
  }), { numRuns: 50 });
});

test('a new network moves no other, unless it wants the very place of one', () => {
  fc.assert(fc.property(keys(200), fc.string({ minLength: 1 }), (list, key) => {
    fc.pre(!list.includes(key));
    const before = allocateSubnets(RANGE, requestsOf(list));
    fc.pre(![...before.values()].includes(alone(key)));
    expect(moved(before, allocateSubnets(RANGE, requestsOf([...list, key])))).toEqual([]);
  }), { numRuns: 200 });
});

test('among a hundred connections less than one addition in a thousand moves another, and then that one alone', () => {
  const list = many(100);
  const before = allocateSubnets(RANGE, requestsOf(list));
  const additions = Array.from({ length: 5_000 }, (_, index) => moved(before, allocateSubnets(RANGE, requestsOf([...list, `new${index}`]))).length);
  // 100 among 131,072 places, and every second one that meets another gives way itself.
  expect(additions.filter((count) => count > 0).length).toBeLessThan(5);
  expect(Math.max(...additions)).toBeLessThan(2);
});

test('subnets stay', () => {
  expect([...allocateSubnets(RANGE, [{ key: 'a', size: SubnetSize.NETWORK }, { key: 'a+b', size: SubnetSize.CONNECTION }]).values()]).toEqual(['10.65.18.0/24', '10.83.158.208/29']);
});

function expectApart(cidrs: readonly string[]): void {
  const ranges = cidrs.map((cidr) => ipv4Range(cidr)!).sort((a, b) => a.first - b.first);
  ranges.forEach((range, index) => expect(index === 0 || range.first > ranges[index - 1]!.last).toBe(true));
}
