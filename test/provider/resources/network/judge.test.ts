import { Leak, leaksIn, Seen } from '../../../../provider/resources/network/ipv6/judge';

const NOTHING: Seen = {
  reachedOther: false, reachedFromOther: false, reachedPeer: false, reachedFromHost: false, hostAnsweredAt: [], bridgeAddresses: [],
};
const KINDS = [{ internal: true, peers: true }, { internal: true, peers: false }, { internal: false, peers: true },
  { internal: false, peers: false }] as const;

const needs = (leaks: readonly Leak[]) => leaks.map((each) => each.needs);

test('a network from which nothing is reached has no leak', () => {
  for (const settings of KINDS) expect(leaksIn(NOTHING, settings)).toEqual([]);
});

test.each([
  ['another network is reached', { reachedOther: true }],
  ['it is reached from another network', { reachedFromOther: true }],
])('every network leaks if %s', (_, seen) => {
  for (const settings of KINDS) expect(needs(leaksIn({ ...NOTHING, ...seen }, settings))).toEqual(['filter']);
});

test('containers may reach each other only if the network lets them', () => {
  expect(KINDS.map((settings) => needs(leaksIn({ ...NOTHING, reachedPeer: true }, settings)))).toEqual([[], ['filter'], [], ['filter']]);
});

test.each([
  ['the host reaches a container', { reachedFromHost: true }],
  ['the host answers', { hostAnsweredAt: ['fd00::1'] }],
  ['its bridge has an address', { bridgeAddresses: ['fe80::1'] }],
])('only an internal network leaks if %s', (_, seen) => {
  expect(KINDS.map((settings) => needs(leaksIn({ ...NOTHING, ...seen }, settings))))
    .toEqual([['isolated bridge'], ['isolated bridge'], [], []]);
});

test('a leak names a few of the addresses', () => {
  const hostAnsweredAt = ['fd00::1', 'fd00::2', 'fd00::3', 'fd00::4', 'fd00::5', 'fd00::6'];
  expect(leaksIn({ ...NOTHING, hostAnsweredAt }, KINDS[0])[0]!.what).toBe(
    'A container on it reached a service of the host at fd00::1, fd00::2, fd00::3, fd00::4 and 2 more, although it is internal.');
});
