import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { stateIn } from '../../../dev/machine/state-folder';
import { waitUntil } from '../../../dev/machine/wait-until';
import { Registry } from '../../../dev/registry/registry';
import { BaseImage, ContainerHost, Endpoint, PortPublishing, ServiceDiscovery, SwarmCluster } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { docker, finished } from '../engine/docker';
import { TEST_STATE } from '../support/engine';
import { addGreeting, GREETING_PORT, greetingsOf } from '../support/greeting';
import { OUTSIDE, runInMachine } from '../support/user-mode-linux';

/*
 * `npm run test:matrix` runs this in a machine whose kernel has ESP: user-mode Linux. A second engine in the same machine has a network of
 * its own. Between the two is a router, which counts what passes.
 */

const NAME = 'encrypted';
const [FIRST, SECOND] = ['198.19.1.1', '198.19.2.1'];
const REGISTRY_PORT = 5_000;
/** The ports of the machine that lead to the second engine, and to what it publishes. */
const [ENGINE_PORT, SECOND_PORT] = [2_376, 8_082];
const SOCKET = '/run/second/docker.sock';

const MACHINE = `
for name in router second; do ip netns add $name; ip -n $name link set lo up; done
ip link add first0 type veth peer name left netns router
ip -n router link add right type veth peer name eth0 netns second
ip address add ${FIRST}/24 dev first0
ip -n router address add 198.19.1.254/24 dev left
ip -n router address add 198.19.2.254/24 dev right
ip -n second address add ${SECOND}/24 dev eth0
ip link set first0 up
for port in left right; do ip -n router link set $port up; done
ip -n second link set eth0 up
ip route add 198.19.2.0/24 via 198.19.1.254
ip -n second route add default via 198.19.2.254
nsenter --net=/run/netns/router sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
nsenter --net=/run/netns/router iptables --append FORWARD --protocol esp
nsenter --net=/run/netns/router iptables --append FORWARD --protocol udp --dport 4789
lead() { socat TCP-LISTEN:$1,fork,reuseaddr $2 >/dev/null 2>&1 & }
lead ${REGISTRY_PORT},bind=127.0.0.1 TCP:${OUTSIDE}:${REGISTRY_PORT}
lead 5001,bind=${FIRST} TCP:${OUTSIDE}:${REGISTRY_PORT}
lead ${ENGINE_PORT},bind=127.0.0.1 UNIX-CONNECT:${SOCKET}
lead ${SECOND_PORT},bind=127.0.0.1 TCP:${SECOND}:${GREETING_PORT}
nsenter --net=/run/netns/second socat TCP-LISTEN:${REGISTRY_PORT},bind=127.0.0.1,fork,reuseaddr TCP:${FIRST}:5001 >/dev/null 2>&1 &
mkdir -p /run/second /var/lib/docker/second
unshare --mount --uts sh -c 'hostname second; exec nsenter --net=/run/netns/second dockerd --config-file /dev/null \\
  --data-root /var/lib/docker/second --exec-root /run/second/exec --pidfile /run/second/pid --host unix://${SOCKET}' >/run/second/log 2>&1 &
`;

const folder = mkdtempSync(join(tmpdir(), `${NAME}-`));
const stack = new AppliedStack(NAME);
const registry = new Registry(stateIn(join(folder, 'state'), TEST_STATE.cache), {
  address: OUTSIDE, port: REGISTRY_PORT, storage: join(folder, 'images'),
});
/** Engines ask a registry at a loopback address without TLS. The machine passes it on. */
const image = `127.0.0.1:${REGISTRY_PORT}/busybox:latest`;
const second = new Docker({ host: '127.0.0.1', port: ENGINE_PORT, protocol: 'http', socketPath: undefined });

const synthesize = () => stack.synthesize((within) => {
  const managers = { first: new ContainerHost(within, 'first', { endpoint: Endpoint.of(process.env.DOCKER_HOST!), address: FIRST }) };
  const workers = {
    second: new ContainerHost(within, 'second', {
      endpoint: Endpoint.insecureTcp('127.0.0.1', { port: ENGINE_PORT }), address: SECOND,
    }),
  };
  const cluster = new SwarmCluster(within, 'cluster', {
    managers,
    workers,
    // Engine 26 has control groups of version 2, and services with privileges of their own.
    servicePrivileges: true,
    nodeDefaults: { privateCgroupNamespace: true },
    discovery: ServiceDiscovery.DNS_ROUND_ROBIN,
    publishPorts: PortPublishing.ON_NODES_WITH_TASK,
    encrypted: true,
    // Two engines share the only CPU of the machine. That the kernel has ESP is seen by what passes.
    probe: false,
  });
  addGreeting(cluster, BaseImage.fromRegistry(image), 'hello');
});

/** Returns how many packets of ESP, and of an overlay network in the clear, the router has passed on. */
async function passed(): Promise<{ esp: number; clear: number }> {
  const rules = await runInMachine('nsenter --net=/run/netns/router iptables --list FORWARD --verbose --exact --numeric');
  const [esp, clear] = rules.trim().split('\n').slice(2).map((line) => Number(line.trim().split(/\s+/)[0]));
  return { esp: esp!, clear: clear! };
}

beforeAll(async () => {
  await registry.start();
  await runInMachine(MACHINE);
  await waitUntil('the second engine answers', () => second.ping().then(() => true, () => false), 120);
  await docker.getImage('busybox:latest').tag({ repo: image.slice(0, image.lastIndexOf(':')), tag: 'latest' });
  await finished(await docker.getImage(image).push({ authconfig: {} }) as NodeJS.ReadableStream);
});

afterAll(async () => {
  await stack.destroy();
  await runInMachine(`kill $(cat /run/second/pid); ip netns delete second; ip netns delete router; ip route flush ${SECOND}/24 || true`);
  await registry.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a request from a node to another one passes only encrypted', async () => {
  synthesize();
  await stack.apply();
  const before = await passed();
  expect(await greetingsOf([`127.0.0.1:${GREETING_PORT}`, `127.0.0.1:${SECOND_PORT}`])).toEqual(['hello', 'hello']);
  const after = await passed();
  expect(after.esp).toBeGreaterThan(before.esp);
  expect(after.clear).toBe(0);
});

test('the next plan is empty', async () => {
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
});
