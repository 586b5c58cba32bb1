import { systemOf } from '../../../provider/facts/system';

const V1 = '12:memory:/docker/ab\n3:cpu:/docker/ab\n0::/docker/ab\n';

const FILES: Readonly<Record<string, string>> = {
  '/proc/sys/kernel/osrelease': '6.1.0-18-amd64\n',
  '/proc/self/cgroup': '0::/system.slice/docker-ab.scope\n',
  '/proc/meminfo': 'MemTotal:        2048 kB\nMemFree: 1 kB\n',
  '/proc/self/status': 'Name:\tprobe\nCpus_allowed_list:\t0-3,8,10-11\n',
  '/proc/self/uid_map': '         0          0 4294967295\n',
};

const system = (files: Readonly<Record<string, string>> = {}) => systemOf((path) => ({ ...FILES, ...files })[path]);

test('reads the kernel, the CPUs and the memory', () => {
  const { kernel, cpus, memory } = system();
  expect([kernel.value, cpus.value, memory.value]).toEqual(['6.1.0-18-amd64', 7, 2048 * 1024]);
});

test.each([
  ['version 2 with systemd', '0::/system.slice/docker-ab.scope\n', 2, 'systemd'],
  ['version 2 with cgroupfs', '0::/docker/ab\n', 2, 'cgroupfs'],
  ['version 1 next to a hierarchy of version 2', V1, 1, 'cgroupfs'],
  ['version 1 with systemd', '5:memory:/system.slice/docker-ab.scope\n1:name=systemd:/system.slice/docker-ab.scope\n', 1, 'systemd'],
])('tells control groups: %s', (_, groups, version, driver) => {
  const { cgroup_version: found, cgroup_driver: by } = system({ '/proc/self/cgroup': groups });
  expect([found.value, by.value]).toEqual([version, driver]);
});

const inV2 = (group: string) => ({ '/proc/self/cgroup': `0::${group}\n` });

test.each([
  ['version 1', { '/sys/fs/cgroup/memory/memory.stat': 'cache 0\nhierarchical_memory_limit 1048576\ntotal_cache 0\n' }, 1_048_576],
  ['version 2, around all that the engine sees', { ...inV2('/docker/id'), '/cgroups/memory.max': '1048576\n' }, 1_048_576],
  ['version 2, in a nested host', { ...inV2('/berth/id'), '/cgroups/berth/memory.max': '1048576\n' }, 1_048_576],
  ['version 2, at any depth', { ...inV2('/a/b/id'), '/cgroups/a/b/memory.max': '1048576\n', '/cgroups/a/memory.max': 'max' }, 1_048_576],
  ['no limit in version 1', { '/sys/fs/cgroup/memory/memory.stat': 'hierarchical_memory_limit 9223372036854771712\n' }, 2048 * 1024],
  ['no limit in version 2', { ...inV2('/docker/id'), '/cgroups/memory.max': 'max\n' }, 2048 * 1024],
])('the memory is that of the group around all containers: %s', (_, files, bytes) => {
  expect(system(files).memory.value).toBe(bytes);
});

test('users are remapped if any user is another one on the host', () => {
  expect(system().remaps_users.value).toBe(false);
  const remapped = system({ '/proc/self/uid_map': '0 165536 65536\n' }).remaps_users;
  expect(remapped).toEqual({ value: true, evidence: 'User 0 of a container is user 165536 of the host.' });
});

test('what can\'t be read is not known, and has a reason', () => {
  const nothing = systemOf(() => undefined);
  expect(Object.values(nothing).map(({ value }) => value as unknown)).toEqual([null, null, null, null, null, null]);
  Object.values(nothing).forEach(({ evidence }) => expect(evidence).toMatch(/^Unknown: a container can't read \/proc\/\S+\.$/));
});
