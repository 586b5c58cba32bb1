import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateIn } from '../../../dev/machine/state-folder';
import { waitUntil } from '../../../dev/machine/wait-until';
import { Registry } from '../../../dev/registry/registry';
import { BaseImage, ContainerHost, NestedHost, PortPublishing, ServiceDiscovery, Size, SwarmCluster } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';
import { nestedImages } from '../host/nested-images';
import { TEST_STATE } from '../support/engine';
import { addGreeting, GREETING_PORT, greetingsOf } from '../support/greeting';
import { onEngine } from '../support/on-engine';
import { attempt, run } from '../support/run';

const NAME = 'e2e-nested-nodes';
const NODES = ['m1', 'w1', 'w2'];
/** An address of this machine that engines in containers reach. */
const ADDRESS = '198.19.250.1';
/** The port of this machine for the first node. */
const FIRST_PORT = 8_090;
const stack = new AppliedStack(NAME);
const { engineImage, busybox } = nestedImages(NAME);
const folder = mkdtempSync(join(tmpdir(), 'bnn-'));
const registry = new Registry(stateIn(folder, TEST_STATE.cache), { address: ADDRESS, storage: join(folder, 'images') });

beforeAll(async () => {
  await run('ip', ['address', 'replace', `${ADDRESS}/32`, 'dev', 'lo']);
  await registry.start();
}, 60_000);

afterAll(async () => {
  await registry.stop();
  await attempt('ip', ['address', 'delete', `${ADDRESS}/32`, 'dev', 'lo']);
  rmSync(folder, { recursive: true, force: true });
});

const synthesize = (greeting = 'hello') => stack.synthesize((within) => {
  const machine = ContainerHost.fromEnvironment(within, 'machine');
  const hosts = Object.fromEntries(NODES.map((name, index) => [name, new NestedHost(within, name, {
    host: machine,
    hostRoot: true,
    image: BaseImage.fromRegistry(engineImage),
    memory: Size.mebibytes(512),
    engineMemory: Size.mebibytes(256),
    engineSettings: { 'no-new-privileges': true, 'default-cgroupns-mode': 'private', 'insecure-registries': [registry.host] },
    publishedPorts: [{ containerPort: GREETING_PORT, hostPort: FIRST_PORT + index }],
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

const answers = () => greetingsOf(NODES.map((_, index) => `127.0.0.1:${FIRST_PORT + index}`));

test('one apply makes engines in containers, a swarm of them, and services', async () => {
  synthesize();
  await stack.apply();
  expect(await answers()).toEqual(['hello', 'hello', 'hello']);
  const list = ['docker', '-H', 'unix:///run/docker.sock', 'node', 'ls', '--format', '{{.Hostname}}'];
  const nodes = await run('docker', ['exec', `${NAME}-m1engine-engine`, ...list]);
  expect(nodes.trim().split('\n').sort()).toEqual(NODES);
}, 600_000);

test('the next plan is empty', async () => {
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
}, 60_000);

test('the swarm is there again after all its engines were killed, with their addresses', async () => {
  for (const name of NODES) await docker.getContainer(`${NAME}-${name}engine-engine`).kill();
  // In another order.
  for (const name of [...NODES].reverse()) await docker.getContainer(`${NAME}-${name}engine-engine`).start();
  await waitUntil('all nodes answer', async () => (await answers()).every((answer) => answer === 'hello'), 120);
  synthesize('bye');
  await stack.apply();
  expect(await answers()).toEqual(['bye', 'bye', 'bye']);
  synthesize('bye');
  expect(await stack.isUpToDate()).toBe(true);
}, 600_000);

test('destroying it leaves nothing', async () => {
  await stack.destroy();
  expect(await onEngine(NAME)).toEqual([]);
}, 300_000);
