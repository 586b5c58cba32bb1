import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformStack } from 'cdktf';
import { provideEngine } from '../../../dev/engine/provide-engine';
import { ISOLATION_IMAGES } from '../../../dev/images/image-names';
import { provideImages } from '../../../dev/images/provide-images';
import {
  BaseImage, Container, ContainerHost, ContainerOptions, ContainerProps, Duration, HealthCheck, IsolationPolicy, Mount, Port,
} from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';
import { TEST_STATE } from '../support/engine';
import { run } from '../support/run';
import { PREPARATION } from '../support/shop';

const OFTEN = { interval: Duration.seconds(1), timeout: Duration.seconds(10), retries: 60 };

const image = (reference: string) => BaseImage.fromRegistry(reference);
const source = (path: string) => readFileSync(join(__dirname, '../../../examples/shop', path), 'utf8');

/** Widely used images, with the options that a stack sets under every policy. */
const IMAGES: Record<'nginx' | 'redis' | 'postgres' | 'app', ContainerOptions> = {
  nginx: { image: image('nginx:1.22'), healthCheck: HealthCheck.exec(['curl', '--fail', '--silent', 'http://localhost/'], OFTEN) },
  redis: { image: image('redis:7.0'), healthCheck: HealthCheck.exec(['redis-cli', 'ping'], OFTEN) },
  postgres: {
    image: image('postgres:15'),
    environment: { POSTGRES_PASSWORD: 'a secret of the test' },
    healthCheck: HealthCheck.exec(['pg_isready', '--username', 'postgres', '--host', 'localhost'], OFTEN),
  },
  app: {
    image: image('node:18-slim'),
    command: ['node', '/app/server.js'],
    healthCheck: HealthCheck.exec(['node', '/app/health.js'], OFTEN),
  },
};

/** The additional props that RESTRICTED requires, as documented in docs/guides/restricted-images.md. */
const RESTRICTED: Record<keyof typeof IMAGES, Partial<ContainerProps>> = {
  nginx: { user: '101:101', mounts: ['/var/cache/nginx', '/var/run'].map((folder) => Mount.tmpfs(folder, { owner: '101:101' })) },
  redis: { user: '999:999' },
  postgres: { user: '999:999', mounts: [Mount.tmpfs('/var/run/postgresql')] },
  app: { user: '1000:1000' },
};

describe.each([
  { policy: IsolationPolicy.BASELINE, name: 'e2e-official-baseline', isRestricted: false },
  { policy: IsolationPolicy.RESTRICTED, name: 'e2e-official-restricted', isRestricted: true },
])('official images in $name', ({ policy, name, isRestricted }) => {
  const stack = new AppliedStack(name);
  const exec = (which: string, ...command: string[]) => run('docker', ['exec', `${name}-host-${which}`, ...command]);

  function describeStack(within: TerraformStack): void {
    const host = ContainerHost.fromEnvironment(within, 'host');
    policy.enforce(within);
    const add = (which: keyof typeof IMAGES, options: Partial<ContainerOptions> = {}): Container =>
      host.addContainer(which, { ...IMAGES[which], ...isRestricted ? RESTRICTED[which] : {}, ...options });
    const nginx = add('nginx');
    nginx.connections.allowFromHost(Port.tcp(80));
    const postgres = add('postgres');
    const redis = add('redis');
    const app = add('app', {
      environment: { REDIS_HOST: redis.name },
      files: ['server.js', 'health.js'].map((file) => ({ path: `/app/${file}`, content: source(`app/${file}`) })),
      startAfter: [redis],
    });
    app.connections.allowTo(redis, Port.tcp(6379));
    app.connections.allowTo(postgres, Port.tcp(5432));
    app.connections.allowFromHost(Port.tcp(8080));
  }

  beforeAll(async () => {
    await provideImages(await provideEngine(TEST_STATE), TEST_STATE, ISOLATION_IMAGES);
    stack.synthesize(describeStack);
    // The apply ends when all containers are healthy.
    await stack.apply();
  }, PREPARATION);

  afterAll(() => stack.destroy());

  async function ask(which: string, port: number): Promise<string> {
    const { NetworkSettings } = await docker.getContainer(`${name}-host-${which}`).inspect();
    const answer = await fetch(`http://127.0.0.1:${NetworkSettings.Ports[`${port}/tcp`][0].HostPort}/`);
    expect(answer.status).toBe(200);
    return answer.text();
  }

  test('nginx serves a page', async () => {
    expect(await ask('nginx', 80)).toContain('Welcome to nginx!');
  });

  test('redis stores a value', async () => {
    expect(await exec('redis', 'redis-cli', 'ping')).toBe('PONG\n');
    expect(await exec('redis', 'redis-cli', 'set', 'greeting', 'hello')).toBe('OK\n');
    expect(await exec('redis', 'redis-cli', 'get', 'greeting')).toBe('hello\n');
    expect(await exec('redis', 'redis-cli', 'save')).toBe('OK\n');
  });

  test('postgres answers a query over the network, but only with the password', async () => {
    // Connects to the container's address, because postgres trusts every connection from `localhost`.
    const { NetworkSettings } = await docker.getContainer(`${name}-host-postgres`).inspect();
    const [{ IPAddress: address }] = Object.values(NetworkSettings.Networks);
    const query = 'create table if not exists t (n int); insert into t values (41); select n + 1 from t';
    const answer = (password: string) => exec(
      'postgres', 'env', `PGPASSWORD=${password}`, 'psql', '--host', address, '--username', 'postgres',
      '--quiet', '--tuples-only', '--command', query,
    );
    await expect(answer('a guess')).rejects.toThrow('password authentication failed');
    expect((await answer('a secret of the test')).trim()).toBe('42');
  });

  test('the application counts visits in redis, which it may reach', async () => {
    for (const visit of ['1', '2']) expect(await ask('app', 8080)).toContain(`<b id="visits">${visit}</b>`);
  });

  test('the serving processes do not run as root', async () => {
    const owners = async (which: string, program: string) => (await exec(
      which,
      'sh',
      '-c',
      `for each in /proc/[0-9]*; do [ "$(cat $each/comm 2>/dev/null)" = ${program} ] `
      + '&& sed -n \'s/^Uid:\\t[0-9]*\\t\\([0-9]*\\).*/\\1/p\' $each/status; done; true',
    )).trim().split('\n');
    expect(new Set(await owners('redis', 'redis-server'))).toEqual(new Set(['999']));
    expect(new Set(await owners('postgres', 'postgres'))).toEqual(new Set(['999']));
    // If nginx starts as root, its master process stays root, but its workers do not.
    expect(new Set(await owners('nginx', 'nginx'))).toEqual(new Set(isRestricted ? ['101'] : ['0', '101']));
  });

  test('the next plan is empty', async () => {
    stack.synthesize(describeStack);
    expect(await stack.isUpToDate()).toBe(true);
  });
});
