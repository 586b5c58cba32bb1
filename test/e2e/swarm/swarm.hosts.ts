import { Config, Managed, refusal } from '../resources/managed';
import { testSwarm } from '../support/swarm';

const swarm = testSwarm(3);
const live: Managed[] = [];
const NONE = { action: 'none', changed: [] };

function managed(): Managed {
  const one = new Managed('docker_swarm', swarm.engines[0]!.host);
  live.unshift(one);
  return one;
}

/** Every engine needs to know at which address others reach it, since it has two. */
const base = (): Config => ({ advertise_addr: swarm.engines[0]!.address });

interface Inspected {
  readonly ID: string;
  readonly Version: { readonly Index: number };
  readonly Spec: Record<string, unknown>;
  readonly JoinTokens: { readonly Worker: string; readonly Manager: string };
}
const inspect = () => swarm.docker.swarmInspect() as Promise<Inspected>;
async function membership(at = 0) {
  return (await swarm.engines[at]!.docker.info() as { Swarm: { LocalNodeState: string; NodeID: string } }).Swarm;
}

/** Does what `docker swarm update` does. */
async function updateOutside(change: object): Promise<void> {
  const { Version: { Index: version }, Spec: spec } = await inspect();
  await swarm.docker.swarmUpdate({ _query: { version }, _body: { ...spec, ...change } });
}

afterEach(async () => {
  live.splice(0);
  await swarm.leave();
});

interface Row {
  readonly same: readonly unknown[];
  readonly other: unknown;
  readonly action: 'update' | 'replace';
  /** What the swarm has after `other` was applied. */
  readonly shown: object;
  /** A change by somebody else, which the next plan shows. */
  readonly outside?: object;
}

const SECOND = 1e9;
const ca = (name: string) => [{ url: `https://${name}.example.com/sign`, options: { a: '1' } }];

const ROWS: Readonly<Record<string, Row>> = {
  listen_addr: { same: ['0.0.0.0:2377', '0.0.0.0'], other: '0.0.0.0:2378', action: 'replace', shown: {} },
  data_path_addr: { same: ['eth0'], other: 'lo', action: 'replace', shown: {} },
  data_path_port: { same: [4790], other: 4791, action: 'replace', shown: { DataPathPort: 4791 } },
  default_addr_pool: {
    same: [['10.30.0.0/16']],
    other: ['10.31.0.0/16', '10.32.0.0/16'],
    action: 'replace',
    shown: { DefaultAddrPool: ['10.31.0.0/16', '10.32.0.0/16'] },
  },
  subnet_size: { same: [25], other: 26, action: 'replace', shown: { SubnetSize: 26 } },
  task_history_limit: {
    same: [3],
    other: 0,
    action: 'update',
    shown: { Spec: { Orchestration: { TaskHistoryRetentionLimit: 0 } } },
    outside: { Orchestration: { TaskHistoryRetentionLimit: 9 } },
  },
  snapshot_interval: {
    same: [5000],
    other: 6000,
    action: 'update',
    shown: { Spec: { Raft: { SnapshotInterval: 6000 } } },
    outside: { Raft: { SnapshotInterval: 7000, KeepOldSnapshots: 0, LogEntriesForSlowFollowers: 500, ElectionTick: 10, HeartbeatTick: 1 } },
  },
  keep_old_snapshots: { same: [2], other: 3, action: 'update', shown: { Spec: { Raft: { KeepOldSnapshots: 3 } } } },
  log_entries_for_slow_followers: {
    same: [100], other: 200, action: 'update', shown: { Spec: { Raft: { LogEntriesForSlowFollowers: 200 } } },
  },
  dispatcher_heartbeat: {
    same: ['10s', '10000ms'],
    other: '7s',
    action: 'update',
    shown: { Spec: { Dispatcher: { HeartbeatPeriod: 7 * SECOND } } },
    outside: { Dispatcher: { HeartbeatPeriod: 11 * SECOND } },
  },
  node_cert_expiry: {
    same: ['720h'],
    other: '100h',
    action: 'update',
    shown: { Spec: { CAConfig: { NodeCertExpiry: 360_000 * SECOND } } },
    outside: { CAConfig: { NodeCertExpiry: 7200 * SECOND } },
  },
  external_ca: {
    same: [ca('one')],
    other: ca('two'),
    action: 'update',
    shown: { Spec: { CAConfig: { ExternalCAs: [{ URL: 'https://two.example.com/sign', Options: { a: '1' } }] } } },
  },
  autolock: {
    same: [true],
    other: false,
    action: 'update',
    shown: { Spec: { EncryptionConfig: { AutoLockManagers: false } } },
    outside: { EncryptionConfig: { AutoLockManagers: false } },
  },
};

/** They have tests of their own, or are only computed. */
const ELSEWHERE = [
  'advertise_addr', 'availability', 'force_destroy', 'timeouts', 'engine', 'rotate_worker_token', 'rotate_manager_token',
  'rotate_unlock_key', 'rotate_ca', 'id', 'node_id', 'worker_join_token', 'manager_join_token', 'unlock_key', 'ca_certificate', 'address',
];

test('every attribute has a row', () => {
  expect([...Object.keys(ROWS), ...ELSEWHERE].sort()).toEqual(managed().names.sort());
});

describe.each(Object.entries(ROWS))('%s', (name, row) => {
  const config = (value: unknown) => ({ ...base(), ...value === undefined ? {} : { [name]: value } });

  test('is set, changes, and returns to its default', async () => {
    const one = managed();
    await one.apply(config(row.same[0]));
    for (const value of row.same) expect([value, await one.plan(config(value))]).toEqual([value, NONE]);
    if (row.outside !== undefined) {
      await updateOutside(row.outside);
      expect(await one.plan(config(row.same[0]))).toMatchObject({ action: 'update', changed: expect.arrayContaining([name]) as unknown });
      await one.apply(config(row.same[0]));
      expect(await one.plan(config(row.same[0]))).toEqual(NONE);
    }
    const { id } = one;
    expect(await one.apply(config(row.other))).toMatchObject({ action: row.action });
    expect(one.id === id).toBe(row.action === 'update');
    expect(await inspect()).toMatchObject({ ID: one.id, ...row.shown });
    expect(await one.plan(config(row.other))).toEqual(NONE);
    if (name !== 'autolock') expect(await one.apply(config(undefined))).toMatchObject({ action: row.action });
    expect(await one.plan(config(undefined))).toEqual(NONE);
  });
});

describe('a swarm', () => {
  test('says what others need to join, and is imported', async () => {
    const one = managed();
    await one.apply(base());
    const { ID: id, JoinTokens: tokens } = await inspect();
    const { NodeID: node } = await membership();
    expect(one.values).toMatchObject({
      id,
      node_id: node,
      worker_join_token: tokens.Worker,
      manager_join_token: tokens.Manager,
      unlock_key: '',
      address: `${swarm.engines[0]!.address}:2377`,
      ca_certificate: expect.stringContaining('BEGIN CERTIFICATE') as string,
    });
    const config = { ...base(), listen_addr: '0.0.0.0:2377', data_path_addr: 'eth0' };
    const imported = managed();
    await imported.import(id);
    expect(await imported.apply(config)).toMatchObject({ action: 'update', changed: ['advertise_addr', 'data_path_addr'] });
    expect(await imported.plan(config)).toEqual(NONE);
    expect(await imported.plan({ ...config, data_path_addr: 'lo' })).toEqual({ action: 'replace', changed: ['data_path_addr'] });
    expect(await refusal(managed().import('no-such-swarm'))).toContain('is in another swarm');
    await imported.destroy();
    expect((await membership()).LocalNodeState).toBe('inactive');
    await one.destroy();
  });

  test('that the engine is in already is refused, with how to import it', async () => {
    await swarm.init();
    const { ID: id } = await inspect();
    expect(await refusal(managed().apply(base()))).toMatch(new RegExp(`already part of a swarm[^]*terraform import ADDRESS ${id}`));
    await swarm.join();
    const worker = new Managed('docker_swarm', swarm.engines[1]!.host);
    expect(await refusal(worker.apply({}))).toMatch(/already part of a swarm[^]*no manager that answers/);
  });

  test('that the engine has left is planned anew, and one in another swarm is refused, and left there', async () => {
    const one = managed();
    await one.apply(base());
    const { id } = one;
    await swarm.leave();
    expect(await one.plan(base())).toMatchObject({ action: 'create' });
    await one.apply(base());
    const before = one.state;
    await swarm.leave();
    await swarm.init();
    const { ID: other } = await inspect();
    expect(await refusal(one.plan(base()))).toMatch(new RegExp(`is in another swarm[^]*manager of ${other}`));
    one.state = before;
    await one.destroy();
    expect(one.warnings[0]!.summary).toContain('left in another swarm');
    expect((await inspect()).ID).toBe(other);
    expect(id).not.toBe(other);
  });

  test('with tokens that somebody rotated is read anew', async () => {
    const one = managed();
    await one.apply(base());
    const { Version: { Index: version }, Spec: spec } = await inspect();
    await swarm.docker.swarmUpdate({ _query: { version, rotateWorkerToken: true }, _body: spec });
    expect(await one.plan(base())).toEqual(NONE);
    expect(one.values.worker_join_token).toBe((await inspect()).JoinTokens.Worker);
  });

  test('has a node whose availability changes in place, and is repaired', async () => {
    const one = managed();
    const availabilityOf = async () => {
      const { Spec } = await swarm.docker.getNode((await membership()).NodeID).inspect() as { Spec: { Availability: string } };
      return Spec.Availability;
    };
    await one.apply({ ...base(), availability: 'drain' });
    expect(await availabilityOf()).toBe('drain');
    expect(await one.apply({ ...base(), availability: 'pause' })).toEqual({ action: 'update', changed: ['availability'] });
    expect(await availabilityOf()).toBe('pause');
    const { Version: { Index: version }, Spec: spec } = await swarm.docker.getNode(one.values.node_id as string).inspect() as Inspected;
    await swarm.docker.getNode(one.values.node_id as string).update(
      { _query: { version }, _body: { ...spec, Availability: 'active' } } as never,
    );
    expect(await one.apply({ ...base(), availability: 'pause' })).toEqual({ action: 'update', changed: ['availability'] });
    expect(await availabilityOf()).toBe('pause');
    await one.apply(base());
    expect(await availabilityOf()).toBe('active');
    expect(await one.plan(base())).toEqual(NONE);
  });

  test('is not ended while nodes or services are in it, unless that is forced', async () => {
    const one = managed();
    await one.apply(base());
    await swarm.join();
    await swarm.createService('web', { Image: 'busybox:latest' }, 0);
    expect(await refusal(one.destroy())).toMatch(/still in use, and was kept[^]*Other nodes: node2, node3\.[^]*Services: web\./);
    expect(await one.apply({ ...base(), force_destroy: true })).toEqual({ action: 'update', changed: ['force_destroy'] });
    await one.destroy();
    expect((await membership()).LocalNodeState).toBe('inactive');
  });

  test('is replaced with another address of its manager', async () => {
    const one = managed();
    await one.apply(base());
    expect(await one.plan({ advertise_addr: `${swarm.engines[0]!.address}:2377` })).toEqual(NONE);
    expect(await one.plan({ advertise_addr: 'eth0' })).toEqual({ action: 'replace', changed: ['advertise_addr'] });
  });

  test('of an engine that is no manager any more is an error that says so', async () => {
    const one = managed();
    await one.apply(base());
    const { JoinTokens: { Manager: token } } = await inspect();
    for (const { docker, address } of swarm.engines.slice(1)) {
      await docker.swarmJoin({ RemoteAddrs: [one.values.address], AdvertiseAddr: address, ListenAddr: '0.0.0.0:2377', JoinToken: token });
    }
    const node = swarm.engines[1]!.docker.getNode(one.values.node_id as string);
    const { Version: { Index: version }, Spec: spec } = await node.inspect() as Inspected;
    await node.update({ _query: { version }, _body: { ...spec, Role: 'worker' } } as never);
    for (
      let wait = 0; wait < 50 && (await swarm.docker.info() as { Swarm: { ControlAvailable: boolean } }).Swarm.ControlAvailable; wait += 1
    ) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(await refusal(one.plan(base()))).toMatch(/is no manager of its swarm[^]*It is a worker\. Promote it/);
  });
});

describe('a rotation', () => {
  test.each([
    ['rotate_worker_token', 'worker_join_token', 'manager_join_token'], ['rotate_manager_token', 'manager_join_token', 'worker_join_token'],
    ['rotate_unlock_key', 'unlock_key', 'worker_join_token'],
  ])('by %s changes %s and not %s', async (trigger, changed, kept) => {
    const one = managed();
    const config = { ...base(), autolock: true, [trigger]: '1' };
    await one.apply(config);
    const before = one.values;
    expect(before.unlock_key).toMatch(/^SWMKEY-/);
    await one.apply({ ...config, [trigger]: '2' });
    expect(one.values[changed]).not.toBe(before[changed]);
    expect(one.values[kept]).toBe(before[kept]);
    expect(await one.plan({ ...config, [trigger]: '2' })).toEqual(NONE);
  });

  test('of the certificate authority ends when all nodes have new certificates, and names those that are down', async () => {
    const one = managed();
    await one.apply(base());
    await swarm.join();
    const before = one.values;
    await one.apply({ ...base(), rotate_ca: '1' });
    expect(one.values.ca_certificate).not.toBe(before.ca_certificate);
    expect(one.values.worker_join_token).not.toBe(before.worker_join_token);
    expect(await one.plan({ ...base(), rotate_ca: '1' })).toEqual(NONE);

    await swarm.engines[2]!.kill();
    const refused = await refusal(one.apply({ ...base(), rotate_ca: '2', timeouts: { update: '60s' } }));
    expect(refused).toMatch(/Not all nodes have a certificate[^]*These lack it: node3/);
    expect((await one.plan({ ...base(), rotate_ca: '2', timeouts: { update: '60s' } })).changed).not.toContain('rotate_ca');
    await swarm.engines[2]!.start();
  });
});

test.each([
  [{ task_history_limit: -1 }, /a whole number of at least 0/],
  [{ dispatcher_heartbeat: '10ms' }, /a duration of at least 1s/],
  [{ node_cert_expiry: '10m' }, /a duration of at least 1h/],
  [{ subnet_size: 30 }, /from 1 to 29/],
  [{ default_addr_pool: ['10.0.0.0'] }, /a subnet such as/],
  [{ availability: 'gone' }, /"gone" is not allowed: it has to be one of "active", "pause", "drain"/],
  [{ advertise_addr: 'no such' }, /has to be an address/],
])('%j is refused', async (wrong, message) => {
  expect(await refusal(managed().plan(wrong))).toMatch(message);
});
