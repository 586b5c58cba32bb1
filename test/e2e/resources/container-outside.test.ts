import { Config, Managed, refusal } from './managed';
import { makeOwnImage } from './own-image';
import { plainContainer } from './plain-container';
import { docker } from '../engine/docker';
import { removeNamed } from '../support/remove-named';
import { workspacePerTest } from '../support/workspace-per-test';

const PREFIX = 'e2e-outside';
const NETWORK = `${PREFIX}-net`;
const OTHER = `${PREFIX}-other`;
const OWN_IMAGE = `${PREFIX}-image`;

const workspaceWith = workspacePerTest();

let container: Managed;

beforeAll(async () => {
  await cleanUp();
  await docker.createNetwork({ Name: NETWORK, IPAM: { Driver: 'default', Config: [{ Subnet: '10.213.2.0/24' }] } });
  await docker.createNetwork({ Name: OTHER });
  await makeOwnImage(OWN_IMAGE);
});

beforeEach(() => {
  container = new Managed('docker_container');
});

afterEach(async () => {
  await container.destroy();
});

afterAll(cleanUp);

function cleanUp(): Promise<void> {
  return removeNamed(PREFIX);
}

const plain = plainContainer(`${PREFIX}-one`);
const attached: Config = { ...plain, networks_advanced: [{ name: NETWORK, aliases: ['one'], ipv4_address: '10.213.2.9' }] };
const publishing: Config = { ...plain, ports: [{ internal: 80, external: 21480 }, { internal: 81 }] };
const limited: Config = { ...plain, memory: 64, restart: 'always', cpus: '0.5', pids_limit: 50 };

const own = () => docker.getContainer(container.id);
/** The inspect response without what health checks change: the state, and programs that run. The engine returns volumes in no order. */
const inspected = async () => {
  const { Mounts: mounts, ...all } = await own().inspect();
  return { ...all, State: undefined, ExecIDs: undefined, Mounts: mounts.sort((a, b) => a.Destination < b.Destination ? -1 : 1) };
};
const join = (network: string, endpoint = {}) => docker.getNetwork(network).connect({ Container: container.id, EndpointConfig: endpoint });
const leave = (network: string) => docker.getNetwork(network).disconnect({ Container: container.id });
const networksOf = async () => Object.keys((await own().inspect()).NetworkSettings.Networks).sort();

interface Case {
  readonly config: Config;
  readonly outside: () => Promise<unknown>;
  /** Exactly the attributes that the plan shows. */
  readonly changed: readonly string[];
  readonly repaired: () => Promise<unknown>;
  readonly expected: unknown;
}

const running = async () => {
  const { Running, Paused } = (await own().inspect()).State;
  return { Running, Paused };
};
const isRunning = { Running: true, Paused: false };
const restarted = ['network_data', 'must_run', 'exit_code'];

const cases: Record<string, Case> = {
  'stopped': { config: plain, outside: () => own().stop({ t: 0 }), changed: restarted, repaired: running, expected: isRunning },
  'killed': { config: plain, outside: () => own().kill(), changed: restarted, repaired: running, expected: isRunning },
  'stopped while it publishes ports': {
    config: publishing, outside: () => own().stop({ t: 0 }), changed: [...restarted, 'ports'], repaired: running, expected: isRunning,
  },
  'stopped while it is in a network': {
    config: attached, outside: () => own().stop({ t: 0 }), changed: restarted, repaired: running, expected: isRunning,
  },
  'paused': { config: plain, outside: () => own().pause(), changed: ['suspended'], repaired: running, expected: isRunning },
  'renamed': {
    config: plain,
    outside: () => own().rename({ name: `${PREFIX}-two` }),
    changed: ['name'],
    repaired: async () => (await own().inspect()).Name,
    expected: `/${PREFIX}-one`,
  },
  'disconnected': {
    config: attached,
    outside: () => leave(NETWORK),
    changed: ['network_data', 'networks_advanced'],
    repaired: networksOf,
    expected: [NETWORK],
  },
  'disconnected from the default network': {
    config: plain, outside: () => leave('bridge'), changed: ['network_mode', 'network_data'], repaired: networksOf, expected: ['bridge'],
  },
  'disconnected from the network of its mode': {
    config: { ...plain, network_mode: NETWORK },
    outside: () => leave(NETWORK),
    changed: ['network_mode', 'network_data'],
    repaired: networksOf,
    expected: [NETWORK],
  },
  'connected to another network': {
    config: attached, outside: () => join(OTHER), changed: ['network_data', 'networks_advanced'], repaired: networksOf, expected: [NETWORK],
  },
  'connected to a network, although none is configured': {
    config: plain, outside: () => join(OTHER), changed: ['network_data', 'networks_advanced'], repaired: networksOf, expected: ['bridge'],
  },
  'connected to the default network, too': {
    config: attached,
    outside: () => join('bridge'),
    changed: ['network_data', 'networks_advanced'],
    repaired: networksOf,
    expected: [NETWORK],
  },
  'connected again without its alias and address': {
    config: attached,
    outside: async () => {
      await leave(NETWORK);
      await join(NETWORK);
    },
    changed: ['network_data', 'networks_advanced'],
    repaired: async () => (await own().inspect()).NetworkSettings.Networks[NETWORK],
    expected: expect.objectContaining({ IPAMConfig: { IPv4Address: '10.213.2.9' }, Aliases: expect.arrayContaining(['one']) }),
  },
  'given more memory': {
    config: limited,
    outside: () => own().update({ Memory: 96 * 1024 * 1024, MemorySwap: 256 * 1024 * 1024 }),
    changed: ['memory', 'memory_swap'],
    repaired: async () => [(await own().inspect()).HostConfig.Memory, (await own().inspect()).HostConfig.MemorySwap],
    expected: [64 * 1024 * 1024, 128 * 1024 * 1024],
  },
  'given more swap only': {
    config: limited,
    // Under control groups of version 2, the engine changes no swap without its memory.
    outside: () => own().update({ Memory: 64 * 1024 * 1024, MemorySwap: 256 * 1024 * 1024 }),
    changed: ['memory_swap'],
    repaired: async () => (await own().inspect()).HostConfig.MemorySwap,
    expected: 128 * 1024 * 1024,
  },
  'given more CPUs, processes and another restart policy': {
    config: limited,
    outside: () => own().update({ NanoCpus: 1e9, PidsLimit: -1, RestartPolicy: { Name: 'no' } }),
    changed: ['cpus', 'pids_limit', 'restart'],
    repaired: async () => {
      const { NanoCpus, PidsLimit, RestartPolicy } = (await own().inspect()).HostConfig;
      return { NanoCpus, PidsLimit, RestartPolicy };
    },
    expected: { NanoCpus: 5e8, PidsLimit: 50, RestartPolicy: { Name: 'always', MaximumRetryCount: 0 } },
  },
};

const under = ['busybox:latest', OWN_IMAGE].flatMap((image) => Object.entries(cases).map(([name, one]) => [
  name, image, { ...one, config: { ...one.config, image } },
] as const));

test.each(under)('detects and repairs in place a container that was %s (%s)', async (_, __, testCase) => {
  const { config, outside, changed, repaired, expected } = testCase;
  await container.apply(config);
  const { id } = container;
  await outside();

  const before = await inspected();
  const plan = await container.plan(config);
  expect({ ...plan, changed: [...plan.changed].sort() }).toEqual({ action: 'update', changed: [...changed].sort() });
  // A plan alone changes nothing.
  expect(await inspected()).toEqual(before);

  await container.apply(config);
  expect(container.id).toBe(id);
  expect(await repaired()).toEqual(expected);
  expect(await container.plan(config)).toEqual({ action: 'none', changed: [] });
});

test('removes a limit that is not configured by replacement, because the engine can\'t remove it', async () => {
  await container.apply(plain);
  await own().update({ Memory: 96 * 1024 * 1024, MemorySwap: 192 * 1024 * 1024 });
  expect(await container.plan(plain)).toEqual({ action: 'replace', changed: ['memory'] });
});

test('a removed container is created again', async () => {
  await container.apply(plain);
  await own().remove({ force: true });
  expect((await container.plan(plain)).action).toBe('create');
  await container.apply(plain);
  expect(await running()).toEqual(isRunning);
});

test('plans no change for a stopped container with `must_run = false`', async () => {
  const config = { ...plain, must_run: false };
  await container.apply(config);
  await own().stop({ t: 0 });
  expect(await container.plan(config)).toEqual({ action: 'none', changed: [] });
  expect(container.values.exit_code).toBe(137);
});

describe('the network of another container', () => {
  const OWNER = `${PREFIX}-owner`;
  const sharing: Config = { ...plain, network_mode: `container:${OWNER}` };
  const owner = () => docker.createContainer({
    name: OWNER, Image: 'busybox:latest', Cmd: ['sleep', '100000'], HostConfig: { NetworkMode: 'none' },
  });

  beforeEach(async () => { await (await owner()).start(); });
  afterEach(() => removeNamed(OWNER));

  test('is the same after that container was renamed', async () => {
    await container.apply(sharing);
    await docker.getContainer(OWNER).rename({ name: `${OWNER}-two` });
    expect(await container.plan(sharing)).toEqual({ action: 'none', changed: [] });
  });

  test('is joined by a replacement after that container was re-created', async () => {
    await container.apply(sharing);
    expect(await container.plan(sharing)).toEqual({ action: 'none', changed: [] });
    await docker.getContainer(OWNER).remove({ force: true });
    expect(await container.plan(sharing)).toEqual({ action: 'replace', changed: ['network_mode'] });
    const recreated = await owner();
    await recreated.start();
    await container.apply(sharing);
    expect((await own().inspect()).HostConfig.NetworkMode).toBe(`container:${recreated.id}`);
  });
});

test('a container stays disconnected from a network if the change is ignored', async () => {
  const { destroy_grace_seconds: _, ...resource } = plain;
  const configuration = (more: object) => ({
    resource: { docker_container: { one: { ...resource, ...more, lifecycle: { ignore_changes: ['network_mode'] } } } },
  });
  const workspace = await workspaceWith(configuration({}));
  await workspace.apply();
  await docker.getNetwork('bridge').disconnect({ Container: plain.name });
  workspace.configure(configuration({ restart: 'always' }));
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await docker.getContainer(plain.name as string).inspect()).NetworkSettings.Networks).toEqual({});
  expect((await workspace.plan()).changes).toEqual([]);
});

test.each([
  ['`networks_advanced`', (name: string) => ({ networks_advanced: [{ name, aliases: ['one'] }] })],
  ['`network_mode`', (name: string) => ({ network_mode: name })],
])('joins the network of %s again if it was re-created while the container was stopped', async (_, configOf) => {
  const name = `${PREFIX}-recreated`;
  const config = { ...plain, ...configOf(name) };
  await docker.createNetwork({ Name: name });
  await container.apply(config);
  const { id } = container;
  await own().stop({ t: 0 });
  await docker.getNetwork(name).remove();
  const { id: newId } = await docker.createNetwork({ Name: name });
  await container.apply(config);
  expect(container.id).toBe(id);
  expect(await running()).toEqual(isRunning);
  expect((await own().inspect()).NetworkSettings.Networks).toEqual({ [name]: expect.objectContaining({ NetworkID: newId }) as unknown });
  expect(await container.plan(config)).toEqual({ action: 'none', changed: [] });
  await container.destroy();
  await docker.getNetwork(name).remove();
});

test('a network is the same by name and by ID', async () => {
  const { Id: id } = await docker.getNetwork(NETWORK).inspect() as { Id: string };
  for (const [mode, name] of [[id, NETWORK], [NETWORK, id]] as const) {
    const config = { ...plain, network_mode: mode, networks_advanced: [{ name, aliases: ['one'] }] };
    await container.apply(config);
    expect((await own().inspect()).NetworkSettings.Networks[NETWORK]!.Aliases).toContain('one');
    expect(await container.plan(config)).toEqual({ action: 'none', changed: [] });
    await container.destroy();
  }
});

test('stores every host port that the engine chose for one container port', async () => {
  const config = { ...plain, ports: [{ internal: 80 }, { internal: 80, external: 21481, ip: '127.0.0.1' }, { internal: 80 }] };
  if ((await docker.version()).Version.startsWith('28.')) {
    expect(await refusal(container.apply(config))).toMatch(/several host ports that the engine chooses.*Engine 28.*Set `external`/s);
    return;
  }
  await container.apply(config);
  const { Ports: ports } = (await own().inspect()).NetworkSettings;
  const stored = (container.values.ports as { external: number }[]).map(({ external }) => String(external));
  expect(stored.sort()).toEqual([...new Set(ports['80/tcp']!.map(({ HostPort: port }) => port))].sort());
  expect(new Set(stored).size).toBe(3);
});

test('updates a host port that the engine chose after a restart', async () => {
  await container.apply(publishing);
  await own().stop({ t: 0 });
  await container.apply(publishing);
  const { Ports: ports } = (await own().inspect()).NetworkSettings;
  expect(container.values.ports).toEqual([
    expect.objectContaining({ external: 21480 }), expect.objectContaining({ external: Number(ports['81/tcp']![0]!.HostPort) }),
  ]);
});
