import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateIn } from '../../../dev/machine/state-folder';
import { Registry } from '../../../dev/registry/registry';
import {
  BaseImage, FirewallRule, HostBootstrap, HostDefault, HostDeviation, PortPublishing, ServiceDiscovery, SshHost, SwarmCluster,
} from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { SshMachine } from '../host/ssh-machine';
import { TEST_STATE } from '../support/engine';
import { addGreeting, GREETING_PORT, greetingsOf } from '../support/greeting';
import { attempt, run } from '../support/run';

const NAME = 'e2e-provisioned-nodes';
const NODES = ['m1', 'w1', 'w2'];
/** An address that the machines reach. */
const REGISTRY_ADDRESS = '198.19.251.1';

const stack = new AppliedStack(NAME);
const folder = mkdtempSync(join(tmpdir(), 'bpn-'));
const busybox = join(folder, 'busybox.tar');
const registry = new Registry(stateIn(folder, TEST_STATE.cache), { address: REGISTRY_ADDRESS, storage: join(folder, 'images') });

interface Node {
  readonly name: string;
  readonly machine: SshMachine;
  readonly address: string;
  readonly hostKey: string;
}

const nodes: Node[] = [];

/** Starts a bare machine. Its engine, once it has one, asks the registry without TLS. */
async function startNode(name: string): Promise<Node> {
  const machine = await SshMachine.start(`${NAME}-${name}`);
  await machine.bare.run('sh', '-c', `echo 'DOCKER_OPTS="--insecure-registry ${registry.host}"' >>/etc/default/docker`);
  return { name, machine, address: await machine.address(), hostKey: await machine.hostKey() };
}

beforeAll(async () => {
  await run('ip', ['address', 'replace', `${REGISTRY_ADDRESS}/32`, 'dev', 'lo']);
  await registry.start();
  await run('docker', ['save', '--output', busybox, 'busybox:latest']);
  for (const name of NODES) nodes.push(await startNode(name));
}, 900_000);

afterAll(async () => {
  for (const { machine } of nodes) await machine.remove();
  await registry.stop();
  await attempt('ip', ['address', 'delete', `${REGISTRY_ADDRESS}/32`, 'dev', 'lo']);
  rmSync(folder, { recursive: true });
});

const synthesize = (greeting = 'hello') => stack.synthesize((within) => {
  const bootstrap = new HostBootstrap({
    swarm: true,
    openPorts: FirewallRule.swarm(nodes.map(({ address }) => address)),
    // Not those of the network that the machines are in.
    addressPools: [{ base: '10.90.0.0/16', size: 24 }],
    deviations: [HostDeviation.of(HostDefault.USER_NAMESPACES, 'A container that is a machine can make none.')],
  });
  const hosts = Object.fromEntries(nodes.map(({ name, machine, address, hostKey }) => [name, new SshHost(within, name, {
    hostname: address, hostKey, user: 'root', identityFile: machine.identityFile, bootstrap,
  })]));
  const { m1, ...workers } = hosts;
  const cluster = new SwarmCluster(within, 'cluster', {
    managers: { m1 },
    workers,
    nodeDefaults: { noNewPrivileges: true, privateCgroupNamespace: true },
    discovery: ServiceDiscovery.DNS_ROUND_ROBIN,
    publishPorts: PortPublishing.ON_NODES_WITH_TASK,
    imageRegistry: registry.host,
  });
  addGreeting(cluster, BaseImage.fromArchive(busybox), greeting);
});

const answers = () => greetingsOf(nodes.map(({ address }) => `${address}:${GREETING_PORT}`));

/** Returns what the engine of each machine tells. */
const onEach = (...command: readonly string[]) => Promise.all(nodes.map(async ({ machine }) => (
  (await machine.bare.run('docker', ...command)).trim())));

test('a plan of machines without engines connects to none', async () => {
  synthesize();
  await stack.initialize();
  expect(await stack.plan()).toMatchObject({ exitCode: 2 });
});

test('one apply bootstraps machines, and makes a swarm of them and services', async () => {
  await stack.apply();
  expect(await answers()).toEqual(['hello', 'hello', 'hello']);
  expect(await onEach('info', '--format', '{{.Swarm.LocalNodeState}} {{.Swarm.ControlAvailable}}')).toEqual([
    'active true', 'active false', 'active false',
  ]);
}, 900_000);

test('the next plan is empty', async () => {
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
}, 120_000);

test('another greeting changes the service, and no machine', async () => {
  synthesize('bye');
  const { stdout } = await stack.plan();
  expect(stdout).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');
  await stack.apply();
  expect(await answers()).toEqual(['bye', 'bye', 'bye']);
}, 300_000);

test('destroying it leaves the machines with engines that are in no swarm and have nothing', async () => {
  await stack.destroy();
  expect(await onEach('info', '--format', '{{.Swarm.LocalNodeState}}')).toEqual(['inactive', 'inactive', 'inactive']);
  expect(await onEach('ps', '--all', '--quiet')).toEqual(['', '', '']);
  expect(await onEach('volume', 'ls', '--quiet')).toEqual(['', '', '']);
  expect(await onEach('network', 'ls', '--filter', 'driver=overlay', '--quiet')).toEqual(['', '', '']);
}, 300_000);
