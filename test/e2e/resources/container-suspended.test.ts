import { Config, Managed, refusal } from './managed';
import { plainContainer } from './plain-container';
import { docker } from '../engine/docker';
import { removeNamed } from '../support/remove-named';

const NAME = 'e2e-suspended';

let container: Managed;
beforeAll(() => removeNamed(NAME));
beforeEach(() => { container = new Managed('docker_container'); });
afterEach(async () => {
  await container.destroy();
  await removeNamed(NAME);
});

const plain = plainContainer(NAME);
const parked: Config = { ...plain, suspended: true };
const own = () => docker.getContainer(container.id);
const state = async () => (await own().inspect()).State;

test('a new container is started, waited for and paused, and changes while it is', async () => {
  const health = { healthcheck: [{ test: ['CMD', 'true'], interval: '1s' }], wait: true };
  await container.apply({ ...parked, ...health });
  // A check has succeeded. The engine calls a container unhealthy as soon as it makes no more checks.
  expect(await state()).toMatchObject({ Running: true, Paused: true, Health: { FailingStreak: 0, Log: [{ ExitCode: 0 }] } });
  expect(container.values).toMatchObject({ suspended: true });
  expect(await container.plan({ ...parked, ...health })).toEqual({ action: 'none', changed: [] });
  const { id } = container;
  const upload = { upload: [{ file: '/a', content: 'a' }], upload_change: 'upload' };
  const changed = { ...parked, ...health, ...upload, memory: 64, name: `${NAME}-renamed` };
  expect((await container.apply(changed)).action).toBe('update');
  expect(await own().inspect()).toMatchObject({ Id: id, State: { Paused: true }, HostConfig: { Memory: 64 * 1024 * 1024 } });
  expect(await container.plan(changed)).toEqual({ action: 'none', changed: [] });
  expect(await container.apply({ ...changed, suspended: false })).toEqual({ action: 'update', changed: ['suspended'] });
  expect(await state()).toMatchObject({ Running: true, Paused: false });
  expect((await own().inspect()).Id).toBe(id);
});

test('what was done by hand is seen, and repaired', async () => {
  await container.apply(parked);
  await own().unpause();
  expect(await container.apply(parked)).toEqual({ action: 'update', changed: ['suspended'] });
  expect(await state()).toMatchObject({ Paused: true });
  await own().unpause();
  await own().stop({ t: 0 });
  expect((await container.plan(parked)).changed).toEqual(expect.arrayContaining(['must_run', 'suspended']));
  await container.apply(parked);
  expect(await state()).toMatchObject({ Running: true, Paused: true });
  await container.apply(plain);
  await own().pause();
  expect(await container.apply(plain)).toEqual({ action: 'update', changed: ['suspended'] });
  expect(await state()).toMatchObject({ Running: true, Paused: false });
});

test('a suspended container is imported as one, replaced by one, and removed with the time that it has to stop', async () => {
  const graceful = { ...parked, command: ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 0.1; done'], destroy_grace_seconds: 60 };
  await container.apply(graceful);
  const { id } = container;
  await container.import(NAME);
  expect(container.values).toMatchObject({ suspended: true, must_run: true });
  expect(await container.apply({ ...graceful, hostname: 'other' })).toMatchObject({ action: 'replace' });
  expect(container.id).not.toBe(id);
  expect(await state()).toMatchObject({ Paused: true });
  const exits: string[] = [];
  const events = await docker.getEvents({ filters: JSON.stringify({ container: [container.id], event: ['die'] }) });
  events.on('data', (data: Buffer) => exits.push((JSON.parse(data.toString()) as { Actor: { Attributes: { exitCode: string } } }).Actor
    .Attributes.exitCode));
  await container.destroy();
  (events as unknown as { destroy(): void }).destroy();
  expect(exits).toEqual(['0']);
});

test('a job and a container that need not run can\'t be suspended', async () => {
  expect(await refusal(container.apply({ ...parked, must_run: false }))).toBe([
    '["suspended"] `suspended` can\'t be set together with `must_run = false`',
    'A container that is suspended runs and is paused, so it has to keep running. Remove `must_run`, or suspend its '
      + '`docker_resource_pool`, which pauses whatever runs.',
  ].join('\n'));
});

test('the clones of a set are parked, and run again with the same ids', async () => {
  const set = new Managed('docker_clone_set');
  const stack = (suspended: boolean): Config => ({
    name: NAME,
    replicas: 3,
    host: [{ name: 'here' }],
    template: [{ image: 'busybox:latest', command: ['sleep', '100000'], network_mode: 'none', must_run_for: 0, suspended }],
  });
  const clones = async () => (await docker.listContainers({ all: true, filters: { name: [NAME] } }))
    .map(({ Id: id, State: each }) => [id, each] as const).sort();
  try {
    await set.apply(stack(true));
    const before = await clones();
    expect(before.map(([, each]) => each)).toEqual(['paused', 'paused', 'paused']);
    expect(await set.plan(stack(true))).toEqual({ action: 'none', changed: [] });
    await docker.getContainer(`${NAME}-1`).unpause();
    await set.refresh();
    expect(set.values.summary).toBe(`2 of 3 run as described; 1 with another \`suspended\`, change while they run: ${NAME}-1`);
    await set.apply(stack(true));
    await set.apply(stack(false));
    expect(await clones()).toEqual(before.map(([id]) => [id, 'running']));
    await docker.getContainer(`${NAME}-2`).pause();
    await set.refresh();
    expect(set.values.summary).toBe(`2 of 3 run as described; 1 paused, resume: ${NAME}-2`);
    await set.apply(stack(false));
    expect(await clones()).toEqual(before.map(([id]) => [id, 'running']));
  } finally {
    await set.destroy();
  }
});
