import { once } from 'node:events';
import Docker from 'dockerode';
import { KINDS, onBothEngines, refusal } from './engines';
import { waitUntil } from '../../../dev/machine/wait-until';

const NAME = 'e2e-same-life';
const engines = onBothEngines(NAME);

/** A program that ignores SIGTERM, and one that ends by it. */
const SLEEP = ['sleep', '1000'];
const TRAP = ['sh', '-c', 'trap exit TERM; sleep 1000 & wait'];

const NOT_MODIFIED = [304, undefined] as const;

describe.each(KINDS)('%s engine', (kind) => {
  const create = (command: readonly string[] = SLEEP, host: Docker.HostConfig = {}) => (
    engines[kind].docker.createContainer({ name: NAME, Image: 'busybox:latest', Cmd: [...command], HostConfig: host }));
  const running = async (command?: readonly string[], host?: Docker.HostConfig) => {
    const container = await create(command, host);
    await container.start();
    return container;
  };
  const stateOf = async (container: Docker.Container) => {
    const { Status: status, Running: isRunning, Paused: isPaused, ExitCode: code, Pid: pid } = (await container.inspect()).State;
    return { status, isRunning, isPaused, code, hasPid: pid > 0 };
  };
  const up = { status: 'running', isRunning: true, isPaused: false, code: 0, hasPid: true };
  const down = { status: 'exited', isRunning: false, isPaused: false, code: 137, hasPid: false };

  test('a container starts, is paused, and stops', async () => {
    const container = await create();
    const { id } = container;
    expect(await stateOf(container)).toEqual({ ...down, status: 'created', code: 0 });
    expect(await refusal(container.stop())).toEqual(NOT_MODIFIED);
    expect(await refusal(container.pause())).toEqual([409, `Container ${id} is not running`]);
    expect(await refusal(container.kill())).toEqual([409, `Cannot kill container: ${id}: Container ${id} is not running`]);
    await container.start();
    expect(await stateOf(container)).toEqual(up);
    expect(await refusal(container.start())).toEqual(NOT_MODIFIED);
    expect(await refusal(container.unpause())).toEqual([500, `Container ${id} is not paused`]);
    expect(await refusal(container.remove())).toEqual([409, `You cannot remove a running container ${id}. `
      + 'Stop the container before attempting removal or force remove']);
    await container.pause();
    expect(await stateOf(container)).toEqual({ ...up, status: 'paused', isPaused: true });
    expect(await refusal(container.pause())).toEqual([409, `Container ${id} is already paused`]);
    expect(await refusal(container.start())).toEqual([409, 'cannot start a paused container, try unpause instead']);
    expect(await refusal(container.remove())).toEqual([409, `You cannot remove a paused container ${id}. `
      + 'Unpause and then stop the container before attempting removal or force remove']);
    await container.unpause();
    expect(await stateOf(container)).toEqual(up);
    await container.stop({ t: 0 });
    expect(await stateOf(container)).toEqual(down);
    expect(await refusal(container.stop())).toEqual(NOT_MODIFIED);
    await container.start();
    expect(await stateOf(container)).toEqual(up);
  });

  test('a paused container is stopped and removed', async () => {
    const container = await running();
    await container.pause();
    await container.stop({ t: 0 });
    expect(await stateOf(container)).toEqual(down);
    await container.start();
    await container.pause();
    await container.remove({ force: true });
    expect(await refusal(container.inspect())).toEqual([404, `No such container: ${container.id}`]);
  });

  test('a program ends by a signal that it handles, and only by SIGKILL otherwise', async () => {
    const container = await running(TRAP);
    // The shell has set the trap by the time that it has started the program that it waits for.
    while (((await container.top().catch(() => ({ Processes: [1, 2] }))).Processes as unknown[]).length < 2);
    await container.stop();
    expect(await stateOf(container)).toEqual({ ...down, code: 143 });
    await container.remove();
    const ignoring = await running();
    await ignoring.kill({ signal: 'TERM' });
    await ignoring.kill({ signal: 'SIGUSR1' });
    expect(await refusal(ignoring.kill({ signal: 'NONO' }))).toEqual([400, 'Invalid signal: NONO']);
    expect(await stateOf(ignoring)).toEqual(up);
    await ignoring.kill({ signal: '9' });
    expect(await ignoring.wait()).toEqual({ Error: null, StatusCode: 137 });
    expect(await stateOf(ignoring)).toEqual(down);
  });

  test('a container is restarted, and one that ends is restarted by its policy', async () => {
    const container = await running();
    await container.restart({ t: 0 });
    expect(await stateOf(container)).toEqual(up);
    await container.remove({ force: true });
    const failing = await running(['sh', '-c', 'exit 3'], { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 } });
    expect(await failing.wait()).toEqual({ Error: null, StatusCode: 3 });
    await waitUntil('it has ended for good', async () => (await failing.inspect()).State.Status === 'exited');
    expect(await failing.inspect()).toMatchObject({ RestartCount: 2, State: { ExitCode: 3 } });
  });

  test('a wait ends when the container ends, or is gone', async () => {
    const ended = await running(['sh', '-c', 'exit 3']);
    expect(await ended.wait()).toEqual({ Error: null, StatusCode: 3 });
    expect(await ended.wait({ condition: 'not-running' })).toEqual({ Error: null, StatusCode: 3 });
    const gone = ended.wait({ condition: 'removed' });
    const next = ended.wait({ condition: 'next-exit' });
    await ended.start();
    expect(await next).toEqual({ Error: null, StatusCode: 3 });
    await ended.remove({ force: true });
    expect(await gone).toEqual({ Error: null, StatusCode: 3 });
    expect(await refusal(ended.wait())).toEqual([404, `No such container: ${ended.id}`]);
    const own = await create(['true'], { AutoRemove: true });
    const removal = own.wait({ condition: 'removed' });
    await own.start();
    expect(await removal).toEqual({ Error: null, StatusCode: 0 });
    expect(await refusal(own.inspect())).toEqual([404, `No such container: ${own.id}`]);
  });

  test('a container gets another name, which is then its own', async () => {
    const { docker } = engines[kind];
    const container = await create();
    await container.rename({ name: `${NAME}-new` });
    expect((await docker.getContainer(`${NAME}-new`).inspect()).Name).toBe(`/${NAME}-new`);
    expect(await refusal(docker.getContainer(NAME).inspect())).toEqual([404, `No such container: ${NAME}`]);
    expect(await refusal(container.rename({ name: `${NAME}-new` })))
      .toEqual([400, 'Renaming a container with the same name as its current name']);
    expect(await refusal(container.rename({ name: '_' }))).toEqual([400,
      'Error when allocating new name: Invalid container name (/_), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed']);
    const other = await create();
    expect(await refusal(container.rename({ name: NAME }))).toEqual([409, 'Error when allocating new name: Conflict. The container name '
      + `"/${NAME}" is already in use by container "${other.id}". `
      + 'You have to remove (or rename) that container to be able to reuse that name.']);
  });

  test('a container is found by its name and by the beginning of its id', async () => {
    const { docker } = engines[kind];
    const { id } = await create();
    for (const reference of [NAME, id, id.slice(0, 12), id.slice(0, 40)]) {
      expect((await docker.getContainer(reference).inspect()).Id).toBe(id);
    }
    expect(await refusal(docker.getContainer('e2e-none').inspect())).toEqual([404, 'No such container: e2e-none']);
    expect(await refusal(docker.getContainer('e2e-none').remove())).toEqual([404, 'No such container: e2e-none']);
    expect(await refusal(docker.getContainer('e2e-none').start())).toEqual([404, 'No such container: e2e-none']);
  });

  test('a volume without a name goes with its container if that is asked for', async () => {
    const { docker } = engines[kind];
    const volumes = async () => (await docker.listVolumes()).Volumes.map(({ Name: name }) => name);
    const before = await volumes();
    for (const v of [true, false]) {
      const container = await docker.createContainer({ name: NAME, Image: 'busybox:latest', Cmd: SLEEP, Volumes: { '/data': {} } });
      const added = (await volumes()).filter((name) => !before.includes(name));
      expect(added).toHaveLength(1);
      const volume = docker.getVolume(added[0]!);
      expect(await refusal(volume.remove())).toEqual([409, `remove ${added[0]}: volume is in use - [${container.id}]`]);
      await container.remove({ force: true, v });
      expect((await volumes()).includes(added[0]!)).toBe(!v);
      if (!v) await volume.remove();
      expect(await refusal(volume.inspect())).toEqual([404, `get ${added[0]}: no such volume`]);
    }
  });

  test('a health check succeeds', async () => {
    const { docker } = engines[kind];
    const container = await docker.createContainer({
      name: NAME, Image: 'busybox:latest', Cmd: SLEEP, Healthcheck: { Test: ['CMD', 'true'], Interval: 1_000_000_000 },
    });
    const events = await docker.getEvents({ filters: { container: [container.id], event: ['health_status'] } });
    await container.start();
    expect((await container.inspect()).State.Health).toMatchObject({ Status: 'starting', FailingStreak: 0, Log: [] });
    const [event] = await once(events, 'data') as [Buffer];
    expect(JSON.parse(event.toString())).toMatchObject({ Action: 'health_status: healthy', Actor: { ID: container.id } });
    const healthy = { Status: 'healthy', FailingStreak: 0, Log: [{ ExitCode: 0, Output: '' }] };
    expect((await container.inspect()).State.Health).toMatchObject(healthy);
    (events as unknown as { destroy(): void }).destroy();
  });

  test('there is no output, and files are taken', async () => {
    const container = await running();
    expect((await container.logs({ stdout: true, stderr: true })).length).toBe(0);
    expect(await refusal(container.logs({}))).toEqual([400, 'Bad parameters: you must choose at least one stream']);
    await container.putArchive(Buffer.alloc(1024), { path: '/tmp' });
  });
});
