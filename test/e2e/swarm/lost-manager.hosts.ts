import { waitUntil } from '../../../dev/machine/wait-until';
import {
  BaseImage, ContainerFile, ContainerHost, Endpoint, PortPublishing, ServiceDiscovery, Size, SwarmCluster,
} from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { NODE_DEFAULTS } from '../support/cluster';
import { testSwarm } from '../support/swarm';

const NAME = 'e2e-lost-manager';
const PORT = 8_090;

const swarm = testSwarm(3, NODE_DEFAULTS);
const stack = new AppliedStack(NAME);

beforeAll(() => swarm.pushImage());

/** A server on each node, which answers with a greeting. */
const synthesize = (greeting: string, lost: string[] = []) => stack.synthesize((within) => {
  const managers = Object.fromEntries(swarm.engines.map(({ name, host, address }) => (
    [name, new ContainerHost(within, name, { endpoint: Endpoint.of(host), address })])));
  const cluster = new SwarmCluster(within, 'cluster', {
    managers,
    lost,
    nodeDefaults: { noNewPrivileges: true, privateCgroupNamespace: true },
    discovery: ServiceDiscovery.DNS_ROUND_ROBIN,
    publishPorts: PortPublishing.ON_NODES_WITH_TASK,
  });
  const greetingFile: ContainerFile = { path: '/www/a', content: greeting };
  cluster.addCloneSet('server', {
    replicas: 2,
    image: BaseImage.fromRegistry(swarm.image),
    memory: Size.mebibytes(64),
    files: [greetingFile],
    command: ['httpd', '-f', '-h', '/www'],
    ports: [{ containerPort: 80, hostPort: PORT, hostIp: '0.0.0.0' }],
  });
});

/** Returns what the servers say. */
const answers = async () => (await Promise.all(swarm.engines.map(({ address }) => (
  fetch(`http://${address}:${PORT}/a`, { signal: AbortSignal.timeout(5_000) }).then((response) => response.text(), () => '')))))
  .filter((text) => text !== '');

async function apply(greeting: string, lost?: string[]): Promise<void> {
  synthesize(greeting, lost);
  expect(await stack.tryApply()).toMatchObject({ exitCode: 0 });
  expect(await answers()).toEqual([greeting, greeting]);
  synthesize(greeting, lost);
  expect(await stack.isUpToDate()).toBe(true);
}

test('a stack is changed through another manager while the first one is lost, and nothing is made again when it is back', async () => {
  const [first] = swarm.engines;
  await apply('hello');
  const before = await swarm.engines[1]!.docker.listServices();
  await first!.kill();
  await waitUntil('the swarm has a leader and its tasks', async () => (await answers()).length === 2, 120);
  synthesize('bye');
  expect((await stack.plan()).exitCode).toBe(1);
  await apply('bye', ['node1']);
  await first!.start();
  await waitUntil('the node is back', async () => (await first!.docker.info()).Swarm.ControlAvailable as boolean, 60);
  await apply('welcome');
  const ids = (services: ReadonlyArray<{ ID?: string }>) => services.map(({ ID: id }) => id);
  expect(ids(await first!.docker.listServices())).toEqual(ids(before));
  await stack.destroy();
}, 600_000);
