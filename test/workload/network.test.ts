import { Network, type NetworkOptions } from '../../src';
import { Synthesized, refusal, testHost } from '../assertions';

const networkWith = (options: NetworkOptions) => Synthesized.of(testHost().addNetwork('Net', options)).resource('docker_network');

test('defaults', () => {
  expect(networkWith({})).toEqual({ name: 'stack-host-net', driver: 'bridge' });
});

test('all of it', () => {
  expect(networkWith({
    name: 'front',
    driver: 'macvlan',
    internal: true,
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

test('tells its name and id, by which what uses it comes after it', () => {
  const host = testHost();
  const network = new Network(host, 'Net', { host });
  host.addVolume('V', { labels: { name: network.name, id: network.networkId } });
  expect(Synthesized.of(host).resource('docker_volume').labels.map(({ value }: { value: string }) => value)).toEqual([
    '${docker_network.Host_Net_B93436E6.name}', '${docker_network.Host_Net_B93436E6.id}',
  ]);
});

test.each(['bridge', 'host', 'none', 'default'])('fails for the name "%s"', name => {
  expect(refusal(() => networkWith({ name }))).toBe(
    `[stack/Host/Net] "${name}" can't be the name of a network: the engine has networks "bridge", "host", "none" and "default" of its own. Choose another name.`);
});

test.each(['', 'a b', '-a', 'ä'])('fails for the name "%s"', name => {
  expect(refusal(() => networkWith({ name }))).toBe(
    `[stack/Host/Net] "${name}" can't be the name of a network: a name begins with a letter or digit, and goes on with letters, digits, "_", "." and "-".`);
});

test.each(['10.1.0.0', '10.1.0.0/33', '10.1.0.0/', '10.1/16', '10.1.0.0/16/1', 'fd00::/129', 'net/24'])('fails for the subnet "%s"', cidr => {
  expect(refusal(() => networkWith({ subnets: [{ cidr }] }))).toBe(
    `[stack/Host/Net] "${cidr}" is not a range of addresses: write an address, a slash and the length of the prefix, as in "10.20.0.0/24".`);
});

test('fails for a gateway that is no address', () => {
  expect(refusal(() => networkWith({ subnets: [{ cidr: '10.1.0.0/16', gateway: 'gate' }] }))).toBe(
    '[stack/Host/Net] "gate" can\'t be a network\'s own address: write an IPv4 or IPv6 address.');
});
