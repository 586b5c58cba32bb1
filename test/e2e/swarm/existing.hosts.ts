import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import {
  BaseImage, ContainerHost, Endpoint, IsolationReport, Mount, PlacementConstraint, RemovalPolicy, ServiceDiscovery, SwarmCluster,
} from '../../../src';
import { NODE_DEFAULTS } from '../support/cluster';
import { ExampleStack } from '../support/example';
import { testSwarm } from '../support/swarm';

const NAME = 'existing';

const swarm = testSwarm(3, NODE_DEFAULTS);
const folder = mkdtempSync(join(tmpdir(), `${NAME}-`));
const stack = new ExampleStack(folder, NAME);

/** A database on the storage node, and four workers on any, in a swarm of which the stack knows the first two nodes. */
function synthesize(): void {
  const app = new App({ outdir: folder });
  const terraform = new TerraformStack(app, NAME);
  new LocalBackend(terraform, { path: 'terraform.tfstate' });
  const [m1, w1] = swarm.engines.slice(0, 2).map(({ name, host, address }) => (
    new ContainerHost(terraform, name, { endpoint: Endpoint.of(host), address }))) as [ContainerHost, ContainerHost];
  const cluster = new SwarmCluster(terraform, 'swarm', {
    managers: { m1 },
    workers: { w1 },
    existing: true,
    nodeDefaults: { noNewPrivileges: true, privateCgroupNamespace: true },
    discovery: ServiceDiscovery.DNS_ROUND_ROBIN,
  });
  const image = BaseImage.fromRegistry(swarm.image);
  const data = cluster.addVolume('data', { removalPolicy: RemovalPolicy.DESTROY });
  cluster.addContainer('db', { image, command: ['sleep', '100000'], mounts: [Mount.volume(data, '/data')] });
  cluster.addCloneSet('workers', {
    image, command: ['sleep', '100000'], replicas: 4, placement: { constraints: [PlacementConstraint.notHostname('node2')], maxPerNode: 2 },
  });
  new IsolationReport(terraform, 'isolation', { host: cluster });
  app.synth();
}

/** Returns the nodes with running tasks of a service, one for each task. */
async function nodesOf(service: string): Promise<string[]> {
  const filters = { label: [`com.docker.swarm.service.name=${NAME}-swarm-${service}`], status: ['running'] };
  const found = await Promise.all(swarm.engines.map(async ({ name, docker }) => (
    (await docker.listContainers({ filters })).map(() => name))));
  return found.flat();
}

beforeAll(async () => {
  await swarm.pushImage();
  await swarm.init();
  await swarm.join();
  synthesize();
  await stack.terraform('init');
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a stack uses a swarm that exists, and its local volumes are on the storage node', async () => {
  expect(await stack.terraform('apply', '-auto-approve')).toContain('Apply complete!');
  expect(await nodesOf('db')).toEqual(['node2']);
  expect((await nodesOf('workers')).sort()).toEqual(['node1', 'node1', 'node3', 'node3']);
  expect(await stack.terraform('plan', '-detailed-exitcode')).toContain('No changes.');
}, 300_000);

test('the report of the manager names the node to which the stack has no connection', () => {
  const state = JSON.parse(readFileSync(join(stack.folder, 'terraform.tfstate'), 'utf8')) as {
    resources: { type: string; instances: { attributes: { text: string } }[] }[];
  };
  const reports = state.resources.filter(({ type }) => type === 'docker_isolation').flatMap(({ instances }) => instances);
  const texts = reports.map(({ attributes }) => attributes.text);
  expect(texts).toHaveLength(2);
  expect(texts.filter((text) => text.includes('Nodes of the swarm that are not attested'))).toEqual([
    expect.stringContaining('node3 (2 tasks of these services).'),
  ]);
});

test('a destroy leaves the swarm as it was', async () => {
  await stack.terraform('destroy', '-auto-approve');
  for (const { docker } of swarm.engines) {
    expect((await docker.info()).Swarm.LocalNodeState).toBe('active');
    expect(await docker.listContainers({ all: true })).toEqual([]);
    expect((await docker.listVolumes()).Volumes).toEqual([]);
  }
}, 120_000);
