import { waitUntil } from '../../../dev/machine/wait-until';
import { Config, Managed, refusal } from '../resources/managed';
import { testSwarm } from '../support/swarm';

const swarm = testSwarm(3);
const NONE = { action: 'none', changed: [] };

interface Inspected {
  readonly ID: string;
  readonly Version: { readonly Index: number };
  readonly Spec: { readonly Role: string; readonly Availability: string; readonly Labels: Record<string, string> };
  readonly Status: { readonly State: string };
  readonly Description: { readonly Hostname: string };
  readonly ManagerStatus?: { readonly Reachability: string };
}

/** A resource for a node, of a provider that knows all engines by their names. Its own engine is the first one. */
function managed(): Managed {
  const named = Object.fromEntries(swarm.engines.map(({ name, host }) => [name, host]));
  return new Managed('docker_swarm_node', swarm.engines[0]!.host, named);
}

let tokens: { readonly Worker: string; readonly Manager: string };

/** @param number  of the engine: 2 for the second one */
function joining(number: number, more: Config = {}): Config {
  const [manager, node] = [swarm.engines[0]!, swarm.engines[number - 1]!];
  return {
    engine: node.name,
    manager_engine: '',
    join_token: tokens.Worker,
    remote_addrs: [`${manager.address}:2377`],
    advertise_addr: node.address,
    ...more,
  };
}

const list = () => swarm.docker.listNodes() as Promise<Inspected[]>;
const find = async (id: string) => (await list()).find((node) => node.ID === id);
const stateOf = async (at: number) => (
  await swarm.engines[at - 1]!.docker.info() as { Swarm: { LocalNodeState: string } }).Swarm.LocalNodeState;

/** Does what `docker node update` does. */
async function updateOutside(id: string, change: Partial<Inspected['Spec']>): Promise<void> {
  const { Version: { Index: version }, Spec: spec } = (await find(id))!;
  await swarm.docker.getNode(id).update({ _query: { version }, _body: { ...spec, ...change } } as never);
}

beforeAll(async () => {
  await swarm.init();
  await swarm.pushImage();
});

beforeEach(async () => {
  const { JoinTokens } = await swarm.docker.swarmInspect() as { JoinTokens: typeof tokens };
  tokens = JoinTokens;
});

afterEach(async () => {
  for (const engine of swarm.engines) await engine.start();
  for (const { ID: id } of await swarm.docker.listServices() as { ID: string }[]) await swarm.docker.getService(id).remove();
  await swarm.leave();
  await swarm.init();
});

test('every attribute is tested here', () => {
  expect(managed().names.sort()).toEqual([
    'address', 'advertise_addr', 'availability', 'data_path_addr', 'engine', 'engine_version', 'force_destroy', 'hostname', 'id',
    'join_token', 'labels', 'leader', 'listen_addr', 'manager_engine', 'platform', 'reachability', 'remote_addrs', 'role', 'state',
    'timeouts',
  ]);
});

describe('a worker', () => {
  test('joins, is described, changes in place, and leaves nothing behind', async () => {
    const one = managed();
    const labels = [{ label: 'tier', value: 'front' }];
    await one.apply(joining(2, { labels }));
    expect(one.values).toMatchObject({
      role: 'worker',
      hostname: 'node2',
      address: swarm.engines[1]!.address,
      state: 'ready',
      reachability: '',
      leader: false,
      engine_version: expect.stringMatching(/^\d+\./) as string,
      platform: 'linux/x86_64',
    });
    expect(await find(one.id)).toMatchObject({ Spec: { Labels: { tier: 'front' }, Availability: 'active', Role: 'worker' } });
    expect(await one.plan(joining(2, { labels }))).toEqual(NONE);

    const { id } = one;
    const changed = joining(2, { labels: [{ label: 'tier', value: 'back' }], availability: 'pause' });
    expect(await one.apply(changed)).toMatchObject({ action: 'update' });
    expect(await find(id)).toMatchObject({ Spec: { Labels: { tier: 'back' }, Availability: 'pause' } });
    expect(await one.plan(changed)).toEqual(NONE);
    await updateOutside(id, { Labels: { tier: 'other' }, Availability: 'drain' });
    expect(await one.apply(changed)).toMatchObject({ action: 'update', changed: ['availability', 'labels'] });
    expect(await find(id)).toMatchObject({ Spec: { Labels: { tier: 'back' }, Availability: 'pause' } });

    expect(await one.apply(joining(2))).toMatchObject({ action: 'update' });
    expect(await find(id)).toMatchObject({ Spec: { Labels: {}, Availability: 'active' } });
    expect(await one.plan(joining(2))).toEqual(NONE);
    await one.destroy();
    expect(await list()).toHaveLength(1);
    expect(await stateOf(2)).toBe('inactive');
  });

  test('keeps its node when what it joined with changes, but not when its address does', async () => {
    const one = managed();
    await one.apply(joining(2));
    const { id } = one;
    const other = joining(2, {
      join_token: tokens.Manager,
      remote_addrs: ['192.0.2.1:2377'],
      timeouts: { create: '1m' },
      manager_engine: 'node1',
      force_destroy: true,
    });
    expect(await one.apply(other)).toMatchObject({ action: 'update' });
    expect(one.id).toBe(id);
    expect(await one.plan(other)).toEqual(NONE);
    for (const change of [{ advertise_addr: 'eth0' }, { listen_addr: '0.0.0.0:2399' }, { data_path_addr: 'eth0' }]) {
      expect(await one.plan({ ...other, ...change })).toEqual({ action: 'replace', changed: Object.keys(change) });
    }
    await one.apply(joining(2, { advertise_addr: 'eth0', data_path_addr: 'eth0', listen_addr: '0.0.0.0:2399' }));
    expect(one.id).not.toBe(id);
    expect((await list()).filter(({ Description: { Hostname: name } }) => name === 'node2')).toHaveLength(1);
    await one.destroy();
  });

  test('that left by itself is replaced, and nothing of the old node stays in the list', async () => {
    const one = managed();
    await one.apply(joining(2));
    const { id } = one;
    await swarm.engines[1]!.docker.swarmLeave({});
    await waitUntil('it is down', async () => (await find(id))!.Status.State === 'down');
    expect(await one.plan(joining(2))).toMatchObject({ action: 'replace', changed: ['state'] });
    await one.apply(joining(2));
    expect((await list()).map((node) => node.ID)).not.toContain(id);
    expect(await list()).toHaveLength(2);
    expect(await one.plan(joining(2))).toEqual(NONE);
  });

  test('that was removed from the list joins again', async () => {
    const one = managed();
    await one.apply(joining(2));
    const { id } = one;
    await swarm.docker.getNode(id).remove({ force: true } as never);
    expect(await one.plan(joining(2))).toMatchObject({ action: 'create' });
    await one.apply(joining(2));
    expect(one.id).not.toBe(id);
    expect(await find(one.id)).toMatchObject({ Status: { State: 'ready' } });
    await swarm.docker.getNode(one.id).remove({ force: true } as never);
    await one.destroy();
    expect(await stateOf(2)).toBe('inactive');
  });

  test('whose engine is gone is planned without a change, and removed through the manager', async () => {
    const one = managed();
    await one.apply(joining(2));
    await swarm.engines[1]!.kill();
    await waitUntil('it is down', async () => (await find(one.id))!.Status.State === 'down');
    expect(await one.plan(joining(2))).toEqual(NONE);
    expect(one.values.state).toBe('down');
    await one.destroy();
    expect(await list()).toHaveLength(1);
  });

  test('that is drained has no tasks when the apply ends, or the error names those that are left', async () => {
    const one = managed();
    await one.apply(joining(2));
    const stubborn = { Command: ['sh', '-c', 'trap "" TERM; while :; do sleep 1; done'], StopGracePeriod: 6e9 };
    await swarm.createService('slow', stubborn, 4);
    const running = async (id: string) => (await swarm.docker.listTasks({ filters: { node: [id] } }) as { Status: { State: string } }[])
      .filter(({ Status: { State: state } }) => state === 'running').length;
    await waitUntil('it has tasks', async () => await running(one.id) >= 2);
    const hurried = joining(2, { availability: 'drain', timeouts: { update: '2s' } });
    expect(await refusal(one.apply(hurried))).toMatch(/Tasks of the node "node2" have not ended[^]*after 2 s[^]*slow\.\d \(running\)/);
    const patient = joining(2, { availability: 'drain' });
    expect(await one.plan(patient)).toMatchObject({ action: 'update', changed: ['availability'] });
    await one.apply(patient);
    expect(await running(one.id)).toBe(0);
    expect(await one.plan(patient)).toEqual(NONE);
    await one.apply(joining(2));
    await one.destroy();
    expect(await stateOf(2)).toBe('inactive');
  });

  test('is promoted and demoted in place, and by hand', async () => {
    const one = managed();
    await one.apply(joining(2, { role: 'worker' }));
    const { id } = one;
    expect(await one.apply(joining(2, { role: 'manager' }))).toMatchObject({ action: 'update' });
    expect(one.values).toMatchObject({ id, role: 'manager', reachability: 'reachable' });
    expect(await one.plan(joining(2, { role: 'manager' }))).toEqual(NONE);
    expect(await one.plan(joining(2))).toMatchObject({ action: 'update' });
    await updateOutside(id, { Role: 'worker' });
    await waitUntil('it is demoted', async () => (await find(id))!.ManagerStatus === undefined);
    expect(await one.apply(joining(2, { role: 'manager' }))).toMatchObject({ action: 'update' });
    await one.apply(joining(2, { role: 'worker' }));
    expect(one.values).toMatchObject({ role: 'worker', reachability: '' });
    await one.destroy();
    expect(await list()).toHaveLength(1);
  });

  test('is imported, and its configuration changes nothing', async () => {
    const one = managed();
    await one.apply(joining(2));
    const imported = managed();
    await imported.import(`engine:node2:${one.id}@`);
    expect(imported.id).toBe(one.id);
    expect(await imported.apply(joining(2))).toMatchObject({ action: 'update' });
    expect(imported.id).toBe(one.id);
    expect(await imported.plan(joining(2))).toEqual(NONE);
    await imported.destroy();
    expect(await stateOf(2)).toBe('inactive');
    await one.destroy();
  });

  test.each([
    [{ join_token: 'SWMTKN-1-wrong' }, /Could not join the swarm/],
    [{ remote_addrs: ['192.0.2.9:2377'] }, /Could not join the swarm/],
  ])('that can\'t join with %j is in no swarm afterwards', async (wrong, message) => {
    const one = managed();
    const text = await refusal(one.apply(joining(2, wrong)));
    expect(text).toMatch(message);
    expect(text).not.toContain(tokens.Worker);
    expect(one.state).toBeNull();
    expect(await stateOf(2)).toBe('inactive');
  });

  test('that is in a swarm already is refused', async () => {
    const one = managed();
    await one.apply(joining(2));
    expect(await refusal(managed().apply(joining(2)))).toMatch(/already part of a swarm[^]*of the swarm that it is to join/);
    await one.destroy();
    await swarm.engines[1]!.docker.swarmInit({ AdvertiseAddr: swarm.engines[1]!.address, ListenAddr: '0.0.0.0:2377' });
    expect(await refusal(managed().apply(joining(2)))).toMatch(/already part of a swarm[^]*docker swarm leave --force/);
    expect(await stateOf(2)).toBe('active');
  });
});

describe('a manager', () => {
  const manager = (number: number, more: Config = {}) => joining(number, { join_token: tokens.Manager, ...more });

  test('joins with the role of its token, and is demoted before it leaves', async () => {
    const [two, three] = [managed(), managed()];
    await two.apply(manager(2));
    await three.apply(manager(3));
    expect(two.values).toMatchObject({ role: 'manager', reachability: 'reachable' });
    await two.destroy();
    await three.destroy();
    expect(await list()).toHaveLength(1);
    expect([await stateOf(2), await stateOf(3)]).toEqual(['inactive', 'inactive']);
  });

  test('is not removed or demoted if the others would have no quorum', async () => {
    const [two, three] = [managed(), managed()];
    await two.apply(manager(2));
    await three.apply(manager(3));
    await swarm.engines[2]!.kill();
    await waitUntil('it is unreachable', async () => (await find(three.id))!.ManagerStatus!.Reachability === 'unreachable');
    expect(await refusal(two.destroy())).toMatch(
      /Without the manager "node2", the swarm would have no quorum[^]*of which 2 have to be reachable, and 1 is\. Not reachable: node3/,
    );
    expect(await refusal(two.apply(manager(2, { role: 'worker' })))).toContain('would have no quorum');
    expect(await find(two.id)).toMatchObject({ Spec: { Role: 'manager', Availability: 'active' } });
    await three.destroy();
    await two.destroy();
    expect(await list()).toHaveLength(1);
  });

  test('that manages itself leaves, and a warning says what stays', async () => {
    const one = managed();
    await one.apply(manager(2, { manager_engine: undefined }));
    expect(one.values).toMatchObject({ role: 'manager', state: 'ready' });
    expect(await one.plan(manager(2, { manager_engine: undefined }))).toEqual(NONE);
    expect(await refusal(one.apply(manager(2, { manager_engine: undefined, role: 'worker' })))).toContain('can\'t become a worker');
    await one.destroy();
    expect(one.warnings[0]).toMatchObject({ summary: expect.stringContaining('"node2" has left the swarm') as string });
    expect(await stateOf(2)).toBe('inactive');
  });
});

describe('the manager that made the swarm', () => {
  test('is adopted for its labels and availability, and stays', async () => {
    const one = managed();
    const config = { labels: [{ label: 'tier', value: 'core' }], availability: 'drain' };
    await one.apply(config);
    expect(one.values).toMatchObject({ role: 'manager', leader: true, hostname: 'node1', availability: 'drain' });
    expect(await one.plan(config)).toEqual(NONE);
    const imported = managed();
    await imported.import(one.id);
    expect(await imported.plan(config)).toEqual(NONE);
    const { id } = one;
    await one.destroy();
    expect(await find(id)).toMatchObject({ Spec: { Labels: {}, Availability: 'active', Role: 'manager' } });
    expect(await refusal(managed().apply({ role: 'worker' }))).toContain('can\'t become a worker');
  });
});

test.each([
  [{ engine: 'node2' }, /is no node of a swarm[^]*Set `join_token` and `remote_addrs`/],
  [{
    engine: 'node2', manager_engine: 'node3',
  }, /node3[^]*is no manager of a swarm[^]*`manager_engine` has to name an engine that is a manager/],
  [{ engine: 'node9' }, /The provider has no engine "node9"/],
  [{ manager_engine: 'node9' }, /The provider has no engine "node9"/],
  [{ join_token: 'SWMTKN-1-x' }, /`remote_addrs` names none/],
  [{ role: 'leader' }, /"leader" is not allowed/],
  [{ availability: 'gone' }, /"gone" is not allowed/],
])('%j is refused', async (wrong, message) => {
  expect(await refusal(managed().apply(wrong))).toMatch(message);
});
