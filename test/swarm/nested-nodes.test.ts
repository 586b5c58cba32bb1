import { TerraformStack } from 'cdktf';
import { NODE_DEFAULTS } from './cluster-hosts';
import { BaseImage, ContainerHost, Endpoint, IContainerHost, NestedHost, SwarmCluster, SwarmClusterProps } from '../../src';
import { refusal, Synthesized, testStack } from '../assertions';

const image = BaseImage.fromRegistry('registry.example.com/engine:1');
const machineIn = (stack: TerraformStack, id = 'Machine') => new ContainerHost(stack, id, { endpoint: Endpoint.unix(`/run/${id}`) });
const nested = (host: IContainerHost, name: string) => new NestedHost(host.node.scope!, name, { host, image, hostRoot: true });

/** Returns a cluster of hosts in containers of one machine, and what is synthesized. */
function synthesized(workers: readonly string[], props: Partial<SwarmClusterProps> = {}) {
  const stack = testStack();
  const machine = machineIn(stack);
  const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, nested(machine, name)]));
  new SwarmCluster(stack, 'Cluster', { managers: named(['m1']), workers: named(workers), nodeDefaults: NODE_DEFAULTS, ...props });
  return Synthesized.of(stack).json;
}

/** Returns the fixed address of the engine of each host, by its host name. */
const addressesIn = ({ resource }: any) => Object.fromEntries(Object.values<any>(resource.docker_container).map((each) => [
  each.hostname, each.networks_advanced.find(({ ipv4_address: address }: any) => address !== undefined)?.ipv4_address,
]));

const advertisedIn = ({ resource }: any) => Object.fromEntries(Object.values<any>(resource.docker_swarm_node).map((each) => [
  each.engine, each.advertise_addr,
]));

test('nested hosts of one host get a network there, with addresses by which the swarm knows them', () => {
  const json = synthesized(['w1', 'w2']);
  const networks = Object.values<any>(json.resource.docker_network).filter(({ name }) => name.endsWith('-cluster-nodenetwork'));
  expect(networks).toMatchObject([{ internal: true }]);
  const [{ ipam_config: { subnet } }] = networks.map(({ ipam_config: [config] }) => ({ ipam_config: config }));
  const prefix = subnet.replace(/\.0\/24$/, '.');
  const addresses = addressesIn(json);
  expect(Object.keys(addresses).sort()).toEqual(['m1', 'w1', 'w2']);
  expect(new Set(Object.values(addresses)).size).toBe(3);
  for (const address of Object.values<string>(addresses)) expect(address.startsWith(prefix)).toBe(true);
  expect(Object.values<any>(json.resource.docker_swarm)).toMatchObject([{ advertise_addr: addresses.m1 }]);
  expect(advertisedIn(json)).toEqual({ m1: undefined, w1: addresses.w1, w2: addresses.w2 });
  expect(Object.values<any>(json.resource.docker_swarm_node)[1].remote_addrs).toEqual([`${addresses.m1}:2377`]);
});

test('another host leaves the addresses of the others', () => {
  const { w3: _, ...before } = addressesIn(synthesized(['w3', 'w1', 'w2']));
  expect(before).toEqual(addressesIn(synthesized(['w1', 'w2'])));
});

test('an address that is given is used, and nothing is added for it', () => {
  const json = synthesized(['w1'], { nodeAddresses: { m1: '192.168.0.1', w1: '192.168.0.2' } });
  expect(advertisedIn(json)).toEqual({ m1: undefined, w1: '192.168.0.2' });
  expect(addressesIn(json)).toEqual({ undefined });
});

test.each<[string, (stack: TerraformStack) => SwarmClusterProps]>([
  ['hosts in containers of several hosts', (stack) => (
    { managers: { m1: nested(machineIn(stack, 'A'), 'm1') }, workers: { w1: nested(machineIn(stack, 'B'), 'w1') } })],
  ['a host in a container beside its own host', (stack) => {
    const machine = new ContainerHost(stack, 'A', { endpoint: Endpoint.unix('/run/a'), address: '10.0.0.1' });
    return { managers: { m1: nested(machine, 'm1') }, workers: { w1: machine } };
  }],
])('refuses %s without addresses', (_, propsIn) => {
  const stack = testStack();
  expect(refusal(() => new SwarmCluster(stack, 'Cluster', propsIn(stack)))).toContain(
    'The other nodes can\'t reach the host "m1", whose engine is in a container on another host. Set its address in `nodeAddresses`, and '
    + 'publish the ports of a swarm there. Or make a cluster of nested hosts on one host only: the stack then connects them.');
});
