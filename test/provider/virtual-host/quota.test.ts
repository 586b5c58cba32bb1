import { FakeHost } from './fake-host';
import { DiagnosticError } from '../../../provider/diagnostics/diagnostics';
import { Engine } from '../../../provider/engine/engine';
import { lockName } from '../../../provider/virtual-host/lock';
import { whileParking } from '../../../provider/virtual-host/parking';
import { planContainerQuota, planVolumeQuota } from '../../../provider/virtual-host/plan-quota';
import { containerQuota, hasRoomToRun, volumeQuota, withinQuota } from '../../../provider/virtual-host/quota';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';

const LOCK = lockName('blue');
const { signal } = new AbortController();

const rules = (more: object) => JSON.stringify({ name: 'blue', ...more });
const container = (name: string, max: number) => ({ name, virtual_host: rules({ max_containers: max }) });

let host: FakeHost;
let engine: Engine;

beforeEach(async () => {
  host = await new FakeHost().start();
  engine = host.engine.connect();
});

afterEach(() => host.engine.stop());

/** Creates a container within a quota, as an apply does. */
function create(name: string, max: number, { by = engine, during = () => undefined as unknown } = {}): Promise<string> {
  return withinQuota(by, containerQuota(container(name, max)), signal, async () => {
    await during();
    return host.add(name, 'blue');
  }, async (id) => host.remove(id));
}

const names = () => [...host.containers.values()].map(({ Name: name }) => name);
const detailOf = async (work: Promise<unknown>) => work.then(() => undefined, (error: DiagnosticError) => error.diagnostics[0]);

test('creates what there is room for, leaves nothing else, and refuses one more', async () => {
  host.add('blue-paused', 'blue', 'paused');
  host.add('red-one', 'red');
  await create('blue-one', 2);
  await create('blue-two', 2);
  expect(await detailOf(create('blue-three', 2))).toMatchObject({
    summary: 'The virtual container host "blue" has no room for container "blue-three"',
    detail: 'With it, there are 3 containers, and `max_containers` is 2. Containers that are paused don\'t count.\n\nRemove or pause '
      + 'containers, or raise `max_containers`. If the same apply removes others, apply again: Terraform creates and removes at the same '
      + 'time.',
    path: ['virtual_host'],
  });
  expect(names()).toEqual(['blue-paused', 'red-one', 'blue-one', 'blue-two']);
  expect(host.images.size).toBe(0);
});

test('in a suspended pool, what is paused counts, unless it is suspended itself', async () => {
  const inPool = (name: string) => ({ name, virtual_host: rules({ max_containers: 2 }) });
  host.pool = '/berth/outer/blue';
  const isRoom = async () => await detailOf(containerQuota(inPool('blue-new'))!.requireRoom(engine, false)) === undefined;
  const parked = host.add('blue-parked', 'blue', 'paused');
  host.add('blue-paused', 'blue', 'paused');
  host.add('blue-other', 'blue', 'paused');
  expect(await isRoom()).toBe(true);
  const note = (volume: string, labels: object) => ({ Name: volume, Driver: 'local', Labels: labels });
  host.volumes = [note('berth-suspended.berth.outer', { 'berth.suspended-pool': '/berth/outer' })];
  expect(await isRoom()).toBe(false);
  const labels = { 'berth.suspended-pool': '/berth/outer/blue', 'berth.suspended-container': parked };
  host.volumes.push(note(`berth-suspended.${parked}`, labels));
  host.remove(host.named('blue-other')!.Id);
  expect(await isRoom()).toBe(true);
});

test('what an interrupted apply left under the same name does not count', async () => {
  const left = host.add('blue-one', 'blue', 'created');
  await create('blue-one', 1, { during: () => host.remove(left) });
});

test('in one apply, creations wait for each other, and share the image of the lock', async () => {
  const results = await Promise.allSettled(Array.from({ length: 10 }, (_, index) => create(`blue-${index}`, 7)));
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(3);
  expect(names()).toHaveLength(7);
  expect(host.engine.asked.filter((request) => request.includes('/images/create'))).toHaveLength(1);
  expect(host.images.size).toBe(0);
});

test('of two applies at once, one waits for the lock of the other', async () => {
  const other = host.engine.connect();
  const results = await Promise.allSettled([create('blue-a', 1), create('blue-b', 1, { by: other })]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(names()).toHaveLength(1);
});

test('a lock that is old by the engine\'s clock is removed', async () => {
  host.create(LOCK, { 'berth.lock': 'blue' });
  host.now += 6_000;
  await create('blue-one', 1);
  expect(names()).toEqual(['blue-one']);
});

test('a container of that name that is no lock stays', async () => {
  host.create(LOCK, {});
  host.now += 6_000;
  expect(await detailOf(create('blue-one', 1))).toMatchObject({ summary: `The name "${LOCK}" is taken by a container that is no lock` });
  expect(names()).toEqual([LOCK]);
});

describe('an apply that lost its lock, since it took too long', () => {
  /** Another apply takes the lock, and creates a container if it counted before. */
  const lose = (...created: readonly string[]) => () => {
    host.remove(host.named(LOCK)!.Id);
    created.forEach((name) => host.add(name, 'blue'));
  };

  test('keeps its container if there is room all the same', async () => {
    await create('blue-one', 1, { during: lose() });
    expect(names()).toEqual(['blue-one']);
  });

  test('removes its container if there is none any more', async () => {
    expect(await detailOf(create('blue-one', 1, { during: lose('blue-other') }))).toMatchObject({
      summary: 'The virtual container host "blue" has no room for container "blue-one"',
    });
    expect(names()).toEqual(['blue-other']);
  });

  test('waits for the other one before it counts again', async () => {
    const other = host.engine.connect();
    let second: Promise<PromiseSettledResult<string>[]> | undefined;
    const first = create('blue-one', 1, {
      during() {
        lose()();
        second = Promise.allSettled([create('blue-two', 1, { by: other })]);
      },
    });
    const results = [...await Promise.allSettled([first]), ...await second!];
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(names()).toHaveLength(1);
  });
});

describe('a container that is to be suspended', () => {
  const parked = (name: string, max: number) => ({ ...container(name, max), suspended: true });
  const park = (name: string, max: number, settle: (id: string) => Promise<unknown>) => (
    whileParking(engine, parked(name, max), async () => {
      const id = await withinQuota(
        engine, containerQuota(parked(name, max)), signal, async () => host.add(name, 'blue'), async (surplus) => host.remove(surplus));
      await settle(id);
      return id;
    }));

  test('needs no room, and has none to run in if there is none', async () => {
    host.add('blue-one', 'blue');
    const rooms: boolean[] = [];
    const note = (max: number) => async (id: string) => {
      rooms.push(await hasRoomToRun(engine, parked('blue-parked', max)));
      host.pause(id);
    };
    await park('blue-parked', 1, note(1));
    await park('blue-other', 3, note(3));
    expect(rooms).toEqual([false, true]);
    expect(names()).toEqual(['blue-one', 'blue-parked', 'blue-other']);
    expect(await detailOf(create('blue-two', 1))).toMatchObject({ detail: expect.stringContaining('With it, there are 2 containers') });
  });

  test('is waited for by one of the same apply that finds no room before it is paused', async () => {
    let second: Promise<string> | undefined;
    await park('blue-parked', 1, async (id) => {
      second = create('blue-one', 1);
      // It has counted, and found no room.
      while (!host.engine.asked.some((request) => request.includes('/containers/json'))) await new Promise(setImmediate);
      expect(names()).not.toContain('blue-one');
      host.pause(id);
    });
    await second;
    expect(names()).toEqual(['blue-parked', 'blue-one']);
  });

  test('is not waited for any more after it failed', async () => {
    const failing = park('blue-parked', 1, async () => { throw new Error('not healthy'); });
    const second = create('blue-one', 1);
    await expect(failing).rejects.toThrow('not healthy');
    expect(await detailOf(second)).toMatchObject({ summary: 'The virtual container host "blue" has no room for container "blue-one"' });
  });
});

test('waiting for a lock ends if Terraform is asked to stop', async () => {
  host.create(LOCK, { 'berth.lock': 'blue' });
  const stop = new AbortController();
  const waiting = withinQuota(engine, containerQuota(container('blue-one', 1)), stop.signal, async () => 'x', async () => undefined);
  setImmediate(() => stop.abort());
  expect(await detailOf(waiting)).toMatchObject({ summary: 'Stopped waiting for the lock of the virtual container host "blue"' });
});

test('without a quota, the engine is not asked', async () => {
  const quota = containerQuota({ name: 'web', virtual_host: rules({}) });
  await withinQuota(engine, quota, signal, async () => host.add('web', 'blue'), async () => undefined);
  expect(host.engine.asked).toEqual([]);
});

describe('volumes', () => {
  const labels = { [VIRTUAL_HOST_LABEL]: 'blue' };
  const volume = (name: string, options: object, more: object) => (
    { name, driver: 'local', driver_opts: options, virtual_host: rules(more) });
  const judged = async (name: string, options: object, more: object) => (
    (await detailOf(volumeQuota(volume(name, options, more))!.requireRoom(engine, false)))?.detail);

  beforeEach(() => {
    host.volumes = [
      { Name: 'blue-one', Driver: 'local', Labels: labels, Options: { size: '1G' } },
      {
        Name: 'blue-two',
        Driver: 'local',
        Labels: labels,
        Options: { type: 'tmpfs', device: 'tmpfs', o: 'mode=700,size=64m,nr_inodes=16k' },
      },
      { Name: 'red-one', Driver: 'local', Labels: { [VIRTUAL_HOST_LABEL]: 'red' }, Options: {} },
    ];
  });

  test.each([
    ['there are not too many', { size: '1G' }, { max_volumes: 3 }, undefined],
    ['there are too many', { size: '1G' }, { max_volumes: 2 }, 'With it, there are 3 volumes, and `max_volumes` is 2.'],
    ['they are not too big', { size: '936M' }, { max_storage: 2024 }, undefined],
    ['they are too big', { size: '937M' }, { max_storage: 2024 },
      'With it, the volumes have 2025 MiB together, and `max_storage` is 2024 MiB.'],
  ])('%s', async (_, options, more, problem) => {
    const detail = await judged('blue-three', options, more);
    if (problem === undefined) expect(detail).toBeUndefined();
    else expect(detail).toContain(problem);
  });

  test.each([
    ['no options', null],
    ['no number of files, by which extended attributes count', { type: 'tmpfs', device: 'tmpfs', o: 'size=10m' }],
    ['more files than one for each 4 KiB', { type: 'tmpfs', device: 'tmpfs', o: 'size=10m,nr_inodes=2561' }],
    ['any number of files', { type: 'tmpfs', device: 'tmpfs', o: 'size=10m,nr_inodes=64,nr_inodes=0' }],
    ['another size of its file system', { type: 'tmpfs', device: 'tmpfs', o: 'size=10m,nr_inodes=1k,nr_blocks=1000000' }],
    ['a folder over the one with the quota', { size: '1G', type: 'none', device: '/srv', o: 'bind' }],
  ])('one that is held to no size makes the sum unknown: %s', async (_, options) => {
    host.volumes = [{ Name: 'blue-one', Driver: 'local', Labels: labels, Options: options }];
    expect(await judged('blue-two', { size: '1G' }, { max_storage: 9000 })).toContain('Nothing holds the volume "blue-one" to a size');
  });

  test('a plan refuses too many, and warns of too many with those that exist', async () => {
    const warnings: string[] = [];
    const context = (name: string) => ({
      prior: null,
      config: volume(name, { size: '1G' }, { max_storage: 2048 }) as never,
      client: engine,
      warn: ({ detail = '' }) => { warnings.push(detail); },
    });
    await planVolumeQuota(context('blue-a'));
    expect(warnings).toEqual([expect.stringContaining('the volumes have 2112 MiB together')]);
    await planVolumeQuota(context('blue-b'));
    expect(await detailOf(planVolumeQuota(context('blue-c')))).toMatchObject({ detail: expect.stringContaining('3072 MiB together') });
  });
});

describe('a plan', () => {
  const warnings: string[] = [];
  const plan = (name: string, max: number, prior: string | null = null, suspended = false) => planContainerQuota({
    prior: prior === null ? null : { name: prior },
    config: { ...container(name, max), suspended },
    client: engine,
    warn: ({ detail = '' }) => { warnings.push(detail); },
  });

  beforeEach(() => warnings.splice(0));

  test('refuses more containers than there may be, and no container that exists', async () => {
    await plan('blue-one', 2, 'blue-one');
    await plan('blue-two', 2);
    expect(await detailOf(plan('blue-three', 2))).toMatchObject({
      summary: 'The virtual container host "blue" has no room for container "blue-three"', path: ['virtual_host'],
    });
    await plan('blue-four', 2, 'blue-four');
    expect(warnings).toEqual([]);
  });

  test('warns once if there are too many with those that it does not have, which it may remove', async () => {
    ['blue-old', 'blue-renamed', 'blue-other'].forEach((name) => host.add(name, 'blue'));
    await plan('blue-new-name', 3, 'blue-renamed');
    await plan('blue-one', 3);
    await plan('blue-two', 3);
    expect(warnings).toEqual([expect.stringContaining('With it, there are 4 containers, and `max_containers` is 3.')]);
  });

  test('does not count containers that it suspends, also if they run before', async () => {
    host.add('blue-running', 'blue');
    await plan('blue-running', 1, 'blue-running', true);
    await plan('blue-paused', 1, 'blue-paused', true);
    await plan('blue-new-paused', 1, null, true);
    await plan('blue-one', 1);
    expect(warnings).toEqual([]);
    expect(await detailOf(plan('blue-two', 1))).toMatchObject({ detail: expect.stringContaining('With it, there are 2 containers') });
  });

  test('does without the engine if that does not answer', async () => {
    await host.engine.stop();
    await plan('blue-one', 1);
    expect(warnings).toEqual([]);
    host = await new FakeHost().start();
  });
});
