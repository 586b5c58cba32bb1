import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { finished } from '../../../dev/engine/progress';
import { stateIn } from '../../../dev/machine/state-folder';
import { Registry } from '../../../dev/registry/registry';
import { addSite } from '../../../examples/cluster/site';
import { BaseImage, ContainerHost, Duration, Endpoint, Port, PortPublishing, ServiceDiscovery, SwarmCluster } from '../../../src';
import { docker } from '../engine/docker';
import { TEST_STATE } from '../support/engine';
import { ExampleStack } from '../support/example';
import { requestsWhile } from '../support/lost-requests';
import { INSIDE, OUTSIDE, runInMachine } from '../support/user-mode-linux';

/* `npm run test:matrix` runs this in a machine whose kernel has IP Virtual Server: user-mode Linux. */

const NAME = 'ingress';
const PORT = 8_081;
const REGISTRY_PORT = 5_000;

const folder = mkdtempSync(join(tmpdir(), `${NAME}-`));
const stack = new ExampleStack(folder, NAME);
const registry = new Registry(stateIn(join(folder, 'state'), TEST_STATE.cache), {
  address: OUTSIDE, port: REGISTRY_PORT, storage: join(folder, 'images'),
});
/** Engines ask a registry at a loopback address without TLS. The machine passes it on. */
const image = `127.0.0.1:${REGISTRY_PORT}/nginx:1.22`;

interface Given {
  readonly text?: string;
  readonly isBroken?: boolean;
  readonly isEncrypted?: boolean;
}

function synthesize({ text = 'blue', isBroken = false, isEncrypted = false }: Given = {}): void {
  const app = new App({ outdir: folder });
  const terraform = new TerraformStack(app, NAME);
  new LocalBackend(terraform, { path: 'terraform.tfstate' });
  const machine = new ContainerHost(terraform, 'machine', { endpoint: Endpoint.of(process.env.DOCKER_HOST!), address: INSIDE });
  const cluster = new SwarmCluster(terraform, 'swarm', {
    managers: { machine },
    // Engine 26 has control groups of version 2, and services with privileges of their own.
    servicePrivileges: true,
    nodeDefaults: { privateCgroupNamespace: true },
    discovery: ServiceDiscovery.VIRTUAL_ADDRESS,
    publishPorts: PortPublishing.ON_ALL_NODES,
    encrypted: isEncrypted,
  });
  const site = addSite(terraform, cluster, {
    port: PORT,
    text,
    isBroken,
    image,
    // A check takes the only CPU of the machine for a second.
    checkEvery: Duration.seconds(10),
  });
  const client = cluster.addContainer('client', { image: BaseImage.fromRegistry(image), command: ['sleep', 'infinity'] });
  client.connections.allowTo(site.template, Port.tcp(8_080));
  app.synth();
}

async function apply(given: Given = {}): Promise<string> {
  synthesize(given);
  return stack.terraform('apply', '-auto-approve');
}

/** Returns the containers of the tasks of a service that run. */
async function tasksOf(service: string) {
  const filters = { label: [`com.docker.swarm.service.name=${service}`], status: ['running'] };
  return Promise.all((await docker.listContainers({ filters })).map(({ Id: id }) => docker.getContainer(id).inspect()));
}

/** Runs a command in the client's container, and returns what it prints. */
const inClient = async (command: string): Promise<string> => {
  const [{ State: { Pid: pid } }] = await tasksOf(`${NAME}-swarm-client`) as [Awaited<ReturnType<typeof tasksOf>>[number]];
  return runInMachine(`nsenter --target ${pid} --mount --net -- ${command}`);
};

beforeAll(async () => {
  await registry.start();
  await runInMachine([
    'modprobe ip_vs',
    `socat TCP-LISTEN:${REGISTRY_PORT},bind=127.0.0.1,fork,reuseaddr TCP:${OUTSIDE}:${REGISTRY_PORT} >/dev/null 2>&1 &`,
  ].join('\n'));
  await docker.getImage('nginx:1.22').tag({ repo: image.slice(0, image.lastIndexOf(':')), tag: '1.22' });
  await finished(docker, await docker.getImage(image).push({ authconfig: {} }) as NodeJS.ReadableStream);
  synthesize();
  await stack.terraform('init');
});

afterAll(async () => {
  await stack.attempt('destroy', '-auto-approve');
  await registry.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('one apply makes a swarm with virtual addresses and ports on all nodes, and a second plan is empty', async () => {
  expect(await apply()).toContain('Apply complete!');
  expect(await stack.terraform('plan', '-detailed-exitcode')).toContain('No changes.');
  // What the machine gets for this port is for the swarm, and not for a container with a port of its own.
  await runInMachine(`iptables --table nat --insert PREROUTING --protocol tcp --dport ${PORT} --jump DOCKER-INGRESS`);
  expect(await (await fetch(`http://${INSIDE}:${PORT}/`)).text()).toBe('blue\n');
});

test('tasks ask for their privileges themselves', async () => {
  const tasks = await tasksOf(`${NAME}-site`);
  expect(tasks).toHaveLength(2);
  for (const { HostConfig } of tasks) {
    const { SecurityOpt: options, CgroupnsMode: groups } = HostConfig as typeof HostConfig & { readonly CgroupnsMode: string };
    expect(options).toContain('no-new-privileges=true');
    expect(groups).toBe('private');
  }
});

test('a name has one virtual address, behind which are all tasks', async () => {
  const addresses = (await inClient(`getent ahostsv4 ${NAME}-site`)).trim().split('\n').map((line) => line.split(/\s/)[0]);
  const tasks = (await tasksOf(`${NAME}-site`)).flatMap(({ NetworkSettings: { Networks: networks } }) => (
    Object.values(networks).map(({ IPAddress: address }) => address)));
  expect(new Set(addresses).size).toBe(1);
  expect(tasks).not.toContain(addresses[0]);
  expect(await inClient(`curl --silent --max-time 10 http://${NAME}-site:8080/`)).toBe('blue\n');
});

test('a rolling update and a rollback lose no request', async () => {
  const lostWhile = async (happens: () => Promise<unknown>) => (await requestsWhile([`http://${INSIDE}:${PORT}/`], happens)).lost;
  expect(await lostWhile(() => apply({ text: 'green' }))).toEqual([]);
  expect(await (await fetch(`http://${INSIDE}:${PORT}/`)).text()).toBe('green\n');
  synthesize({ text: 'red', isBroken: true });
  expect(await lostWhile(async () => {
    const { exitCode, stderr } = await stack.attempt('apply', '-auto-approve');
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('rolled back')]);
  })).toEqual([]);
  expect(await (await fetch(`http://${INSIDE}:${PORT}/`)).text()).toBe('green\n');
});
