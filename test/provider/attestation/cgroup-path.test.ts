import { groupMovedTo, Hierarchy, limitPath, parseGroups, usualLimitPaths } from '../../../provider/attestation/cgroup-path';
import { EngineFacts } from '../../../provider/isolation/engine-facts';
import { parseMounts } from '../../../provider/isolation/mountinfo';
import { Inspect } from '../../../provider/resources/container/fields/fact';

const ID = 'd661f49e536c';
const facts = (cgroupVersion: string, cgroupDriver: string) => ({ cgroupVersion, cgroupDriver }) as EngineFacts;
const inspect = (parent = '') => ({ Id: ID, HostConfig: { CgroupParent: parent } }) as Inspect;
const usual = (version: string, driver: string): Hierarchy => ({ facts: facts(version, driver), probe: new Map(), mounts: [] });
const V1 = 'memory/memory.limit_in_bytes';

test('the control groups of a process, by controller', () => {
  expect([...parseGroups('4:memory:/docker/x\n3:cpu,cpuacct:/docker/a:b\n1:name=systemd:/init\n0::/unified\n\nnonsense\n')]).toEqual([
    ['memory', '/docker/x'], ['cpu', '/docker/a:b'], ['cpuacct', '/docker/a:b'], ['name=systemd', '/init'], ['', '/unified'],
  ]);
});

test.each([
  ['1', 'cgroupfs', '', `/cgroups/memory/docker/${ID}/memory.limit_in_bytes`],
  ['1', 'cgroupfs', '/tenants/a', `/cgroups/memory/tenants/a/${ID}/memory.limit_in_bytes`],
  ['1', 'cgroupfs', 'tenants', `/cgroups/memory/tenants/${ID}/memory.limit_in_bytes`],
  ['1', 'systemd', '', `/cgroups/memory/system.slice/docker-${ID}.scope/memory.limit_in_bytes`],
  ['2', 'cgroupfs', '', `/cgroups/docker/${ID}/memory.max`],
  ['2', 'systemd', '', `/cgroups/system.slice/docker-${ID}.scope/memory.max`],
  ['2', 'systemd', 'tenants-a.slice', `/cgroups/tenants.slice/tenants-a.slice/docker-${ID}.scope/memory.max`],
])('where limits usually are: version %s, driver %s, parent "%s"', (version, driver, parent, path) => {
  expect(usualLimitPaths(inspect(parent), facts(version, driver))[0]).toBe(path);
});

test.each<[string, string, Hierarchy, string, string | undefined, string | undefined]>([
  ['the engine\'s group', `4:memory:/docker/${ID}`, usual('1', 'cgroupfs'), '', `/cgroups/memory/docker/${ID}/memory.limit_in_bytes`,
    undefined],
  ['a group that a program in the container made below it', `4:memory:/docker/${ID}/init`, usual('1', 'cgroupfs'), '',
    `/cgroups/memory/docker/${ID}/memory.limit_in_bytes`, undefined],
  ['the root group', '4:memory:/', usual('1', 'cgroupfs'), '', '/cgroups/memory/memory.limit_in_bytes', '/'],
  ['another group that has its id', `4:memory:/evil/docker/${ID}`, usual('1', 'cgroupfs'), '',
    `/cgroups/memory/evil/docker/${ID}/memory.limit_in_bytes`, `/evil/docker/${ID}`],
  ['a group whose name begins the same', `4:memory:/docker/${ID}x`, usual('1', 'cgroupfs'), '',
    `/cgroups/memory/docker/${ID}x/memory.limit_in_bytes`, `/docker/${ID}x`],
  ['a relative parent, below the engine\'s own group', `4:memory:/system/engine/tenants/${ID}`, usual('1', 'cgroupfs'), 'tenants',
    `/cgroups/memory/system/engine/tenants/${ID}/memory.limit_in_bytes`, undefined],
  ['an engine with another default parent', `4:memory:/berth/${ID}`,
    { ...usual('1', 'cgroupfs'), probe: new Map([['memory', '/berth/p']]) }, '',
    `/cgroups/memory/berth/${ID}/memory.limit_in_bytes`, undefined],
  ['an engine in a container', `4:memory:/docker/outer/docker/${ID}`, {
    ...usual('1', 'cgroupfs'),
    probe: new Map([['memory', '/docker/outer/docker/p']]),
    mounts: parseMounts('9 8 0:32 /docker/outer /cgroups/memory rw - cgroup cgroup rw,memory'),
  }, '', `/cgroups/memory/docker/${ID}/memory.limit_in_bytes`, undefined],
  ['a group outside of what the engine sees', '4:memory:/../elsewhere', usual('1', 'cgroupfs'), '', undefined, '/../elsewhere'],
  ['no group', '', usual('1', 'cgroupfs'), '', undefined, undefined],
])('a process in %s', (_, groups, hierarchy, parent, path, movedTo) => {
  expect(limitPath(V1, inspect(parent), parseGroups(groups), hierarchy)).toBe(path);
  expect(groupMovedTo(V1, inspect(parent), parseGroups(groups), hierarchy)).toBe(movedTo);
});

test('controllers that share a hierarchy share its mount', () => {
  const hierarchy = { ...usual('1', 'cgroupfs'), mounts: parseMounts('9 8 0:32 /outer /cgroups/cpu,cpuacct rw - cgroup cgroup rw,cpu') };
  expect(limitPath('cpu/cpu.cfs_quota_us', inspect('/a'), parseGroups(`3:cpu,cpuacct:/outer/a/${ID}`), hierarchy))
    .toBe(`/cgroups/cpu/a/${ID}/cpu.cfs_quota_us`);
});

test('throttles of version 1 are read where the process is, since groups below do not inherit them', () => {
  expect(limitPath('blkio/blkio.throttle.read_bps_device', inspect(), parseGroups(`7:blkio:/docker/${ID}/init`), usual('1', 'cgroupfs')))
    .toBe(`/cgroups/blkio/docker/${ID}/init/blkio.throttle.read_bps_device`);
});
