import Docker from 'dockerode';
import { KINDS, onBothEngines, refusal } from './engines';
import { normalized } from './normalized';
import { fromEngine } from '../../../provider/resources/container/fields/model';

const NAME = 'e2e-same-settings';
const engines = onBothEngines(NAME);

const MIB = 1024 * 1024;
const SLEEP = ['sleep', '1000'];

/** Containers that use all kinds of settings. */
const BODIES: Readonly<Record<string, Docker.ContainerCreateOptions>> = {
  'nothing but a command': { Cmd: SLEEP },
  'what the provider sends for a clone': {
    Cmd: SLEEP,
    Env: ['INDEX=1'],
    Labels: { 'berth.clone-set': 'x', 'berth.clone-index': '1' },
    ExposedPorts: { '80/tcp': {} },
    HostConfig: { RestartPolicy: { Name: 'no' }, PortBindings: { '80/tcp': [{ HostPort: '20001' }] }, NetworkMode: 'bridge' },
  },
  'settings of a process': {
    Entrypoint: ['/bin/busybox'],
    Cmd: SLEEP,
    Hostname: 'host',
    Domainname: 'example.com',
    User: '1000',
    WorkingDir: '/tmp',
    Tty: true,
    OpenStdin: true,
    StopSignal: 'SIGUSR1',
    StopTimeout: 5,
    Env: ['A=b', 'C='],
    Labels: {},
  },
  'an entrypoint that is reset': { Entrypoint: [''], Cmd: SLEEP },
  'a stop timeout of nothing': { Cmd: SLEEP, StopTimeout: 0 },
  'limits': {
    Cmd: SLEEP,
    HostConfig: {
      Memory: 64 * MIB,
      MemoryReservation: 32 * MIB,
      NanoCpus: 500_000_000,
      CpuShares: 512,
      PidsLimit: 100,
      CpusetCpus: '0',
      OomScoreAdj: 100,
      ShmSize: MIB,
      Ulimits: [{ Name: 'nofile', Soft: 1000, Hard: 2000 }],
      MemorySwappiness: -1,
    },
  },
  'quota, swap and unlimited processes': {
    Cmd: SLEEP, HostConfig: { Memory: 64 * MIB, MemorySwap: -1, CpuPeriod: 100_000, CpuQuota: 50_000, PidsLimit: -1 },
  },
  'mounts': {
    Cmd: SLEEP,
    Volumes: { '/anonymous': {} },
    HostConfig: {
      Binds: [`${NAME}:/volume:ro`, '/tmp:/host'],
      Mounts: [
        { Type: 'tmpfs', Target: '/t', Source: '', TmpfsOptions: { SizeBytes: MIB, Mode: 0o700 } },
        { Type: 'volume', Target: '/named', Source: `${NAME}-2`, ReadOnly: true },
        { Type: 'volume', Target: '/unnamed', Source: '' },
        { Type: 'bind', Target: '/bound', Source: '/tmp', ReadOnly: true },
      ],
      Tmpfs: { '/run': 'size=1m' },
      ReadonlyRootfs: true,
    },
  },
  'ports': {
    Cmd: SLEEP,
    ExposedPorts: { '80/tcp': {}, '81/udp': {}, '82/tcp': {} },
    HostConfig: {
      PortBindings: {
        '80/tcp': [{ HostPort: '20002' }], '81/udp': [{ HostIp: '127.0.0.1', HostPort: '20003' }], '83/tcp': [{ HostPort: '1' }],
      },
    },
  },
  'isolation': {
    Cmd: SLEEP,
    HostConfig: {
      CapAdd: ['NET_ADMIN'],
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Init: true,
      IpcMode: 'shareable',
      UsernsMode: '',
      Sysctls: { 'net.core.somaxconn': '100' },
      GroupAdd: ['5'],
      CgroupParent: '/berth-same',
    },
  },
  'privileged': { Cmd: SLEEP, HostConfig: { Privileged: true } },
  'the processes of the host': { Cmd: SLEEP, HostConfig: { PidMode: 'host', UTSMode: 'host', NetworkMode: 'host', IpcMode: 'host' } },
  'no network': { Cmd: SLEEP, HostConfig: { NetworkMode: 'none' } },
  'names and addresses': {
    Cmd: SLEEP, HostConfig: { ExtraHosts: ['a:1.2.3.4'], Dns: ['1.1.1.1'], DnsSearch: ['example.com'], DnsOptions: ['ndots:2'] },
  },
  'logs, restarts and devices': {
    Cmd: SLEEP,
    HostConfig: {
      LogConfig: { Type: 'json-file', Config: { 'max-size': '1m' } },
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
      Devices: [{ PathOnHost: '/dev/null', PathInContainer: '/dev/x', CgroupPermissions: 'r' }],
    },
  },
  'empty lists': { Cmd: SLEEP, Env: [], HostConfig: { Binds: [], CapAdd: [], Dns: [], Mounts: [] } },
  'a health check': { Cmd: SLEEP, Healthcheck: { Test: ['CMD', 'true'], Interval: 3_600_000_000_000 } },
  'no health check': { Cmd: SLEEP, Healthcheck: { Test: ['NONE'] } },
};

/** The client's types lack the option. */
type WithSize = Docker.Container & { inspect(options: object): Promise<Docker.ContainerInspectInfo> };

/** Returns what an engine reports about a container after its creation, after its start, and after it was stopped. */
async function life(docker: Docker, body: Docker.ContainerCreateOptions) {
  const container = await docker.createContainer({ HostConfig: {}, ...body, name: NAME, Image: 'busybox:latest' });
  const steps: (() => Promise<unknown>)[] = [async () => undefined, () => container.start(), () => container.stop({ t: 1 })];
  const seen: unknown[] = [];
  for (const step of body.HostConfig?.Privileged ? steps.slice(0, 1) : steps) {
    await step();
    const inspect = await (container as WithSize).inspect({ size: true });
    const [listed] = await docker.listContainers({ all: true, filters: { id: [container.id] } });
    const { id: _id, ...model } = fromEngine(inspect);
    const own = { ...inspect, Driver: '' };
    const entry = { ...listed!, Status: '', Mounts: listed!.Mounts.length };
    seen.push(normalized({ inspect: own, model: withoutAddresses(model), listed: entry }, [container.id]));
  }
  return seen;
}

function withoutAddresses({ network_data: data, mounts, ...rest }: Record<string, unknown>) {
  const networks = (data as { network_name: string }[]).map(({ network_name: name }) => name);
  return { ...rest, networks, mounts: (mounts as unknown[]).length };
}

test.each(Object.keys(BODIES))('both engines report the same about a container with %s', async (name) => {
  const [real, simulated] = await Promise.all(KINDS.map((kind) => life(engines[kind].docker, BODIES[name]!)));
  expect(simulated).toEqual(real);
});

describe.each(KINDS)('%s engine', (kind) => {
  const create = (body: object, name: string = NAME) => (
    engines[kind].docker.createContainer({ name, Image: 'busybox:latest', Cmd: SLEEP, ...body } as Docker.ContainerCreateOptions));

  test('refuses to create what can\'t be', async () => {
    const { id } = await create({});
    expect(await refusal(create({}))).toEqual([409,
      `Conflict. The container name "/${NAME}" is already in use by container "${id}". `
        + 'You have to remove (or rename) that container to be able to reuse that name.']);
    const other = (body: object) => refusal(create(body, `${NAME}-2`));
    expect(await other({ Image: 'none' })).toEqual([404, 'No such image: none:latest']);
    expect(await other({ Image: 'sha256:aaaa' })).toEqual([404, 'No such image: sha256:aaaa']);
    expect(await other({ Image: '', Cmd: [] })).toEqual([400, 'No command specified']);
    expect(await refusal(create({}, 'x'))).toEqual([400, 'Invalid container name (x), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed']);
    expect(await other({ HostConfig: { Memory: 1 } })).toEqual([400, 'Minimum memory limit allowed is 6MB']);
    expect(await other({ HostConfig: { Memory: 64 * MIB, MemorySwap: 32 * MIB } }))
      .toEqual([400, 'Minimum memoryswap limit should be larger than memory limit, see usage']);
    expect(await other({ HostConfig: { MemorySwap: 32 * MIB } }))
      .toEqual([400, 'You should always set the Memory limit when using Memoryswap limit, see usage']);
    expect(await other({ HostConfig: { RestartPolicy: { Name: 'x' } } })).toEqual([400, 'invalid restart policy \'x\'']);
    expect(await other({ HostConfig: { RestartPolicy: { Name: 'always', MaximumRetryCount: 2 } } }))
      .toEqual([400, 'maximum retry count cannot be used with restart policy \'always\'']);
    expect(await other({ HostConfig: { Runtime: 'x' } })).toEqual([400, 'Unknown runtime specified x']);
    expect(await other({ HostConfig: { NanoCpus: 1, CpuQuota: 1000 } }))
      .toEqual([400, 'Conflicting options: Nano CPUs and CPU Quota cannot both be set']);
    expect((await engines[kind].docker.listContainers({ all: true, filters: { name: [NAME] } })).length).toBe(1);
  });

  test('changes limits, and refuses what contradicts', async () => {
    const container = await create({ HostConfig: { Memory: 64 * MIB, NanoCpus: 500_000_000 } });
    const update = (body: object) => container.update(body);
    const settings = async () => (await container.inspect()).HostConfig;
    expect(await update({ Memory: 32 * MIB, CpuShares: 100, PidsLimit: 10, CpusetCpus: '0', RestartPolicy: { Name: 'always' } }))
      .toEqual({ Warnings: null });
    const changed = {
      Memory: 32 * MIB,
      MemorySwap: 128 * MIB,
      CpuShares: 100,
      PidsLimit: 10,
      CpusetCpus: '0',
      NanoCpus: 500_000_000,
      RestartPolicy: { Name: 'always', MaximumRetryCount: 0 },
    };
    expect(await settings()).toMatchObject(changed);
    await update({ Memory: 0, CpuShares: 0, CpusetCpus: '' });
    expect(await settings()).toMatchObject(changed);
    await update({ Memory: 512 * MIB, MemorySwap: -1, PidsLimit: -1 });
    expect(await settings()).toMatchObject({ Memory: 512 * MIB, MemorySwap: -1, PidsLimit: 0 });
    const failed = `Cannot update container ${container.id}: `;
    expect(await refusal(update({ CpuQuota: 50_000 })))
      .toEqual([409, `${failed}Conflicting options: CPU Quota cannot be updated as NanoCPUs has already been set`]);
    expect(await refusal(update({ Memory: 1 }))).toEqual([400, 'Minimum memory limit allowed is 6MB']);
    await update({ Memory: 64 * MIB, MemorySwap: 64 * MIB });
    expect(await refusal(update({ Memory: 128 * MIB }))).toEqual([409,
      `${failed}Memory limit should be smaller than already set memoryswap `
      + 'limit, update the memoryswap at the same time']);
    const missing = engines[kind].docker.getContainer('e2e-none');
    expect(await refusal(missing.update({ CpuShares: 1 }))).toEqual([404, 'No such container: e2e-none']);
    const removed = await create({ HostConfig: { AutoRemove: true } }, `${NAME}-2`);
    expect(await refusal(removed.update({ RestartPolicy: { Name: 'always' } }))).toEqual([409,
      `Cannot update container ${removed.id}: Restart policy cannot be updated because AutoRemove is enabled for the container`]);
  });
});
