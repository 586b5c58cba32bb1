import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { Engine } from '../../../../provider/engine/engine';
import { Unknown, Value } from '../../../../provider/framework/value/value';
import { FLOOR_VARIABLE } from '../../../../provider/isolation/floor';
import { resourcePool } from '../../../../provider/resources/resource-pool/resource';
import { PoolModel, UNBOUNDED } from '../../../../provider/resources/resource-pool/schema';

type Planned = Record<string, Value>;

function engineOf(driver: string): Engine {
  return {
    info: () => Promise.resolve({ CgroupDriver: driver, CgroupVersion: '2' }),
    version: () => Promise.resolve({ apiVersion: '1.41' }),
    endpoint: { address: 'tcp://engine' },
    ask: () => Promise.resolve([]),
  } as unknown as Engine;
}

const unreachable = (() => {
  const fail = () => Promise.reject(new DiagnosticError({ summary: 'It does not answer', detail: '' }));
  return { info: fail, version: fail } as unknown as Engine;
})();

async function planned(client: Engine | undefined, config: Planned, prior: Planned | null = null) {
  const before = prior && { id: prior.id!, cgroup_parent: prior.id! };
  const result: Planned = { ...UNBOUNDED as unknown as Planned, parent: null, ...before, ...config };
  const replaced: unknown[] = [];
  const rest = { config, prior, planned: result, isAdopted: false, signal: new AbortController().signal, warn: () => undefined };
  await resourcePool.plan!({ ...client && { client }, ...rest, requireReplace: (path) => { replaced.push(path); } });
  return { id: result.id, summary: result.summary, replaced };
}

/** Returns the id that is planned, and what replaces the pool. */
async function idAfter(...args: Parameters<typeof planned>): Promise<{ id: unknown; replaced: unknown[] }> {
  const { id, replaced } = await planned(...args);
  return { id, replaced };
}

const context = (client: Engine) => ({
  client, signal: new AbortController().signal, warn: () => undefined, record: () => undefined, configuration: () => model,
});
const model = {
  ...UNBOUNDED,
  name: 'my-team',
  parent: null,
  shrink: 'refuse',
  lower_containers: false,
  suspended: false,
  summary: null,
  id: null,
  cgroup_parent: null,
} as PoolModel;

describe('a plan', () => {
  test('says whether the pool will be suspended', async () => {
    expect((await planned(undefined, { name: 'a', suspended: false })).summary).toBe('not suspended');
    expect((await planned(undefined, { name: 'a', suspended: true })).summary).toBe('suspended');
    expect((await planned(undefined, { name: 'a', suspended: Unknown.PLAIN })).summary).toBe(Unknown.PLAIN);
  });

  test('has the id, so that containers can be planned with it', async () => {
    expect(await idAfter(engineOf('cgroupfs'), { name: 'my-team' })).toEqual({ id: '/berth/my-team', replaced: [] });
    expect(await idAfter(engineOf('systemd'), { name: 'my-team' })).toEqual({ id: 'berth-my_team.slice', replaced: [] });
    expect((await planned(engineOf('cgroupfs'), { name: 'a', parent: Unknown.PLAIN })).id).toBe(Unknown.PLAIN);
  });

  test('needs no engine that answers', async () => {
    expect((await planned(unreachable, { name: 'a' })).id).toBeUndefined();
    expect((await planned(undefined, { name: 'a' })).id).toBeUndefined();
    const prior = { name: 'a', parent: null, id: '/berth/a' };
    expect((await planned(unreachable, { name: 'a' }, prior)).id).toBe('/berth/a');
    expect((await planned(unreachable, { name: 'b' }, prior)).id).toBe(Unknown.PLAIN);
  });

  test('replaces a pool whose engine has another driver now', async () => {
    const prior = { name: 'a', parent: null, id: '/berth/a' };
    expect(await idAfter(engineOf('systemd'), { name: 'a' }, prior)).toEqual({ id: 'berth-a.slice', replaced: [['cgroup_parent']] });
    expect(await idAfter(engineOf('cgroupfs'), { name: 'a' }, prior)).toEqual({ id: '/berth/a', replaced: [] });
  });

  test('refuses what the engine can\'t do', async () => {
    await expect(planned(engineOf('systemd'), { name: 'a', memory: 64 })).rejects.toThrow('systemd manages its control groups');
    await expect(planned(engineOf('none'), { name: 'a' })).rejects.toThrow('The engine has no control groups');
  });
});

test('with systemd, which makes and removes the slice, a pool without bounds is only a name', async () => {
  const client = engineOf('systemd');
  const made = await resourcePool.create(context(client), model);
  expect(made).toEqual({ ...model, id: 'berth-my_team.slice', cgroup_parent: 'berth-my_team.slice', summary: 'not suspended' });
  expect(await resourcePool.read({ ...context(client), isAdopted: false }, made)).toEqual(made);
  expect(await resourcePool.import!(context(client), 'berth-my_team.slice')).toEqual(made);
  await resourcePool.delete(context(client), made);
  await expect(resourcePool.create(context(client), { ...model, memory: 64 })).rejects.toThrow('systemd manages its control groups');
});

test('what is no pool can\'t be imported', async () => {
  expect(await resourcePool.import!(context(engineOf('cgroupfs')), '/docker/x')).toBeUndefined();
});

test.each([
  '/docker/x', '/berth/team/../other', '/berth/../docker', '/berth', '/', 'berth-a-..slice', 'system.slice', '',
])('the id %j of an edited state is no pool: it is gone for a plan, and is neither changed nor removed', async (id) => {
  const client = engineOf('cgroupfs');
  const prior = { ...model, id, cgroup_parent: id };
  const problem = { diagnostics: [{ summary: `${JSON.stringify(id)} is the id of no resource pool` }] };
  expect(await resourcePool.read({ ...context(client), isAdopted: false }, prior)).toBeUndefined();
  await expect(resourcePool.update!(context(client) as never, { ...prior, cpus: '1' }, prior)).rejects.toMatchObject(problem);
  await expect(resourcePool.delete(context(client), prior)).rejects.toMatchObject(problem);
});

describe('under an isolation floor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-floor-'));
  const floorWith = (more: object) => {
    const path = join(folder, 'floor.json');
    writeFileSync(path, JSON.stringify({ controls: { memory: 'limited' }, ...more }));
    process.env[FLOOR_VARIABLE] = path;
  };
  afterEach(() => { delete process.env[FLOOR_VARIABLE]; });
  afterAll(() => rmSync(folder, { recursive: true }));

  const team = { name: 'team' } as Planned;
  const cgroupfs = engineOf('cgroupfs');
  const problem = { diagnostics: [{ summary: 'The isolation floor of this machine does not allow the resource pool /berth/team' }] };

  test.each<[string, object, Planned?]>([
    ['it lists the pool', { pools: ['/berth/team'] }],
    ['it lists one around it', { pools: ['/berth/department'] }, { parent: '/berth/department' }],
    ['it says nothing about pools', {}],
  ])('a pool is allowed if %s', async (_, floor, more = {}) => {
    floorWith(floor);
    await expect(planned(cgroupfs, { ...team, ...more })).resolves.toMatchObject({ replaced: [] });
  });

  test.each([
    ['it lists others', { pools: ['/berth/other', '/berth/team/inner'] }],
    ['it lists virtual container hosts', { virtual_hosts: ['blue'] }],
    ['a control asks for the engine\'s own group', { controls: { cgroup_namespace: 'private' } }],
  ])('a pool is refused if %s, at plan, and before it is made or changed', async (_, floor) => {
    floorWith(floor);
    await expect(planned(cgroupfs, team)).rejects.toMatchObject(problem);
    await expect(resourcePool.create(context(cgroupfs) as never, { ...model, name: 'team' })).rejects.toMatchObject(problem);
    const prior = { ...model, name: 'team', id: '/berth/team', cgroup_parent: '/berth/team' };
    await expect(resourcePool.update!(context(cgroupfs) as never, { ...prior, cpus: '1' }, prior)).rejects.toMatchObject(problem);
  });
});
