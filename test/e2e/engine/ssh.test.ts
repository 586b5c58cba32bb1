import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker, NOWHERE, SOCKET } from './docker';
import { SshServer } from './ssh-server';
import { waitUntil } from '../../../dev/machine/wait-until';
import { resolveEndpoint } from '../../../provider/engine/endpoint/resolve';
import { Engine } from '../../../provider/engine/engine';
import { EngineError } from '../../../provider/engine/errors';
import { run } from '../support/run';
import { Workspace, WorkspaceOptions } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const PREFIX = 'e2e-ssh';

const newWorkspace = workspacePerTest(PREFIX);
const folder = mkdtempSync(join(tmpdir(), 'berth-ssh-test-'));
/** The folder for the sockets of the providers in these tests, and of no others. */
const TMPDIR = folder;
let server: SshServer;

async function workspaceWith(provider: object, resource: object, env: WorkspaceOptions['env'] = {}): Promise<Workspace> {
  return newWorkspace({ provider: { docker: provider }, resource }, { env: { ...NOWHERE, TMPDIR, ...env } });
}

const VOLUME = { docker_volume: { data: { name: `${PREFIX}-data` } } };
const stack = (count: number) => ({
  docker_network: { net: { name: `${PREFIX}-net` } },
  ...VOLUME,
  docker_container: {
    web: {
      count,
      name: `${PREFIX}-\${count.index}`,
      image: 'busybox:latest',
      command: ['sleep', '100000'],
      wait: true,
      destroy_grace_seconds: 0,
      // Engine 20.10 can miscount the containers of a network in which many start at once, and then refuses to remove it.
      network_mode: '${count.index == 0 ? docker_network.net.name : "none"}',
      upload: [{ file: '/etc/greeting', content: 'hello' }],
    },
  },
});

/** @param others  the clients of this process, which last as long as it does */
async function nothingIsLeft(others = 0): Promise<void> {
  await waitUntil('no ssh is left', async () => (await server.clients()).length === others);
  await waitUntil('no socket is left', () => readdirSync(folder).filter((name) => name.startsWith('berth-ssh-')).length === 0);
}

beforeAll(async () => {
  server = await SshServer.start();
});

afterAll(async () => {
  await server.remove();
  rmSync(folder, { recursive: true });
});

test('creates, plans and destroys a whole stack over one connection for each run of the provider', async () => {
  const terraform = await workspaceWith({ host: server.address(SOCKET), ssh_opts: server.options() }, stack(12));
  const planned = server.accepted;
  expect((await terraform.plan()).changes).toHaveLength(14);
  expect(server.accepted - planned).toBe(0);

  const before = server.accepted;
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  expect(server.accepted - before).toBe(1);
  await nothingIsLeft();
  expect((await docker.getContainer(`${PREFIX}-11`).inspect()).State.Running).toBe(true);

  expect((await terraform.plan()).changes).toEqual([]);
  expect(server.accepted - before).toBe(2);
  expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  // A destroy refreshes first, over another connection.
  expect(server.accepted - before).toBe(4);
  expect(await docker.listContainers({ all: true, filters: { name: [PREFIX] } })).toEqual([]);
  await nothingIsLeft();
});

test.each<[string, () => object, () => Promise<WorkspaceOptions['env']>]>([
  ['DOCKER_HOST', () => ({ ssh_opts: server.options() }), async () => ({ DOCKER_HOST: server.address(SOCKET) })],
  ['a context', () => ({ context: PREFIX, ssh_opts: server.options() }), async () => {
    const env = { ...NOWHERE, DOCKER_CONFIG: join(folder, 'config') };
    await run('docker', ['context', 'create', PREFIX, '--docker', `host=${server.address(SOCKET)}`], { env });
    return env;
  }],
])('works with %s', async (_what, provider, env) => {
  const terraform = await workspaceWith(provider(), VOLUME, await env());
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await docker.getVolume(`${PREFIX}-data`).inspect()).Name).toBe(`${PREFIX}-data`);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
});

describe('fails with the message of ssh and advice for', () => {
  test.each<[string, () => object, RegExp, RegExp]>([
    ['a changed host key', () => ({ host: server.address(SOCKET), ssh_opts: server.options({ known: 'known_wrongly' }) }),
      /Host key verification failed/, /HOST IDENTIFICATION HAS CHANGED[^]*ssh-keygen -R/],
    ['an unknown host', () => ({ host: server.address(SOCKET), ssh_opts: server.options({ known: 'nothing' }) }),
      /Host key verification failed/, /does not know the host key of .*@127\.0\.0\.1 yet/],
    ['an unknown user key', () => ({ host: server.address(SOCKET), ssh_opts: server.options({ key: 'stranger' }) }),
      /Permission denied \(publickey\)/, /accepts none of the keys/],
    [
      'a host without an sshd', () => ({ host: 'ssh://127.0.0.1:1', ssh_opts: server.options() }), /Connection refused/,
      /No sshd listens there/,
    ],
    ['a socket without an engine', () => ({ host: server.address('/nowhere/docker.sock'), ssh_opts: server.options() }),
      /open failed/, /was reached, but not the socket \/nowhere\/docker\.sock there/],
    [
      'an invalid option', () => ({ host: server.address(SOCKET), ssh_opts: ['-o', 'Nonsense=yes'] }), /./,
      /Bad configuration option[^]*Check `ssh_opts`|Check `ssh_opts`/,
    ],
  ])('%s', async (_what, provider, summary, detail) => {
    const before = server.accepted;
    const terraform = await workspaceWith(provider(), VOLUME);
    const { ok, diagnostics } = await terraform.apply();
    expect(ok).toBe(false);
    expect(diagnostics[0]!.summary).toMatch(summary);
    expect(diagnostics[0]!.detail).toMatch(detail);
    expect(server.accepted - before).toBeLessThanOrEqual(1);
    expect((await docker.listVolumes({ filters: { name: [PREFIX] } })).Volumes).toEqual([]);
    await nothingIsLeft();
  });

  test('a machine without ssh', async () => {
    const path = process.env.PATH;
    process.env.PATH = '/nowhere';
    try {
      await expect(engine().version()).rejects.toThrow(/not found/);
      await expect(engine().version()).rejects.toMatchObject({ diagnostics: [{ detail: expect.stringContaining('has no `ssh`') }] });
    } finally {
      process.env.PATH = path;
    }
  });
});

function engine(): Engine {
  return new Engine(() => resolveEndpoint({ host: server.address(SOCKET), ssh_opts: server.options() }, {}));
}

test('a lost connection fails the calls in flight, and is opened again for later ones', async () => {
  const own = engine();
  await own.call('list images', (remote) => remote.listImages());
  const waiting = own.call('wait for the end of the connection', (remote) => new Promise((_, reject) => {
    void remote.getEvents({}).then((events) => events.on('close', () => reject(new Error('closed'))).resume());
  }));
  const lost = expect(waiting).rejects.toBeInstanceOf(EngineError);
  await server.down();
  await lost;
  // Until ssh has ended, calls report the lost connection.
  await waitUntil('ssh has ended', async () => (await server.clients()).length === 0);
  await expect(own.call('list images', (remote) => remote.listImages()).finally(() => server.up())).rejects.toThrow(/Connection refused/);
  expect((await own.call('list images', (remote) => remote.listImages())).length).toBeGreaterThan(0);
  expect(server.accepted).toBe(1);
});

test('a killed provider leaves no ssh behind', async () => {
  const terraform = await workspaceWith({ host: server.address(SOCKET), ssh_opts: server.options() }, {
    docker_container: {
      slow: {
        name: `${PREFIX}-0`,
        image: 'busybox:latest',
        command: ['sleep', '100000'],
        network_mode: 'none',
        wait: true,
        wait_timeout: 250,
        healthcheck: [{ test: ['CMD', 'false'], interval: '1s', retries: 1000 }],
      },
    },
  });
  const others = (await server.clients()).length;
  const applying = terraform.start('apply', '-auto-approve', '-input=false');
  await waitUntil(
    'the container runs', () => docker.getContainer(`${PREFIX}-0`).inspect().then(({ State }) => State.Running, () => false),
  );
  expect(await server.clients()).toHaveLength(others + 1);
  const ended = new Promise((resolve) => applying.once('exit', resolve));
  process.kill(-applying.pid!, 'SIGKILL');
  await ended;
  await nothingIsLeft(others);
});
