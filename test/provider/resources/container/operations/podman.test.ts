import { Engine } from '../../../../../provider/engine/engine';
import { Inspect } from '../../../../../provider/resources/container/fields/fact';
import { withPodmansReports } from '../../../../../provider/resources/container/operations/podman';
import { modelOf } from '../support';

/** What Podman 5.4 reports of a container that asks for nothing. */
const PLAIN = { NetworkMode: 'bridge', PidsLimit: 2048, CapAdd: [], CapDrop: [], Ulimits: null, Tmpfs: {} };
const NETWORKS = { podman: { NetworkID: 'a' } };

const engine = (isPodman: boolean) => ({ version: async () => ({ isPodman }) }) as unknown as Engine;

async function reported(config: object, host: object, networks: object = NETWORKS, isPodman = true): Promise<Inspect> {
  const inspect = { HostConfig: { ...PLAIN, ...host }, NetworkSettings: { Networks: networks } } as unknown as Inspect;
  return withPodmansReports(engine(isPodman), inspect, modelOf({ name: 'one', image: 'busybox', ...config }));
}

test('the default network and the default limit of processes are reported as on Docker', async () => {
  const { HostConfig: host, NetworkSettings: settings } = await reported({}, {});
  expect(host).toMatchObject({ NetworkMode: 'bridge', PidsLimit: 0 });
  expect(settings.Networks).toEqual({ bridge: { NetworkID: 'a' } });
});

test('what Docker reports stays as it is', async () => {
  const { HostConfig: host, NetworkSettings: settings } = await reported({}, {}, NETWORKS, false);
  expect(host).toEqual(PLAIN);
  expect(settings.Networks).toEqual(NETWORKS);
});

const DEFAULT_LESS_CHOWN = [
  'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
];

test.each<[string, object, object, object]>([
  ['capabilities that lead to the same', { capabilities: [{ drop: ['ALL'], add: ['CHOWN'] }] }, { CapDrop: DEFAULT_LESS_CHOWN },
    { CapAdd: ['CHOWN'], CapDrop: ['ALL'] }],
  ['a capability more than asked for', { capabilities: [{ drop: ['ALL'] }] }, { CapDrop: DEFAULT_LESS_CHOWN },
    { CapAdd: [], CapDrop: DEFAULT_LESS_CHOWN }],
  ['a capability that was added', { capabilities: [{ drop: ['ALL'] }] },
    { CapAdd: ['SYS_ADMIN'], CapDrop: ['CHOWN', ...DEFAULT_LESS_CHOWN] }, { CapAdd: ['SYS_ADMIN'] }],
  ['limits by the names of the kernel', { ulimit: [{ name: 'nofile', soft: 1, hard: 2 }] },
    { Ulimits: [{ Name: 'RLIMIT_NOFILE', Soft: 1, Hard: 2 }, { Name: 'RLIMIT_NPROC', Soft: 9, Hard: 9 }] },
    { Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 2 }] }],
  ['a number of CPUs', { cpus: '0.5' }, { NanoCpus: 5e8, CpuQuota: 50000, CpuPeriod: 100000 }, { CpuQuota: 0, CpuPeriod: 0 }],
  ['a quota', { cpu_quota: 50000 }, { NanoCpus: 5e8, CpuQuota: 50000 }, { CpuQuota: 50000 }],
  ['another limit of processes', {}, { PidsLimit: 4096 }, { PidsLimit: 4096 }],
  ['other options of a tmpfs', { tmpfs: { '/x': '' } }, { Tmpfs: { '/x': 'rw,exec' } }, { Tmpfs: { '/x': 'rw,exec' } }],
])('reports %s', async (_, config, host, expected) => {
  expect((await reported(config, host)).HostConfig).toMatchObject(expected);
});
