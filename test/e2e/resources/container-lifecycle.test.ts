import { Config, Managed, Refused } from './managed';
import { containerPerTest } from './managed-per-test';
import { waitUntil } from '../../../dev/machine/wait-until';
import { docker } from '../engine/docker';
import { EngineProxy } from '../support/engine-proxy';

const PREFIX = 'e2e-lifecycle';
const plain: Config = { name: `${PREFIX}-one`, image: 'busybox:latest', command: ['sleep', '100000'], destroy_grace_seconds: 0 };

let container: Managed;

containerPerTest(PREFIX, (made) => { container = made; });

const shell = (line: string) => ['sh', '-c', line];
const own = () => docker.getContainer(container.id);
const names = async () => (await docker.listContainers({ all: true, filters: { name: [PREFIX] } })).flatMap(({ Names }) => Names).sort();
const refusal = async (config: Config) => {
  const error: unknown = await container.apply(config).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Refused);
  return (error as Refused).message;
};
const healthcheck = (test: string, more = {}) => [{ test: ['CMD-SHELL', test], interval: '100ms', timeout: '2s', retries: 2, ...more }];

describe('waiting', () => {
  test('lasts until the container is healthy', async () => {
    await container.apply({
      ...plain,
      wait: true,
      healthcheck: healthcheck('test -e /ready', { retries: 1000 }),
      command: shell('touch /ready; exec sleep 100000'),
    });
    expect((await own().inspect()).State.Health!.Status).toBe('healthy');
  });

  test('lasts until the container runs if it has no health check', async () => {
    await container.apply({ ...plain, wait: true });
    expect((await own().inspect()).State.Running).toBe(true);
  });

  test('fails at once when the container exits, with its last log lines, and keeps the container', async () => {
    const message = await refusal({
      ...plain,
      wait: true,
      wait_timeout: 250,
      healthcheck: healthcheck('false', { retries: 1000 }),
      command: shell('echo no database; echo giving up >&2; exit 3'),
    });
    expect(message).toContain('exited before it was healthy, with exit code 3');
    expect(message).toContain('no database');
    expect(message).toContain('giving up');
    expect(container.id).toBe((await docker.getContainer(`${PREFIX}-one`).inspect()).Id);
  });

  test('fails when the container is unhealthy, with the output of the health check', async () => {
    const message = await refusal({ ...plain, wait: true, wait_timeout: 250, healthcheck: healthcheck('echo not yet; exit 1') });
    expect(message).toContain('The engine reports it as unhealthy');
    expect(message).toContain('not yet');
  });

  test('has a timeout', async () => {
    const message = await refusal({
      ...plain,
      wait: true,
      wait_timeout: 1,
      healthcheck: healthcheck('false', { retries: 1000 }),
      command: shell('echo starting; sleep 100000'),
    });
    expect(message).toContain('not healthy within 1 s');
    expect(message).toContain('starting');
  });

  test('is repeated if the container was not healthy in time after a start', async () => {
    const asked = { ...plain, wait: true, healthcheck: healthcheck('test -e /ready') };
    await container.apply({ ...asked, start: false });
    for (let round = 0; round < 2; round++) expect(await refusal(asked)).toContain('The engine reports it as unhealthy');
    await (await own().exec({ Cmd: ['touch', '/ready'] })).start({});
    await waitUntil('it is healthy', async () => (await own().inspect()).State.Health!.Status === 'healthy');
    await container.apply(asked);
    expect(await container.plan(asked)).toEqual({ action: 'none', changed: [] });
  });

  test('continues while the engine restarts the container', async () => {
    await container.apply({
      ...plain,
      wait: true,
      restart: 'always',
      healthcheck: healthcheck('true'),
      command: shell('test -e /twice || { touch /twice; exit 1; }; exec sleep 100000'),
    });
    expect((await own().inspect()).RestartCount).toBe(1);
  });
});

describe('a creation that fails', () => {
  test('keeps a container that exits right after its start, and reports its last log lines', async () => {
    const message = await refusal({ ...plain, command: ['no-such-program'] });
    expect(message).toMatch(/no-such-program/);
    expect(await names()).toEqual([`/${PREFIX}-one`]);
    expect(container.id).toBeTruthy();
  });

  test('keeps the container if its port is taken', async () => {
    const other = new Managed('docker_container');
    await other.apply({ ...plain, name: `${PREFIX}-two`, ports: [{ internal: 80, external: 21490 }] });
    try {
      expect(await refusal({ ...plain, ports: [{ internal: 80, external: 21490 }] })).toMatch(/21490/);
      expect(container.id).toBe((await docker.getContainer(`${PREFIX}-one`).inspect()).Id);
    } finally {
      await other.destroy();
    }
  });

  test('creates and changes nothing if the name is taken', async () => {
    const other = await docker.createContainer({ name: `${PREFIX}-one`, Image: 'busybox:latest', Cmd: ['sleep', '100000'] });
    await other.start();
    const message = await refusal(plain);
    expect(message).toContain(`The name "${PREFIX}-one" is taken by another container`);
    expect(message).toContain('terraform import');
    expect(message).toContain('`create_before_destroy`');
    expect(container.state).toBeNull();
    expect((await other.inspect()).State.Running).toBe(true);
  });

  test('creates nothing if the image does not exist', async () => {
    expect(await refusal({ ...plain, image: 'no-such-image:ever' })).toContain('The engine has no image "no-such-image:ever"');
    expect(container.state).toBeNull();
    expect(await names()).toEqual([]);
  });

  test('finds the container, and creates no second one, if the connection broke after the engine created it', async () => {
    const proxy = await EngineProxy.start();
    proxy.loseOnce(/^POST \/containers\/create/);
    try {
      container = new Managed('docker_container', proxy.address);
      await container.apply({ ...plain, memory: 64, env: ['A=1'] });
      expect(proxy.lost).toBe(1);
      expect(await names()).toEqual([`/${PREFIX}-one`]);
      expect((await own().inspect()).State.Running).toBe(true);
      await container.destroy();
    } finally {
      proxy.stop();
    }
  });

  test('leaves nothing behind if the network does not exist', async () => {
    expect(await refusal({ ...plain, networks_advanced: [{ name: `${PREFIX}-nowhere` }] })).toContain(`${PREFIX}-nowhere`);
    await container.destroy();
    expect(await names()).toEqual([]);
  });
});

describe('removal', () => {
  test('gives the program its grace period', async () => {
    await container.apply({
      ...plain,
      destroy_grace_seconds: 30,
      command: shell('trap "echo bye > /out/bye; exit 0" TERM; while :; do sleep 0.1; done'),
      volumes: [{ volume_name: `${PREFIX}-out`, container_path: '/out' }],
    });
    try {
      await container.destroy();
      const reader = await docker.createContainer({
        name: `${PREFIX}-reader`,
        Image: 'busybox:latest',
        Cmd: ['cat', '/out/bye'],
        Tty: true,
        HostConfig: { Binds: [`${PREFIX}-out:/out`] },
      });
      await reader.start();
      await reader.wait();
      expect(String(await reader.logs({ stdout: true, follow: false }))).toContain('bye');
      await reader.remove();
    } finally {
      await docker.getVolume(`${PREFIX}-out`).remove();
    }
  });

  test('stops a paused container gracefully, too', async () => {
    await container.apply({ ...plain, destroy_grace_seconds: 1 });
    await own().pause();
    await container.destroy();
    expect(await names()).toEqual([]);
  });

  test('of a container that the engine removes on stop ends once the container is gone', async () => {
    await container.apply({ ...plain, rm: true, destroy_grace_seconds: 1 });
    await container.destroy();
    expect(await names()).toEqual([]);
  });

  test('of a container that is already gone succeeds', async () => {
    await container.apply(plain);
    await own().remove({ force: true });
    await container.destroy();
    expect(container.state).toBeNull();
  });

  test('removes anonymous volumes, and keeps them if configured to', async () => {
    const volumes = async () => (await docker.listVolumes()).Volumes.length;
    const before = await volumes();
    await container.apply({ ...plain, volumes: [{ container_path: '/own' }] });
    await container.destroy();
    expect(await volumes()).toBe(before);
    await container.apply({ ...plain, volumes: [{ container_path: '/own' }], remove_volumes: false });
    const { Mounts: [mount] } = await own().inspect();
    await container.destroy();
    await docker.getVolume(mount!.Name!).remove();
  });
});

describe('an update that fails', () => {
  test('stores in the state the changes that succeeded', async () => {
    const other = await docker.createContainer({ name: `${PREFIX}-two`, Image: 'busybox:latest' });
    await container.apply({ ...plain, memory: 64 });
    await container.apply({ ...plain, memory: 128, name: `${PREFIX}-two` }).catch(() => undefined);
    expect(container.values).toMatchObject({ name: `${PREFIX}-one`, memory: 64 });
    await other.remove();
    await container.apply({ ...plain, memory: 128, name: `${PREFIX}-two` });
    expect(await names()).toEqual([`/${PREFIX}-two`]);
  });
});

describe('an image with settings of its own', () => {
  const IMAGE = `${PREFIX}-image:latest`;

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

  test('uses the value of the image or the engine for an empty value, too', async () => {
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

  test('removes the entry point of the image with ""', async () => {
    const without = { ...bare, entrypoint: [''], command: ['sleep', '100000'] };
    await container.apply(without);
    expect(await container.plan(without)).toEqual({ action: 'none', changed: [] });
    expect((await own().inspect()).Config.Entrypoint).toBeNull();
  });

  test('keeps a health check that tests nothing if neither it nor the image has a test', async () => {
    const untested = { ...bare, image: 'busybox:latest', command: ['sleep', '100000'], healthcheck: [{ test: [], interval: '5s' }] };
    await container.apply(untested);
    expect(await container.plan(untested)).toEqual({ action: 'none', changed: [] });
    expect((await own().inspect()).State.Health).toBeUndefined();
  });

  test('returns to the values of the image for removed attributes', async () => {
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

  test.each([['nothing', bare], ['everything', full]])('plans no change after an import, having set %s', async (_, config) => {
    await container.apply(config);
    const imported = new Managed('docker_container');
    await imported.import(`${PREFIX}-own`);
    // The engine does not store the settings of the provider itself.
    expect(await imported.apply(config)).toEqual({ action: 'update', changed: ['destroy_grace_seconds'] });
    expect(imported.id).toBe(container.id);
    expect(await imported.plan(config)).toEqual({ action: 'none', changed: [] });
  });
});
