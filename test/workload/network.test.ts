import { TerraformStack, TerraformVariable } from 'cdktf';
import { Backend, ContainerHost, NetworkLevel, NetworkOptions } from '../../src';
import { Synthesized, refusal, refusals, testHost, testStack } from '../assertions';

const networkWith = (options: NetworkOptions, host = testHost()) =>
  Synthesized.of(host.addNetwork('Net', options)).resource('docker_network');
const filtering = (backend?: Backend) => testHost({ backend, filtersIpv6: true });

test('renders all options', () => {
  expect(networkWith({
    name: 'front',
    driver: 'macvlan',
    level: NetworkLevel.PEERS,
    ipv6: true,
    subnets: [{ cidr: '10.1.0.0/16', gateway: '10.1.0.1', ipRange: '10.1.2.0/24' }, { cidr: 'fd00::/64' }],
    driverOptions: { parent: 'eth0' },
    labels: { a: '${b}' },
  }, filtering())).toEqual({
    name: 'front',
    driver: 'macvlan',
    internal: true,
    ipv6: true,
    prove_ipv6_isolation: true,
    ipam_config: [{ subnet: '10.1.0.0/16', gateway: '10.1.0.1', ip_range: '10.1.2.0/24' }, { subnet: 'fd00::/64' }],
    options: { parent: 'eth0' },
    labels: [{ label: 'a', value: '$${b}' }],
  });
});

describe('levels', () => {
  const icc = { 'com.docker.network.bridge.enable_icc': 'false' };
  const noAddress = { 'com.docker.network.bridge.inhibit_ipv4': 'true' };

  test.each([
    [NetworkLevel.CLOSED, true, { ...icc, ...noAddress }],
    [NetworkLevel.OUTBOUND, undefined, icc],
    [NetworkLevel.PUBLISHED, undefined, icc],
    [NetworkLevel.PEERS, true, noAddress],
    [NetworkLevel.OPEN, undefined, undefined],
  ])('%s', (level, internal, options) => {
    const network = networkWith({ level });
    expect(network.internal).toBe(internal);
    expect(network.options).toEqual(options);
  });

  test('can\'t be overridden by driver options', () => {
    const driverOptions = { 'com.docker.network.driver.mtu': '1400', 'com.docker.network.bridge.enable_icc': 'true' };
    expect(networkWith({ level: NetworkLevel.PUBLISHED, driverOptions }).options)
      .toEqual({ 'com.docker.network.driver.mtu': '1400', ...icc });
  });

  test('explain what they allow, and what Docker can\'t enforce', () => {
    expect(NetworkLevel.CLOSED.explain()).toContain('Members can\'t reach each other.');
    expect(NetworkLevel.CLOSED.explain()).toContain('CVE-2024-29018');
    expect(NetworkLevel.PUBLISHED.explain()).toContain('169.254.169.254');
    for (const level of [NetworkLevel.CLOSED, NetworkLevel.OUTBOUND, NetworkLevel.PUBLISHED, NetworkLevel.PEERS, NetworkLevel.OPEN]) {
      expect(level.explain()).toContain('holds over IPv6 only on an engine that filters it');
      expect(level.explain().includes('needs Engine 28 or newer')).toBe(!level.reachesOutside);
    }
    expect(NetworkLevel.OPEN.explain()).toContain('The host itself can reach every port of a member, published or not');
  });

  test.each([
    NetworkLevel.CLOSED, NetworkLevel.OUTBOUND, NetworkLevel.PUBLISHED,
  ])('can\'t be "%s" with a driver that doesn\'t support it', (level) => {
    expect(refusal(() => networkWith({ driver: 'macvlan', level }))).toBe(
      `[stack/Host/Net] The network driver "macvlan" doesn't support the level "${level}", since its members can reach each other. `
      + 'Use NetworkLevel.PEERS or NetworkLevel.OPEN, or the driver "bridge".');
  });
});

describe('IPv6', () => {
  const subnets = [{ cidr: 'fd00::/64' }];
  const refused = '[stack/Host/Net] A network can have IPv6 only on an engine that filters it: on others, containers on all networks reach '
    + 'each other over IPv6, whatever the levels are. If the engine has `"ip6tables": true` in its daemon.json (the default since Engine '
    + '27; before, it also needs `"experimental": true`), set `filtersIpv6: true` on the host. Otherwise remove `ipv6`.';

  test('is refused on a host that does not declare a filter', () => {
    expect(refusal(() => networkWith({ ipv6: true, subnets }))).toBe(refused);
    expect(refusal(() => networkWith({ ipv6: true, subnets }, testHost({ filtersIpv6: false })))).toBe(refused);
    const host = testHost();
    const ipv6 = new TerraformVariable(host.node.scope as TerraformStack, 'Ipv6', { type: 'bool' }).booleanValue as unknown as boolean;
    expect(refusal(() => networkWith({ ipv6, subnets }, host))).toBe(refused);
  });

  test('needs no filter where it is off', () => {
    expect(networkWith({ ipv6: false, subnets })).toMatchObject({ ipv6: false });
    expect(networkWith({ subnets })).not.toHaveProperty('prove_ipv6_isolation');
  });

  test('requires a proof, also if it is only known after apply', () => {
    const host = filtering();
    const ipv6 = new TerraformVariable(host.node.scope as TerraformStack, 'Ipv6', { type: 'bool' }).booleanValue as unknown as boolean;
    expect(networkWith({ ipv6, subnets }, host)).toMatchObject({ ipv6: '${var.Ipv6}', prove_ipv6_isolation: true });
  });

  test.each([
    [NetworkLevel.CLOSED, 'isolated'],
    [NetworkLevel.OUTBOUND, undefined],
    [NetworkLevel.PUBLISHED, undefined],
    [NetworkLevel.PEERS, 'isolated'],
    [NetworkLevel.OPEN, undefined],
  ])('%s: the bridge gets an IPv6 address only if members may reach the outside', (level, mode) => {
    const { options = {} } = networkWith({ ipv6: true, subnets, level }, filtering()) as { options?: Record<string, string> };
    expect(options['com.docker.network.bridge.gateway_mode_ipv6']).toBe(mode);
  });

  test('gets a warning where the back end can\'t prove anything', () => {
    const { warnings } = Synthesized.of(filtering(Backend.KREUZWERKER).addNetwork('Net', { ipv6: true, subnets }));
    expect(warnings).toContain('[stack/Host/Net/Resource] The network has IPv6, and nothing proves that it is isolated. On an engine that '
      + 'does not filter IPv6, containers on all networks reach each other over IPv6. Check that the engine has `"ip6tables": true` in its '
      + 'daemon.json, or use Backend.BERTH, which proves it, or remove `ipv6`.');
    expect(networkWith({ ipv6: true, subnets }, filtering(Backend.KREUZWERKER))).not.toHaveProperty('prove_ipv6_isolation');
    expect(Synthesized.of(filtering().addNetwork('Net', { ipv6: true, subnets })).warnings).toEqual([]);
  });
});

describe('subnets', () => {
  test('are allocated around fixed ones, also for an IPv6 network', () => {
    const host = filtering();
    host.addNetwork('Fixed', { subnets: [{ cidr: '10.68.0.0/16' }] });
    host.addNetwork('Net');
    host.addNetwork('Six', { ipv6: true, subnets: [{ cidr: 'fd00::/64', ipRange: 'fd00::/80' }] });
    host.addNetwork('Plugin', { driver: 'weave', level: NetworkLevel.OPEN });
    expect(Object.values(Synthesized.of(host).resources('docker_network')).map(({ ipam_config: subnets }) => subnets)).toEqual([
      [{ subnet: '10.68.0.0/16' }],
      [{ subnet: expect.stringMatching(/^10\.(6[4-79]|7\d)\.\d+\.0\/24$/) }],
      undefined,
      [{ subnet: 'fd00::/64', ip_range: 'fd00::/80' }, { subnet: expect.stringMatching(/^10\.\d+\.\d+\.0\/24$/) }],
    ]);
  });

  test('are allocated from the address range of the host', () => {
    const host = ContainerHost.fromEnvironment(testStack(), 'Host', { addressRange: '192.168.64.0/20' });
    host.addNetwork('Net');
    const subnet = expect.stringMatching(/^192\.168\.(6[4-9]|7[01])\.0\/24$/);
    expect(Synthesized.of(host).resource('docker_network').ipam_config).toEqual([{ subnet }]);
  });

  test('run out if the address range is too small', () => {
    const host = new ContainerHost(testStack(), 'Host', { addressRange: '10.1.0.0/20' });
    for (let i = 0; i < 9; i++) host.addNetwork(`Net${i}`);
    expect(refusals(host).map((problem) => problem.replace(/Net\d/, 'Net<n>'))).toEqual([
      '[stack/Host] No subnet is left for stack/Host/Net<n> in the host\'s address range 10.1.0.0/20. '
      + 'Give the host a wider `addressRange`.',
    ]);
  });

  test.each(['10.1.0.0/21', '10.1.0.0', 'fd00::/64', '10.1.0.0/x'])('can\'t be allocated from the range "%s"', (addressRange) => {
    expect(refusal(() => new ContainerHost(testStack(), 'Host', { addressRange }))).toBe(
      `[stack/Host] "${addressRange}" can't be the address range of the host: `
      + 'write an IPv4 range with a prefix length of at most 20, as in "10.64.0.0/11".');
  });
});

test.each(['bridge', 'host', 'none', 'default'])('rejects the reserved name "%s"', (name) => {
  expect(refusal(() => networkWith({ name }))).toBe(
    `[stack/Host/Net] "${name}" can't be the name of a network: `
    + 'the engine reserves "bridge", "host", "none" and "default". Choose another name.');
});

test.each(['', 'a b', '-a', 'ä'])('rejects the invalid name "%s"', (name) => {
  expect(refusal(() => networkWith({ name }))).toBe(
    `[stack/Host/Net] "${name}" can't be the name of a network: `
    + 'a name starts with a letter or digit, followed by letters, digits, "_", "." and "-".');
});

test.each([
  '10.1.0.0', '10.1.0.0/33', '10.1.0.0/', '10.1/16', '10.1.0.0/16/1', 'fd00::/129', 'fe80::%eth0/64', 'net/24',
])('rejects the subnet "%s"', (cidr) => {
  expect(refusal(() => networkWith({ subnets: [{ cidr }] }))).toBe(
    `[stack/Host/Net] "${cidr}" is not a subnet in CIDR notation: write an IP address, a slash and a prefix length, as in "10.20.0.0/24".`);
});

test('rejects a gateway that is not an IP address', () => {
  expect(refusal(() => networkWith({ subnets: [{ cidr: '10.1.0.0/16', gateway: 'gate' }] }))).toBe(
    '[stack/Host/Net] "gate" can\'t be the gateway of a network: write an IPv4 or IPv6 address.');
});
