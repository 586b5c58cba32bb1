import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { visit } from '../../../dev/demo/shop-page';
import { waitUntil } from '../../../dev/machine/wait-until';
import { NodeEngine } from '../../../dev/swarm/node-engine';
import { Cluster } from '../../../examples/cluster/stack';
import { clusterEngines, startCluster } from '../support/cluster';
import { ExampleStack } from '../support/example';
import { requestsWhile } from '../support/lost-requests';

const NAME = 'cluster';
const JOBS = 500;
const PORT = 8_080;

const engines = clusterEngines();
const folder = mkdtempSync(join(tmpdir(), `${NAME}-`));
const stack = new ExampleStack(folder, NAME);

interface Given {
  readonly color?: string;
  readonly workers?: number;
  readonly drain?: string[];
  readonly isBroken?: boolean;
}

function synthesize({ color = 'blue', workers = 6, drain = [], isBroken = false }: Given): void {
  const app = new App({ outdir: folder });
  const nodes = Object.fromEntries(engines.engines.map(({ name, host, address }) => [name, { host, address }]));
  new Cluster(app, NAME, { nodes, drain, hasIpVs: false, port: PORT, workers, jobs: JOBS, color, isBroken });
  app.synth();
}

async function apply(given: Given = {}): Promise<string> {
  synthesize(given);
  return stack.terraform('apply', '-auto-approve');
}

/** Returns the nodes with running tasks of a service, one for each task. */
async function nodesOf(service: string): Promise<string[]> {
  const running = engines.engines.filter(({ pid }) => pid !== undefined);
  const found = await Promise.all(running.map(async ({ name, docker }) => {
    const filters = { label: [`com.docker.swarm.service.name=${NAME}-${service}`], status: ['running'] };
    return (await docker.listContainers({ filters })).map(() => name);
  }));
  return found.flat();
}

/** Returns the requests to the servers of the site that are lost while something happens. At least one is sent. */
async function lostWhile(happens: () => Promise<unknown>): Promise<readonly string[]> {
  const { sent, lost } = await requestsWhile(engines.engines.map(({ address }) => `http://${address}:${PORT + 1}`), happens);
  expect(sent).toBeGreaterThan(0);
  return lost;
}

/** Returns what the servers of the site say. */
async function siteSays(): Promise<string[]> {
  const addresses = engines.engines.filter(({ pid }) => pid !== undefined).map(({ address }) => `http://${address}:${PORT + 1}`);
  const said = await Promise.all(addresses.map((each) => fetch(each).then((response) => response.text(), () => '')));
  return said.map((text) => text.trim()).filter((text) => text !== '');
}

async function leader(): Promise<NodeEngine> {
  const [{ docker }] = engines.engines.filter(({ pid }) => pid !== undefined) as [NodeEngine];
  const nodes = await docker.listNodes() as Array<{ Description: { Hostname: string }; ManagerStatus?: { Leader?: boolean } }>;
  const found = nodes.find(({ ManagerStatus: status }) => status?.Leader)!;
  return engines.engines.find(({ name }) => name === found.Description.Hostname)!;
}

/** Visits the page on the node that publishes it. */
async function visitShop(): Promise<number> {
  const [name] = await nodesOf('web');
  return visit(`http://${engines.engines.find((engine) => engine.name === name)!.address}:${PORT}`);
}

beforeAll(async () => {
  await startCluster(engines, 3);
  synthesize({});
  await stack.terraform('init');
}, 600_000);

afterAll(async () => {
  await engines.remove();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

test('one apply makes the swarm and everything in it, and a second plan is empty', async () => {
  expect(await apply()).toContain('Apply complete!');
  expect(await stack.terraform('plan', '-detailed-exitcode')).toContain('No changes.');
  const first = await visitShop();
  expect(await visitShop()).toBe(first + 1);
}, 600_000);

test('tasks have what nodes do for them, and only the networks of their connections', async () => {
  const [name] = await nodesOf('app');
  const { docker } = engines.engines.find((engine) => engine.name === name)!;
  const [task] = await docker.listContainers({ filters: { label: [`com.docker.swarm.service.name=${NAME}-app`] } });
  const id = task!.Id;
  const { HostConfig: host, NetworkSettings: { Networks: networks } } = await docker.getContainer(id).inspect();
  expect(host).toMatchObject({ CapDrop: ['ALL'], Memory: 2 ** 30, PidsLimit: 1024, CgroupnsMode: 'private' });
  expect(Object.keys(networks).map((each) => each.replace(/-[\d-]+$/, '')).sort()).toEqual(['cluster-app-redis', 'cluster-app-web']);
  const exec = await docker.getContainer(id).exec({ Cmd: ['grep', 'NoNewPrivs', '/proc/1/status'], AttachStdout: true });
  const output = await exec.start({});
  const text: string = await new Promise((resolve) => output.on('data', (chunk: Buffer) => resolve(chunk.toString())));
  expect(text).toContain('1');
}, 60_000);

test('a drained node has no tasks, no request is lost, and the page of the shop counts on', async () => {
  const before = await visitShop();
  const drained = (await nodesOf('batch-pool')).find((name) => name !== 'node1')!;
  expect(await lostWhile(async () => expect(await apply({ drain: [drained] })).toContain('Apply complete!'))).toEqual([]);
  // The apply waits until the node is empty, and the swarm goes on to start what was on it.
  await waitUntil('all workers run', async () => (await nodesOf('batch-pool')).length === 6, 60);
  await waitUntil('the site has all servers', async () => (await nodesOf('site')).length === 2, 60);
  expect(await nodesOf('batch-pool')).not.toContain(drained);
  expect(await stack.terraform('plan', '-detailed-exitcode')).toContain('No changes.');
  expect(await visitShop()).toBeGreaterThan(before);
  expect(await apply()).toContain('Apply complete!');
}, 600_000);

test('another color rolls through all workers and servers, and no request is lost', async () => {
  expect(await lostWhile(async () => expect(await apply({ color: 'green' })).toContain('Apply complete!'))).toEqual([]);
  expect(await nodesOf('batch-pool')).toHaveLength(6);
  expect(await siteSays()).toEqual(['green', 'green']);
}, 600_000);

test('servers that are not healthy are rolled back, no request is lost, and the apply says so', async () => {
  const broken: Given = { color: 'red', isBroken: true };
  expect(await lostWhile(async () => {
    synthesize(broken);
    const { exitCode, stderr } = await stack.attempt('apply', '-auto-approve');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('rolled back');
    expect(stderr).toContain(`${NAME}-site`);
  })).toEqual([]);
  // On a busy machine, a check of the health of a server takes too long now and then, and the swarm replaces it.
  await waitUntil('both servers are as before', async () => `${await siteSays()}` === 'green,green', 60);
  // What runs is not what the stack says, and the next plan shows it.
  const { exitCode, stdout } = await stack.attempt('plan', '-detailed-exitcode');
  expect(exitCode).toBe(2);
  expect(stdout).toContain('docker_service.site');
  expect(await apply({ color: 'green' })).toContain('Apply complete!');
  expect(await stack.terraform('plan', '-detailed-exitcode')).toContain('No changes.');
}, 600_000);

test.each<[string, () => Promise<NodeEngine>]>([
  ['a node that is no leader', async () => {
    const { name: leading } = await leader();
    return engines.engines.find(({ name }) => name !== leading)!;
  }],
  ['the leader', leader],
])('what was on %s runs elsewhere when it is lost, and no request is lost', async (_, find) => {
  const lost = await find();
  expect(await lostWhile(async () => {
    await lost.kill();
    await waitUntil('all workers run on the other nodes', async () => (await nodesOf('batch-pool')).length === 6, 120);
    await waitUntil('the site has all servers', async () => (await nodesOf('site')).length === 2, 120);
    await waitUntil('the swarm has a leader', async () => (await leader()).name !== lost.name, 60);
  })).toEqual([]);
  await lost.start();
  await waitUntil('the node is back', async () => (await lost.docker.info()).Swarm.LocalNodeState === 'active', 60);
  await waitUntil('it is reachable', async () => (await leader()) !== undefined, 60);
  expect(await apply({ color: 'green' })).toContain('Apply complete!');
  expect(await stack.terraform('plan', '-detailed-exitcode')).toContain('No changes.');
}, 600_000);

test('workers whose limits are above the bounds of their virtual container host are refused at synthesis', () => {
  expect(() => synthesize({ workers: 99 })).toThrow('and may have 100');
  synthesize({ color: 'green' });
});

test('a destroy leaves nothing', async () => {
  await stack.terraform('destroy', '-auto-approve');
  for (const { docker } of engines.engines) {
    expect((await docker.info()).Swarm.LocalNodeState).toBe('inactive');
    expect(await docker.listContainers({ all: true })).toEqual([]);
  }
}, 600_000);
