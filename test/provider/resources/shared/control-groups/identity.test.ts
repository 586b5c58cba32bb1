import { folderOf, isWithin } from '../../../../../provider/engine/pool/folder';
import { containerFolder, parsePoolId, poolId } from '../../../../../provider/resources/shared/control-groups/identity';
import { isPool } from '../../../../../src/shared/resource-pool';

const CONTAINER = 'a'.repeat(64);

test.each([
  ['cgroupfs', '/berth/my-team', '/berth/my-team/web', '/berth/my-team/web', `/berth/my-team/web/${CONTAINER}`],
  [
    'systemd', 'berth-my_team.slice', 'berth-my_team-web.slice', '/berth.slice/berth-my_team.slice/berth-my_team-web.slice',
    `/berth.slice/berth-my_team.slice/berth-my_team-web.slice/docker-${CONTAINER}.scope`,
  ],
] as const)('with %s, a pool in another has its id, and its containers its folder', (driver, outer, inner, folder, container) => {
  expect(poolId({ name: 'my-team', parent: null }, driver)).toBe(outer);
  expect(poolId({ name: 'web', parent: outer }, driver)).toBe(inner);
  expect(folderOf(inner)).toBe(folder);
  expect(containerFolder(inner, CONTAINER)).toBe(container);
  expect([outer, inner].map(isPool)).toEqual([true, true]);
  expect([outer, inner].map(parsePoolId)).toEqual([{ name: 'my-team', parent: null }, { name: 'web', parent: outer }]);
  expect([isWithin(inner, outer), isWithin(outer, outer), isWithin(outer, inner), isWithin('', outer)]).toEqual([true, true, false, false]);
});

test('a pool whose name begins with that of another is not in it', () => {
  expect(isWithin('/berth/team-2', '/berth/team')).toBe(false);
  expect(isWithin('berth-team_2.slice', 'berth-team.slice')).toBe(false);
});

test.each([
  '', '/', '/berth', '/berth/', '/berth/a/', '/docker/a', '/berth/A', '/berth/../system.slice', `/berth/${CONTAINER}`,
  `/berth/a/${CONTAINER}`, 'berth.slice', 'system.slice', 'berth-a', 'berth-.slice', 'a-berth.slice', 'berth/a',
])('%j is no pool', (id) => {
  expect(isPool(id)).toBe(false);
  expect(parsePoolId(id)).toBeUndefined();
});
