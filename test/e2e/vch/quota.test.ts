import { BLUE, BLUE_LABELS, blueContainer, leftByQuotas, rules } from './blue';
import { waitUntil } from '../../../dev/machine/wait-until';
import { lockName } from '../../../provider/virtual-host/lock';
import { docker, forget } from '../engine/docker';
import { EngineProxy } from '../support/engine-proxy';
import { killWhen } from '../support/kill';
import { onEngine } from '../support/on-engine';
import { Outcome } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const ROUNDS = 1;
/** An image with an anonymous volume. What has the name of the host is removed after each test. */
const WITH_VOLUME = 'e2e-quota-with-volume:1';
const workspaceWith = workspacePerTest(BLUE);

type Resources = { readonly [type: string]: { readonly [id: string]: object } };

const containers = (names: readonly string[], more: object): Resources => ({
  docker_container: Object.fromEntries(names.map((name) => [name, blueContainer(name, more)])),
});
const volume = (name: string, quota: object, options: object = {}): Resources => ({
  docker_volume: { it: { name: `${BLUE}-${name}`, labels: BLUE_LABELS, driver_opts: options, virtual_host: rules(quota) } },
});
/** A volume in memory: on most disks, an engine holds no other one to a size. */
const inMemory = (mebibytes: number) => ({ type: 'tmpfs', device: 'tmpfs', o: `size=${mebibytes}m,nr_inodes=64` });
const clones = (replicas: number, quota: object): Resources => {
  const { name: _name, ...template } = blueContainer('x', { virtual_host: rules(quota) });
  return { docker_clone_set: { it: { name: `${BLUE}-set`, replicas, host: [{ name: 'one' }], template: [template] } } };
};
const withVolume = (name: string, quota: object) => containers([name], {
  image: WITH_VOLUME, virtual_host: rules({ anonymous_volumes: { driver: 'local', driver_opts: inMemory(8) }, ...quota }),
});

const names = async () => (await docker.listContainers({ all: true, filters: { name: [BLUE] } })).map(({ Names: [name] }) => name);
const volumes = async () => {
  const { Volumes: all } = await docker.listVolumes({ filters: { label: [`${BLUE_LABELS[0]!.label}=${BLUE}`] } });
  return all.map(({ Name: name }) => name);
};
const errors = ({ diagnostics }: Outcome) => diagnostics.filter(({ severity }) => severity === 'error');

/** Has a proxy pass on each pause of a container only after its program has ended, and long before the engine starts that again. */
function pauseWhenEnded(proxy: EngineProxy): void {
  proxy.before = async (request) => {
    const [, id] = /^POST \/containers\/([^/]+)\/pause/.exec(request) ?? [];
    if (id === undefined) return;
    await waitUntil(`the program of ${id} has ended`, async () => {
      const { State: { Status: status }, RestartCount: restarts } = await docker.getContainer(id).inspect();
      return status === 'exited' || (status === 'restarting' && restarts >= 4);
    });
  };
}

/** Has the applies through a proxy wait for each other before each of them takes the lock for the first time. */
function meetAtLock(proxy: EngineProxy): void {
  let [arrived, open] = [0, () => undefined as void];
  const all = new Promise<void>((resolve) => { open = resolve; });
  proxy.before = (request) => {
    if (!request.startsWith(`POST /containers/create?name=${lockName(BLUE)}`)) return undefined;
    arrived += 1;
    if (arrived === 2) open();
    return all;
  };
}

describe('of two applies at once, exactly one is refused, and nothing else is left', () => {
  let proxy: EngineProxy;

  beforeAll(async () => {
    const container = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'] });
    const [repo, tag] = WITH_VOLUME.split(':');
    await container.commit({ repo, tag, changes: 'VOLUME /data' });
    await container.remove();
    proxy = await EngineProxy.start();
  });

  afterAll(async () => {
    proxy.stop();
    await forget(WITH_VOLUME);
  });

  const ONE_CONTAINER = { virtual_host: rules({ max_containers: 1 }) };

  test.each<[string, Resources, Resources, { readonly containers: number; readonly volumes: number }]>([
    ['the last container', containers(['one'], ONE_CONTAINER), containers(['two'], ONE_CONTAINER), { containers: 1, volumes: 0 }],
    ['the last volume', volume('one', { max_volumes: 1 }), volume('two', { max_volumes: 1 }), { containers: 0, volumes: 1 }],
    [
      'the last storage', volume('one', { max_storage: 100 }, inMemory(60)), volume('two', { max_storage: 100 }, inMemory(60)),
      { containers: 0, volumes: 1 },
    ],
    [
      'the last anonymous volume', withVolume('one', { max_volumes: 1 }), withVolume('two', { max_volumes: 1 }),
      { containers: 1, volumes: 1 },
    ],
    [
      'the last storage for anonymous volumes', withVolume('one', { max_storage: 12 }), withVolume('two', { max_storage: 12 }),
      { containers: 1, volumes: 1 },
    ],
    [
      'a volume and an anonymous one', volume('one', { max_storage: 12 }, inMemory(8)), withVolume('two', { max_storage: 12 }),
      // Set by which of both came first.
      { containers: NaN, volumes: 1 },
    ],
    [
      'the last container of a clone set and another one', clones(2, { max_containers: 2 }),
      containers(['two'], { virtual_host: rules({ max_containers: 2 }) }), { containers: 2, volumes: 0 },
    ],
  ])('%s', async (_what, first, second, left) => {
    const configuration = (resource: Resources) => ({ provider: { docker: { host: proxy.address } }, resource });
    const [one, two] = [await workspaceWith(configuration(first)), await workspaceWith(configuration(second))];
    for (let round = 0; round < ROUNDS; round += 1) {
      meetAtLock(proxy);
      const outcomes = await Promise.all([one.apply(), two.apply()]);
      const problems = outcomes.flatMap(errors).map(({ summary, detail }) => `${summary}\n${detail}`);
      expect([outcomes.map(({ ok }) => ok).sort(), problems]).toEqual([
        [false, true], [expect.stringContaining(`The virtual container host "${BLUE}" has no room for`)],
      ]);
      if (!Number.isNaN(left.containers)) expect(await names()).toHaveLength(left.containers);
      expect(await volumes()).toHaveLength(left.volumes);
      expect(await leftByQuotas()).toEqual([]);
      proxy.before = () => undefined;
      expect((await Promise.all([one.destroy(), two.destroy()])).flatMap(errors)).toEqual([]);
      // So all that was created is in one of the states.
      expect([await onEngine(BLUE), await volumes()]).toEqual([[], []]);
    }
  });
});

test('after an apply that was killed while it had the lock, the next one goes on', async () => {
  const ids = Array.from({ length: 6 }, (_, index) => `c${index}`);
  const workspace = await workspaceWith({ resource: containers(ids, { virtual_host: rules({ max_containers: ids.length }) }) });
  const isLocked = async () => {
    const held = await docker.listContainers({ all: true, filters: { name: [lockName(BLUE)] } });
    return held.length > 0;
  };
  await killWhen(workspace, isLocked);
  // It has the lock for an instant at a time, so it may have been killed between two of them.
  for (let attempt = 0; attempt < 10 && !await isLocked(); attempt += 1) {
    await workspace.apply();
    await workspace.destroy();
    await killWhen(workspace, isLocked);
  }
  expect(await isLocked()).toBe(true);

  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect((await names()).sort()).toEqual(ids.map((name) => `/${BLUE}-${name}`));
  expect(await leftByQuotas()).toEqual([]);
});

describe('a container that is to be suspended', () => {
  const one = { virtual_host: rules({ max_containers: 1 }) };
  /** It never gets healthy, and an apply waits for that. */
  const waiting = { healthcheck: [{ test: ['CMD', 'false'], interval: '1s', retries: 1000 }], wait: true, wait_timeout: 600 };
  const states = async () => Object.fromEntries((await docker.listContainers({ all: true, filters: { name: [BLUE] } }))
    .map(({ Names: [name], State: state }) => [name!.replace(`/${BLUE}-`, ''), state]));

  test('needs no room, does not run on where there is none, and needs room to be resumed', async () => {
    const workspace = await workspaceWith({ resource: containers(['web'], one) });
    expect(errors(await workspace.apply())).toEqual([]);
    const parked = (suspended: boolean) => ({
      docker_container: {
        ...containers(['web'], one).docker_container, ...containers(['a', 'b'], { ...one, ...waiting, suspended }).docker_container,
      },
    });
    workspace.configure({ resource: parked(true) });
    expect(errors(await workspace.apply())).toEqual([]);
    expect(await states()).toEqual({ web: 'running', a: 'paused', b: 'paused' });
    expect((await workspace.plan()).changes).toEqual([]);

    workspace.configure({ resource: parked(false) });
    expect(errors(await workspace.apply()).map(({ summary }) => summary).sort()).toEqual(['a', 'b'].map((name) => (
      `The virtual container host "${BLUE}" has no room for container "${BLUE}-${name}"`)));
    expect(await states()).toEqual({ web: 'running', a: 'paused', b: 'paused' });
    expect(await leftByQuotas()).toEqual([]);
  });

  test('needs room to be resumed in a suspended pool, also if the rules name none', async () => {
    const inPool = (pool: boolean, parked: boolean) => ({
      resource: {
        docker_resource_pool: { pool: { name: `${BLUE}-pool`, suspended: pool } },
        ...containers(['a', 'b', 'c'], { ...one, cgroup_parent: '${docker_resource_pool.pool.cgroup_parent}', suspended: parked }),
      },
    });
    const workspace = await workspaceWith(inPool(true, true));
    expect(errors(await workspace.apply())).toEqual([]);
    workspace.configure(inPool(true, false));
    expect(errors(await workspace.apply())).toHaveLength(2);
    workspace.configure(inPool(false, true));
    expect(errors(await workspace.apply())).toEqual([]);
    expect(Object.values(await states())).toEqual(['paused', 'paused', 'paused']);
    await workspace.destroy();
    expect(await leftByQuotas()).toEqual([]);
  });

  test('takes no room from others of the same apply', async () => {
    const healthy = { ...waiting, healthcheck: [{ test: ['CMD', 'true'], interval: '1s' }] };
    const parked = containers(['a', 'b', 'c'], { ...one, ...healthy, suspended: true });
    const workspace = await workspaceWith({
      resource: { docker_container: { ...parked.docker_container, ...containers(['web'], one).docker_container } },
    });
    expect(errors(await workspace.apply())).toEqual([]);
    expect(await states()).toEqual({ web: 'running', a: 'paused', b: 'paused', c: 'paused' });
    expect(await leftByQuotas()).toEqual([]);
  });

  test.each([
    ['restarts', ['/bin/sh', '-c', 'exit 1'], 'restarting'],
    ['has ended', ['/bin/true'], 'exited'],
  ])('is removed if there is no room and it can\'t be paused, since it %s', async (_which, command, state) => {
    const proxy = await EngineProxy.start();
    pauseWhenEnded(proxy);
    const provider = { docker: { host: proxy.address } };
    const workspace = await workspaceWith({ provider, resource: containers(['web'], one) });
    expect(errors(await workspace.apply())).toEqual([]);
    const restart = state === 'restarting' ? { restart: 'always' } : {};
    const parked = containers(['a', 'b'], { ...one, command, ...restart, must_run_for: 0, suspended: true });
    workspace.configure({
      provider, resource: { docker_container: { ...parked.docker_container, ...containers(['web'], one).docker_container } },
    });
    const problems = errors(await workspace.apply());
    expect(problems.map(({ summary }) => summary).sort()).toEqual(['a', 'b'].map((name) => (
      `The virtual container host "${BLUE}" has no room for container "${BLUE}-${name}"`)));
    expect(problems[0]!.detail).toContain(state);
    expect(await states()).toEqual({ web: 'running' });
    expect(await leftByQuotas()).toEqual([]);
    await workspace.destroy();
    proxy.stop();
  });
});
