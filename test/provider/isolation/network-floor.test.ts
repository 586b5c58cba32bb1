import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '../../../provider/diagnostics/diagnostics';
import { Unknown } from '../../../provider/framework/value/value';
import { DEFAULT_ADDRESS_RANGES, FLOOR_VARIABLE } from '../../../provider/isolation/floor';
import { requireFloorForNetwork } from '../../../provider/isolation/network-floor';
import { requireRules } from '../../../provider/virtual-host/judge';
import { isSubnetWithin } from '../../../src/shared/ip';

const folder = mkdtempSync(join(tmpdir(), 'network-floor-'));
const file = join(folder, 'floor.json');

afterEach(() => delete process.env[FLOOR_VARIABLE]);
afterAll(() => rmSync(folder, { recursive: true }));

/** Returns what a floor refuses of a network: its attributes, and why. */
function refused(network: object, members: object = {}, judge = requireFloorForNetwork): Array<[attribute: unknown, detail: string]> {
  writeFileSync(file, JSON.stringify({ profile: 'baseline', ...members }));
  process.env[FLOOR_VARIABLE] = file;
  try {
    judge({ name: 'net', driver: null, options: null, ipam_config: [], ipam_driver: null, ...network });
    return [];
  } catch (error) {
    return (error as DiagnosticError).diagnostics.map(({ path, detail }) => [path?.[0], detail ?? '']);
  }
}

const attributes = (problems: ReturnType<typeof refused>) => problems.map(([attribute]) => attribute);
const subnet = (...subnets: unknown[]) => ({ ipam_config: subnets.map((each) => ({ subnet: each, gateway: '' })) });

describe('the machine sends to no container what it sends to others', () => {
  test.each([
    ['the service from which a cloud configures machines', '169.254.169.0/24'],
    ['a name server', '8.8.8.0/24'],
    ['itself', '127.0.1.0/24'],
    ['a part of its own network', '192.168.1.128/25'],
    ['half of all', '0.0.0.0/1'],
    ['more than a range that is allowed', '10.64.0.0/9'],
    ['a name server over IPv6', '2001:4860:4860::/64'],
    ['another spelling', '169.254.169.254/16'],
    ['IPv4 in IPv6', '::ffff:8.8.8.0/120'],
    ['what is no subnet', '8.8.8.8'],
  ])('%s', (_, given) => {
    expect(attributes(refused(subnet(given)))).toEqual(['ipam_config']);
    expect(attributes(refused({ driver: 'bridge', ...subnet('10.64.0.0/24', given) }))).toEqual(['ipam_config']);
  });

  test('nor what a driver of addresses chooses', () => {
    expect(attributes(refused({ ipam_driver: 'other' }))).toEqual(['ipam_driver']);
    expect(refused({ ipam_driver: 'default' })).toEqual([]);
  });
});

test('a network has the subnet that the engine chooses, or one where constructs have theirs', () => {
  expect(refused({})).toEqual([]);
  expect(refused(subnet('', null, Unknown.PLAIN))).toEqual([]);
  expect(refused({ ipam_config: Unknown.PLAIN, ipam_driver: Unknown.PLAIN })).toEqual([]);
  // Of hosts, nested hosts, swarms, pools of hosts, and virtual container hosts.
  for (const range of ['10.64.0.0/11', '10.96.0.0/11', '10.160.0.0/11', '10.192.0.0/11', '10.224.0.0/11', 'fdbe:ae0::/48']) {
    expect(DEFAULT_ADDRESS_RANGES.some((each) => isSubnetWithin(range, each))).toBe(true);
    expect(refused(subnet(range))).toEqual([]);
  }
});

test('the owner of the floor allows other ranges', () => {
  const ranges = { address_ranges: ['192.168.128.0/17', '2001:db8::/32'] };
  expect(refused(subnet('192.168.200.0/24', '2001:db8:1::/64'), ranges)).toEqual([]);
  expect(refused(subnet('10.64.0.0/24'), ranges)).toEqual([['ipam_config', 'The machine gets a route to the subnet of the network, so what '
    + `it sends to "10.64.0.0/24" would go to containers. The floor in "${file}" allows subnets in 192.168.128.0/17, 2001:db8::/32.\n\n`
    + 'Use such a subnet, or leave it out: the engine then chooses one. Or the owner of that file lists the range: '
    + '"address_ranges": ["10.64.0.0/24"].']]);
  expect(refused(subnet('10.64.0.0/24'), { address_ranges: [] })).toEqual([['ipam_config', expect.stringContaining('allows no subnets.')]]);
});

describe('a network is on no interface of the machine', () => {
  const bridge = { options: { 'com.docker.network.bridge.name': 'br0' } };

  test.each<[string, object, string]>([
    ['a bridge of the machine', bridge, 'options'],
    ['an interface, by a network with addresses of its own', { driver: 'macvlan', options: { parent: 'br0' } }, 'options'],
    ['an interface, by a network with its address', { driver: 'ipvlan', options: { parent: 'br0' } }, 'options'],
  ])('%s, unless the floor lists it', (_, network, attribute) => {
    expect(refused(network)).toEqual([[attribute, expect.stringContaining(
      `The floor in "${file}" allows no interface of the machine.\n\nLeave the option out. Or the owner of that file lists the `
      + 'interface: "network_parents": ["br0"].')]]);
    expect(attributes(refused(network, { network_parents: ['eth1'] }))).toEqual([attribute]);
    expect(refused(network, { network_parents: ['eth1', 'br0'] })).toEqual([]);
  });

  test('nor does it have options that may concern one', () => {
    expect(attributes(refused({ options: { 'com.docker.network.bridge.trusted_host_interfaces': 'eth0' } }))).toEqual(['options']);
    expect(refused({ options: { 'com.docker.network.bridge.enable_icc': 'false', 'com.docker.network.driver.mtu': '1400' } })).toEqual([]);
  });

  test('nor a driver that nobody knows', () => {
    expect(attributes(refused({ driver: 'weave' }))).toEqual(['driver']);
    expect(attributes(refused({ driver: 'overlay', ...subnet('8.8.8.0/24') }))).toEqual(['driver']);
    expect(refused({ driver: 'overlay', ...subnet('8.8.8.0/24') }, { swarms: true })).toEqual([]);
  });

  test('it may be on one that the engine makes, or that is not known yet', () => {
    expect(refused({ driver: 'macvlan', ...subnet('192.168.1.0/24') })).toEqual([]);
    expect(refused({ driver: 'macvlan', options: { parent: Unknown.PLAIN } })).toEqual([]);
    expect(refused({ driver: Unknown.PLAIN, ...subnet('192.168.1.0/24') })).toEqual([]);
    expect(refused({ options: Unknown.PLAIN })).toEqual([]);
  });
});

test('the rules of a virtual container host, which a stack writes itself, allow nothing more', () => {
  const rules = { name: 'blue', address_range: '169.254.0.0/16', network_parents: ['eth0'] };
  const judged = (network: object) => attributes(refused({
    name: 'blue-net', labels: [{ label: 'berth.virtual-host', value: 'blue' }], virtual_host: JSON.stringify(rules), ...network,
  }, { virtual_hosts: ['blue'] }, (each) => requireRules('Network', each)));
  expect(judged(subnet('169.254.169.0/24'))).toEqual(['ipam_config']);
  expect(judged({ driver: 'macvlan', options: { parent: 'eth0' } })).toEqual(['options']);
});

test('without a floor, everything is allowed', () => {
  expect(() => requireFloorForNetwork({ driver: 'weave', ...subnet('8.8.8.0/24') })).not.toThrow();
});

test.each([
  [{ address_ranges: ['10.64.0.0'] }], [{ address_ranges: '10.64.0.0/10' }], [{ network_parents: [''] }], [{ network_parents: [1] }],
])('a floor with a mistake allows nothing: %j', (members) => {
  expect(attributes(refused({}, members))).toEqual([undefined]);
});
