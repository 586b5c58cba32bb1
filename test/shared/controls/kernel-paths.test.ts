import { observe } from '../../../src/shared/controls/observe';

const options = { isUnknown: (value: unknown) => value === '${unknown}' };

test.each([
  [undefined, 'masked'],
  [{}, 'masked'],
  [{ 'org.opencontainers.image.title': 'web', 'org.opencontainers.image.base.name': 'x' }, 'masked'],
  [{ 'org.opencontainers.image.title': 'web', 'run.oci.handler': 'krun' }, 'exposed'],
  [{ 'org.systemd.property.MemoryMax': 'uint64 18446744073709551615' }, 'exposed'],
  [{ 'cdi.k8s.io/gpu': 'nvidia.com/gpu=all' }, 'exposed'],
  [{ 'Org.opencontainers.image.title': 'web' }, 'exposed'],
  [{ '': '' }, 'exposed'],
  ['${unknown}', undefined],
])('with the annotations %j, the paths of the kernel are %s', (annotations, value) => {
  expect(observe({ annotations }, options).kernel_paths).toBe(value);
});

test.each([
  [{ '/tmp': '' }, [], 'masked'],
  [{ '/tmp': 'rw,noexec,nosuid,size=64m,mode=1777,uid=1000' }, [], 'masked'],
  [{ '/sys/': 'remount,rw' }, [], 'exposed'],
  [{ '/x': 'size=1m,shared' }, [], 'exposed'],
  [{ '/x': 'Remount' }, [], 'exposed'],
  [{ '/x': 'sizes=1m' }, [], 'exposed'],
  [{}, [{ type: 'tmpfs', target: '/tmp', tmpfs_options: [{ mode: 0o1777, options: ['noexec', 'size=1m'] }] }], 'masked'],
  [{}, [{ type: 'tmpfs', target: '/tmp', tmpfs_options: { mode: 0o1777 } }], 'masked'],
  [{}, [{ type: 'tmpfs', target: '/sys', tmpfs_options: [{ options: ['remount'] }] }], 'exposed'],
  ['${unknown}', [], undefined],
  [{ '/x/../sys/': '' }, [], 'exposed'],
  [{ '/sys/fs/cgroup': '' }, [], 'masked'],
  [{}, [{ type: 'volume', source: 'v', target: '//proc' }], 'exposed'],
  [{}, [{ type: 'volume', source: 'v', target: '/system' }], 'masked'],
  [{}, [{ type: 'volume', source: 'v', target: '${unknown}' }], undefined],
])('with the tmpfs %j and the mounts %j, the paths of the kernel are %s', (tmpfs, mounts, value) => {
  expect(observe({ tmpfs, mounts }, options).kernel_paths).toBe(value);
});

test.each([
  ['/sys', 'exposed'], ['/sysroot', 'masked'], ['/dev', 'exposed'], ['/dev/../dev/', 'exposed'], ['/dev/null', 'exposed'],
  ['/dev/shm', 'masked'],
])('with a volume at %s, the paths of the kernel are %s', (target, value) => {
  expect(observe({ volumes: [{ volume_name: 'v', container_path: target }] }, options).kernel_paths).toBe(value);
});

test.each([
  [null, 'safe'],
  [['com.docker.network.endpoint.ifname=eth5'], 'safe'],
  [['com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.route_localnet=1'], 'any'],
])('with the options %j of a network, the parameters of the kernel are %s', (given, value) => {
  expect(observe({ networks_advanced: [{ name: 'n', driver_opts: given }] }, options).sysctls).toBe(value);
});

test.each([
  [[], 'masked'], [['/sys/devices/virtual/powercap'], 'masked'], [['/a'], 'exposed'], [['/dev/null'], 'exposed'],
])('with %j as further masked paths, the paths of the kernel are %s', (further, value) => {
  const masked = [
    '/proc/acpi', '/proc/asound', '/proc/kcore', '/proc/keys', '/proc/latency_stats', '/proc/sched_debug', '/proc/scsi', '/proc/timer_list',
    '/proc/timer_stats', '/sys/firmware',
  ];
  expect(observe({ masked_paths: [...masked, ...further] }, options).kernel_paths).toBe(value);
});
