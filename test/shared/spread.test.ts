import * as fc from 'fast-check';
import { spread } from '../../src/shared/spread';

const hostNames = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });
const loads = (places: readonly string[], hosts: readonly string[]) => hosts.map((host) => places.filter((place) => place === host).length);

test('clones are spread evenly, whatever the order of the hosts', () => {
  fc.assert(fc.property(fc.string(), fc.nat(200), hostNames, (set, replicas, hosts) => {
    const places = spread(set, replicas, hosts);
    expect(places).toHaveLength(replicas);
    const share = replicas / hosts.length;
    expect(Math.max(...loads(places, hosts))).toBeLessThanOrEqual(Math.ceil(share) + Math.floor(share / 10));
    expect(spread(set, replicas, [...hosts].reverse())).toEqual(places);
  }));
});

test('as many clones as hosts are one on each', () => {
  fc.assert(fc.property(fc.string(), hostNames, (set, hosts) => {
    expect(new Set(spread(set, hosts.length, hosts))).toEqual(new Set(hosts));
  }));
});

test('more clones leave those before where they are', () => {
  fc.assert(fc.property(fc.string(), fc.nat(100), fc.nat(100), hostNames, (set, replicas, more, hosts) => {
    expect(spread(set, replicas + more, hosts).slice(0, replicas)).toEqual(spread(set, replicas, hosts));
  }));
});

test.each([[1_000, 3, 4, 0.3], [1_000, 10, 11, 0.25], [1_000, 3, 2, 0.37]])(
  'of %d clones, %d hosts that become %d move few', (replicas, before, after, most) => {
    const hosts = (count: number) => Array.from({ length: count }, (_, index) => `host-${index}`);
    const [from, to] = [spread('web', replicas, hosts(before)), spread('web', replicas, hosts(after))];
    expect(from.filter((host, index) => host !== to[index]).length / replicas).toBeLessThan(most);
  });

test('without hosts, no clone has a place', () => {
  expect(spread('web', 3, [])).toEqual([]);
});
