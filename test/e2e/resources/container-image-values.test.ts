import { Config, Managed } from './managed';
import { containerPerTest } from './managed-per-test';
import { docker } from '../engine/docker';

const PREFIX = 'e2e-image-values';
const IMAGE = `${PREFIX}-image:latest`;

let container: Managed;

containerPerTest(PREFIX, (made) => { container = made; });

const own = () => docker.getContainer(container.id);

beforeEach(async () => {
  const base = await docker.createContainer({
    Image: 'busybox:latest',
    Env: ['FROM=image', 'PATH=/bin'],
    Labels: { from: 'image' },
    User: '1000',
    WorkingDir: '/tmp',
    Volumes: { '/data': {} },
    ExposedPorts: { '80/tcp': {} },
    Entrypoint: ['sleep'],
    Cmd: ['100000'],
    StopSignal: 'SIGUSR1',
    Healthcheck: { Test: ['CMD', 'true'], Interval: 5e9, Retries: 7 },
  });
  await base.commit({ repo: IMAGE.split(':')[0], tag: 'latest' });
  await base.remove({ v: true });
});

const bare: Config = { name: `${PREFIX}-own`, image: IMAGE, destroy_grace_seconds: 0 };
const full: Config = {
  ...bare,
  env: ['FROM=author', 'MORE=1'],
  labels: [{ label: 'by', value: 'author' }],
  user: '1001',
  working_dir: '/var',
  entrypoint: ['sh', '-c'],
  command: ['sleep 100000'],
  stop_signal: 'SIGINT',
  volumes: [{ container_path: '/other' }],
  healthcheck: [{ test: ['CMD', 'false'], interval: '90s' }],
};

test.each([['nothing', bare], ['everything', full]])('plans no change after setting %s', async (_, config) => {
  await container.apply(config);
  expect(await container.plan(config)).toEqual({ action: 'none', changed: [] });
});

test('uses the value of the image or the engine for an empty value', async () => {
  const empty = {
    ...bare,
    user: '',
    working_dir: '',
    entrypoint: [],
    command: [],
    shell: [],
    stop_signal: '',
    hostname: '',
    log_driver: '',
    runtime: '',
    ipc_mode: '',
    pid_mode: '',
  };
  await container.apply(empty);
  expect(await container.plan(empty)).toEqual({ action: 'none', changed: [] });
  expect((await own().inspect()).Config).toMatchObject({ User: '1000', WorkingDir: '/tmp', Entrypoint: ['sleep'], Cmd: ['100000'] });
});

test('removes the image\'s entry point if the configured one is ""', async () => {
  const without = { ...bare, entrypoint: [''], command: ['sleep', '100000'] };
  await container.apply(without);
  expect(await container.plan(without)).toEqual({ action: 'none', changed: [] });
  expect((await own().inspect()).Config.Entrypoint).toBeNull();
});

test.each<[string, object]>([
  ['without a test', {}],
  ['with an empty test', { test: [] }],
])('keeps the image\'s test for a health check %s', async (_, test) => {
  const checked = (check: object) => ({ ...bare, healthcheck: [check] });
  const slower = checked({ ...test, interval: '90s' });
  await container.apply(slower);
  expect((await own().inspect()).Config.Healthcheck).toEqual({ Test: ['CMD', 'true'], Interval: 90e9, Retries: 7 });
  expect(await container.plan(slower)).toEqual({ action: 'none', changed: [] });
  expect(await container.plan(checked({ interval: '1m30s' }))).toEqual({ action: 'none', changed: [] });
  expect(await container.plan(checked({ interval: '5m' }))).toMatchObject({ action: 'replace', changed: ['healthcheck'] });
  expect(await container.plan(checked({ test: ['CMD', 'false'], interval: '90s' }))).toMatchObject({ action: 'replace' });
});

test('plans no change for a health check without a test if the image has none either', async () => {
  const untested = { ...bare, image: 'busybox:latest', command: ['sleep', '100000'], healthcheck: [{ test: [], interval: '5s' }] };
  await container.apply(untested);
  expect(await container.plan(untested)).toEqual({ action: 'none', changed: [] });
  expect((await own().inspect()).State.Health).toBeUndefined();
});

test('returns to the image\'s values when attributes are removed', async () => {
  await container.apply(full);
  const plan = await container.apply(bare);
  expect(plan).toEqual({
    action: 'replace',
    changed: expect.arrayContaining([
      'env', 'labels', 'user', 'working_dir', 'entrypoint', 'command', 'stop_signal', 'volumes', 'healthcheck',
    ]),
  });
  const { Config: config } = await own().inspect();
  expect(config).toMatchObject({
    User: '1000', WorkingDir: '/tmp', Entrypoint: ['sleep'], Cmd: ['100000'], StopSignal: 'SIGUSR1', Labels: { from: 'image' },
  });
  expect(config.Env).toEqual(['FROM=image', 'PATH=/bin']);
});

test.each([['nothing', bare], ['everything', full]])('plans no change after an import of a container that sets %s', async (_, config) => {
  await container.apply(config);
  const imported = new Managed('docker_container');
  await imported.import(`${PREFIX}-own`);
  // The engine does not store the settings of the provider itself.
  expect(await imported.apply(config)).toEqual({ action: 'update', changed: ['destroy_grace_seconds'] });
  expect(imported.id).toBe(container.id);
  expect(await imported.plan(config)).toEqual({ action: 'none', changed: [] });
});
