import { ContainerHost, Network, NetworkLevel, NetworkOptions } from '../../src';
import { Synthesized, refusal, refusals, testHost, testStack } from '../assertions';

const networkWith = (options: NetworkOptions) => Synthesized.of(testHost().addNetwork('Net', options)).resource('docker_network');

test('defaults', () => {
  expect(networkWith({})).toEqual({
    name: 'stack-host-net',
    driver: 'bridge',
    ipam_config: [{ subnet: '10.68.86.0/24' }],
    options: { 'com.docker.network.bridge.enable_icc': 'false' },
  });
});

test('all of it', () => {
  expect(networkWith({
    name: 'front',
    driver: 'macvlan',
    level: NetworkLevel.PEERS,
    ipv6: true,
    subnets: [{ cidr: '10.1.0.0/16', gateway: '10.1.0.1', ipRange: '10.1.2.0/24' }, { cidr: 'fd00::/64' }],
    driverOptions: { parent: 'eth0' },
    labels: { a: '${b}' },
  })).toEqual({
    name: 'front',
    driver: 'macvlan',
    internal: true,
    ipv6: true,
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

  test('options of the driver come beside them, and not in their place', () => {
    const driverOptions = { 'com.docker.network.driver.mtu': '1400', 'com.docker.network.bridge.enable_icc': 'true' };
    expect(networkWith({ driverOptions }).options).toEqual({ 'com.docker.network.driver.mtu': '1400', ...icc });
  });

  test('say what they mean, and what Docker can\'t keep', () => {
    expect(NetworkLevel.CLOSED.explain()).toContain('Members don\'t reach each other.');
    expect(NetworkLevel.CLOSED.explain()).toContain('CVE-2024-29018');
    expect(NetworkLevel.PUBLISHED.explain()).toContain('169.254.169.254');
    expect(NetworkLevel.OPEN.explain()).toContain('From the host itself every port of a member is reached, published or not');
  });

  test.each([NetworkLevel.CLOSED, NetworkLevel.OUTBOUND, NetworkLevel.PUBLISHED])('fails for "%s" with a driver that can\'t keep it', (level) => {
    expect(refusal(() => networkWith({ driver: 'macvlan', level }))).toBe(
      `[stack/Host/Net] The level "${level}" can't be kept by the network driver "macvlan", which lets members reach each other. `
      + 'Give the level NetworkLevel.PEERS or NetworkLevel.OPEN, or use the driver "bridge".');
  });
});

describe('subnets', () => {
  test('are laid out around those that are given, and for a network of IPv6 too', () => {
    const host = testHost();
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

  test('come from the range of the host', () => {
    const host = ContainerHost.fromEnvironment(testStack(), 'Host', { addressRange: '192.168.64.0/20' });
    host.addNetwork('Net');
    expect(Synthesized.of(host).resource('docker_network').ipam_config).toEqual([{ subnet: expect.stringMatching(/^192\.168\.(6[4-9]|7[01])\.0\/24$/) }]);
  });

  test('fails where two overlap', () => {
    const host = testHost();
    host.addNetwork('A', { subnets: [{ cidr: '10.1.0.0/16' }] });
    host.addNetwork('B', { subnets: [{ cidr: '10.1.2.0/24' }] });
    host.addNetwork('C', { subnets: [{ cidr: '10.2.0.0/16' }] });
    expect(refusals(host)).toEqual([
      '[stack/Host] The subnets 10.1.0.0/16 (stack/Host/A) and 10.1.2.0/24 (stack/Host/B) overlap. '
      + 'Give each network a range of its own, or leave out `subnets` to have one laid out.',
    ]);
  });

  test('fails where there is none left', () => {
    const host = new ContainerHost(testStack(), 'Host', { addressRange: '10.1.0.0/20' });
    for (let i = 0; i < 9; i++) host.addNetwork(`Net${i}`);
    expect(refusals(host)).toEqual([
      expect.stringMatching(/^\[stack\/Host\] There is no subnet left for stack\/Host\/Net\d in the host's range 10\.1\.0\.0\/20\. Give the host a wider `addressRange`\.$/),
    ]);
  });

  test.each(['10.1.0.0/21', '10.1.0.0', 'fd00::/64', '10.1.0.0/x'])('fails for the range "%s"', (addressRange) => {
    expect(refusal(() => new ContainerHost(testStack(), 'Host', { addressRange }))).toBe(
      `[stack/Host] "${addressRange}" can't be the host's range of addresses: write one of IPv4 with a prefix of at most 20, as in "10.64.0.0/11".`);
  });
});

test('tells its name and id, by which what uses it comes after it', () => {
  const host = testHost();
  const network = new Network(host, 'Net', { host });
  host.addVolume('V', { labels: { name: network.name, id: network.networkId } });
  expect(Synthesized.of(host).resource('docker_volume').labels.map(({ value }: { value: string }) => value)).toEqual([
    '${docker_network.Host_Net_B93436E6.name}', '${docker_network.Host_Net_B93436E6.id}',
  ]);
});

test.each(['bridge', 'host', 'none', 'default'])('fails for the name "%s"', (name) => {
  expect(refusal(() => networkWith({ name }))).toBe(
    `[stack/Host/Net] "${name}" can't be the name of a network: the engine has networks "bridge", "host", "none" and "default" of its own. Choose another name.`);
});

test.each(['', 'a b', '-a', 'ä'])('fails for the name "%s"', (name) => {
  expect(refusal(() => networkWith({ name }))).toBe(
    `[stack/Host/Net] "${name}" can't be the name of a network: a name begins with a letter or digit, and goes on with letters, digits, "_", "." and "-".`);
});

test.each(['10.1.0.0', '10.1.0.0/33', '10.1.0.0/', '10.1/16', '10.1.0.0/16/1', 'fd00::/129', 'fe80::%eth0/64', 'net/24'])('fails for the subnet "%s"', (cidr) => {
  expect(refusal(() => networkWith({ subnets: [{ cidr }] }))).toBe(
    `[stack/Host/Net] "${cidr}" is not a range of addresses: write an address, a slash and the length of the prefix, as in "10.20.0.0/24".`);
});

test('fails for a gateway that is no address', () => {
  expect(refusal(() => networkWith({ subnets: [{ cidr: '10.1.0.0/16', gateway: 'gate' }] }))).toBe(
    '[stack/Host/Net] "gate" can\'t be a network\'s own address: write an IPv4 or IPv6 address.');
});
