import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { docker } from './engine/docker';
import { lostDuring, send } from './front/load';
import { debianWith } from './support/debian-root';
import { onEngine } from './support/on-engine';
import { attempt, run } from './support/run';
import { waitUntil } from '../../dev/machine/wait-until';
import { Datacenter, HostName, HOSTS } from '../../examples/datacenter/stack';

const NAME = 'e2e-datacenter';
const [ENGINE_IMAGE, SERVICE_IMAGE] = [`${NAME}-engine:latest`, `${NAME}-haproxy:latest`];
const PORT = 21_790;
const URL = `http://127.0.0.1:${PORT}/`;

const folder = mkdtempSync(join(tmpdir(), 'berth-datacenter-'));
const file = (name: string) => join(folder, name);
const stackFolder = file(`out/stacks/${NAME}`);

beforeAll(async () => {
  const image = async (name: string, packages: readonly string[], tag: string) => (
    run('sh', ['-c', `tar -C ${await debianWith(`debian-${name}`, 'bookworm', packages)} -c . | docker import - ${tag}`]));
  await image('engine-ssh', ['docker.io', 'iptables', 'openssh-server'], ENGINE_IMAGE);
  await image('haproxy', ['haproxy'], SERVICE_IMAGE);
  await run('docker', ['save', '--output', file('haproxy.tar'), SERVICE_IMAGE]);
  for (const key of ['id', 'host_key']) {
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', key, '-f', file(key)]);
    chmodSync(file(key), 0o600);
  }
  mkdirSync(file('sockets'));
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await Promise.all([ENGINE_IMAGE, SERVICE_IMAGE].map((each) => docker.getImage(each).remove({ force: true })));
});

function terraform(...args: readonly string[]) {
  const env = { TF_VAR_host_private_key: readFileSync(file('host_key'), 'utf8'), CHECKPOINT_DISABLE: '1' };
  return attempt('terraform', [...args, '-input=false', '-no-color'], { cwd: stackFolder, env });
}

/** Synthesizes the data centre with these hosts, and applies it. */
async function apply(hosts: readonly HostName[], { drain = [], replicas = 6 }: { drain?: HostName[]; replicas?: number } = {}) {
  const app = new App({ outdir: file('out') });
  new Datacenter(app, NAME, {
    hosts,
    drain,
    replicas,
    port: PORT,
    engineImage: ENGINE_IMAGE,
    serviceImage: SERVICE_IMAGE,
    serviceArchive: file('haproxy.tar'),
    socketFolder: file('sockets'),
    ssh: {
      hostKey: readFileSync(file('host_key.pub'), 'utf8').trim(),
      authorizedKeys: [readFileSync(file('id.pub'), 'utf8').trim()],
      identityFile: file('id'),
    },
  });
  app.synth();
  await terraform('init');
  return terraform('apply', '-auto-approve');
}

async function applied(...args: Parameters<typeof apply>): Promise<string> {
  const { exitCode, stdout, stderr } = await apply(...args);
  expect([exitCode, exitCode === 0 ? '' : stdout.slice(-3_000) + stderr]).toEqual([0, '']);
  return stdout;
}

const isUpToDate = async () => (await terraform('plan', '-detailed-exitcode')).exitCode === 0;

/** Runs the `docker` command in the container of a nested engine. */
const within = (host: HostName, ...command: readonly string[]) =>
  run('docker', ['exec', `${NAME}-${host}engine-engine`, 'docker', '-H', 'unix:///run/docker.sock', ...command]);

/** Returns the clones on each host. */
async function clones(hosts: readonly HostName[]): Promise<Record<string, string[]>> {
  const lists = await Promise.all(hosts.map(async (host) => (
    [host, (await within(host, 'ps', '--format', '{{.Names}}')).trim().split('\n').filter(Boolean).sort()] as const)));
  return Object.fromEntries(lists);
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `${NAME}-service-${index}`);
const all = (on: Record<string, string[]>) => Object.values(on).flat().sort();

/** Returns the clones that answer at the front. */
async function answering(): Promise<string[]> {
  const found = new Set<string>();
  for (let count = 0; count < 60; count += 1) found.add((await send(URL)).body);
  return [...found].sort();
}

/** Waits until all clones answer: the front asks the servers that it takes for dead once a second. */
const allAnswer = (count: number) => waitUntil('all clones answer', async () => (await answering()).length === count);

test('one apply makes three hosts, and fills them with a service behind one address', async () => {
  await applied(HOSTS);
  const on = await clones(HOSTS);
  expect(all(on)).toEqual(names(6));
  expect(Object.values(on).map(({ length }) => length)).toEqual([2, 2, 2]);
  await allAnswer(6);
  expect(await isUpToDate()).toBe(true);
});

test('a host is drained while a client counts lost requests: none', async () => {
  expect(await lostDuring(URL, () => applied(HOSTS, { drain: ['ssh'] }))).toEqual([]);
  const on = await clones(HOSTS);
  expect(on.ssh).toEqual([]);
  expect(all(on)).toEqual(names(6));
  expect(await isUpToDate()).toBe(true);
});

test('it is removed, and another one is added, without a lost request', async () => {
  expect(await lostDuring(URL, () => applied(['tls', 'socket']))).toEqual([]);
  expect((await docker.listContainers({ all: true })).flatMap(({ Names: each }) => each)).not.toContain(`/${NAME}-sshengine-engine`);
  await allAnswer(6);
  expect(await lostDuring(URL, () => applied(HOSTS))).toEqual([]);
  expect(Object.values(await clones(HOSTS)).map(({ length }) => length)).toEqual([2, 2, 2]);
  expect(await isUpToDate()).toBe(true);
});

test('a host that is away for a minute in the middle of an apply is an error that names it, and one more apply does the rest', async () => {
  const engine = docker.getContainer(`${NAME}-socketengine-engine`);
  await engine.pause();
  const { exitCode, stderr } = await apply(HOSTS, { replicas: 9 }).finally(() => engine.unpause());
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/socket/);
  await applied(HOSTS, { replicas: 9 });
  expect(all(await clones(HOSTS))).toEqual(names(9));
  expect(await isUpToDate()).toBe(true);
});

test('destroying it leaves nothing', async () => {
  expect((await terraform('destroy', '-auto-approve')).exitCode).toBe(0);
  expect(await onEngine(NAME)).toEqual([]);
});
