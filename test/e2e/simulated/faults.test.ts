import { onBothEngines, refusal } from './engines';

/* What no real engine does on demand: the simulated one does it for tests. */

const NAME = 'e2e-faults';
const engines = onBothEngines(NAME);

const create = (index: number, more: object = {}) => engines.simulated.docker.createContainer({
  name: `${NAME}-${index}`, Image: 'busybox:latest', Cmd: ['sleep', '1000'], HostConfig: {}, ...more,
});

test('a part of the requests fails, evenly spread', async () => {
  const fault = engines.simulation.fault({ operation: 'create', kind: 'fail', percent: 25, message: 'no space left on device' });
  const outcomes = [];
  for (let index = 0; index < 8; index++) outcomes.push(await create(index).then(() => 'created', (error: Error) => error.message));
  expect(outcomes.filter((each) => each === 'created')).toHaveLength(6);
  expect(outcomes[3]).toContain('no space left on device');
  expect(outcomes[7]).toContain('no space left on device');
  expect(fault.met).toBe(2);
  fault.end();
  await create(3);
  await create(7);
});

test('one start hangs, and the others do not', async () => {
  const [first, second] = [await create(0), await create(1)];
  const fault = engines.simulation.fault({ operation: 'start', kind: 'hang', times: 1 });
  await expect(first.start({ abortSignal: AbortSignal.timeout(50) })).rejects.toThrow();
  expect(fault.met).toBe(1);
  await second.start();
  await first.start();
});

test('a connection is closed, before the engine does what it was asked for, or after it', async () => {
  engines.simulation.fault({ operation: 'create', kind: 'close', times: 1 });
  await expect(create(0)).rejects.toThrow(/socket hang up/);
  expect(engines.simulation.containers).toBe(0);
  engines.simulation.fault({ operation: 'create', kind: 'close', times: 1, isDone: true });
  await expect(create(0)).rejects.toThrow(/socket hang up/);
  expect(engines.simulation.containers).toBe(1);
  const all = engines.simulation.fault({ kind: 'close' });
  await expect(engines.simulated.docker.ping()).rejects.toThrow(/socket hang up/);
  all.end();
  await engines.simulated.docker.ping();
});

test('a program ends by itself, and a health check fails', async () => {
  const container = await create(0, { Healthcheck: { Test: ['CMD', 'true'] } });
  await container.start();
  engines.simulation.setHealth(`${NAME}-0`, 'unhealthy');
  expect((await container.inspect()).State.Health).toMatchObject({ Status: 'unhealthy', Log: [{ ExitCode: 1 }] });
  engines.simulation.exit(`${NAME}-0`, 7);
  expect(await container.wait()).toEqual({ Error: null, StatusCode: 7 });
  expect(() => engines.simulation.exit(`${NAME}-0`, 7)).toThrow('does not run');
  const restarted = await create(1, { HostConfig: { RestartPolicy: { Name: 'always' } } });
  await restarted.start();
  const started = new Promise((resolve) => {
    void engines.simulated.docker.getEvents({ filters: { event: ['start'] } }).then((stream) => stream.once('data', resolve));
  });
  engines.simulation.exit(`${NAME}-1`, 1);
  await started;
  expect(await restarted.inspect()).toMatchObject({ RestartCount: 1, State: { Status: 'running' } });
});

test('what is not simulated is not found', async () => {
  const { modem } = engines.simulated.docker as unknown as { modem: { dial(options: object, callback: (error: unknown) => void): void } };
  const request = new Promise((_, reject) => {
    modem.dial({ path: '/swarm', method: 'GET', statusCodes: { 200: true } }, reject);
  });
  expect(await refusal(request)).toEqual([404, 'page not found']);
});
