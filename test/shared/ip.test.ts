import fc from 'fast-check';
import { canonicalAddress, canonicalSubnet, ipv4Address, ipv4Range, ipVersion, isSubnetWithin } from '../../src/shared/ip';

describe('addresses', () => {
  test.each([
    ['10.0.0.1', 4, '10.0.0.1'],
    ['FD00:0:0::0001', 6, 'fd00::1'],
    ['0:0:0:0:0:0:0:0', 6, '::'],
    ['1:0:0:2:0:0:0:3', 6, '1:0:0:2::3'],
    ['0:0:1:0:0:1:1:1', 6, '::1:0:0:1:1:1'],
    ['1:0:2:3:4:5:6:7', 6, '1:0:2:3:4:5:6:7'],
    ['::ffff:10.0.0.1', 6, '::ffff:a00:1'],
    ['::1.2.3.4', 6, '::102:304'],
  ])('%s has version %d and is %s', (text, version, expected) => {
    expect(ipVersion(text)).toBe(version);
    expect(canonicalAddress(text)).toBe(expected);
  });

  test.each([
    '', '10.0.0', '10.1', '10.0.0.256', '010.0.0.1', '0x10.0.0.1', '167772161', '10.0.0.1 ', '::1::', '[::1]', '::1/64', 'fe80::1%eth0',
    'host',
  ])('%j is none', (text) => {
    expect(ipVersion(text)).toBeUndefined();
    expect(canonicalAddress(text)).toBeUndefined();
  });

  test('IPv6 is written as a browser writes it', () => {
    fc.assert(fc.property(fc.ipV6(), (text) => {
      expect(canonicalAddress(text)).toBe(new URL(`http://[${text}]`).hostname.slice(1, -1));
    }));
  });
});

// The expected results are those of Go's net.ParseCIDR.
describe('subnets', () => {
  test.each([
    ['10.0.0.77/24', '10.0.0.0/24'], ['10.255.7.1/12', '10.240.0.0/12'], ['0.0.0.0/0', '0.0.0.0/0'],
    ['255.255.255.255/0', '0.0.0.0/0'], ['10.1.2.3/32', '10.1.2.3/32'], ['10.0.0.0/08', '10.0.0.0/8'], ['10.0.0.0/024', '10.0.0.0/24'],
    ['FD00::1/64', 'fd00::/64'],
    ['fd00:1234:5678::/20', 'fd00:1000::/20'], ['::1/128', '::1/128'],
    ['::1.2.3.4/120', '::102:300/120'], ['fd00::/064', 'fd00::/64'],
  ])('%s is %s', (text, expected) => expect(canonicalSubnet(text)).toBe(expected));

  test.each([
    '', '/', '/24', '10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/+8', '10.0.0.0/8/8',
    '10.0.0.0/255.0.0.0', '10.0.0.0/8 ', '10/8', '10.1/16', '010.0.0.0/8', '0x0a.0.0.0/8', 'fd00::/129', 'fe80::1%eth0/64',
    'fe80::/64%eth0', '[fd00::]/64',
  ])('%j is none', (text) => {
    expect(canonicalSubnet(text)).toBeUndefined();
    expect(ipv4Range(text)).toBeUndefined();
  });

  test('the canonical form is that of every address in the subnet', () => {
    fc.assert(fc.property(fc.oneof(fc.tuple(fc.ipV4(), fc.nat(32)), fc.tuple(fc.ipV6(), fc.nat(128))), ([address, length]) => {
      const subnet = canonicalSubnet(`${address}/${length}`)!;
      expect(subnet).toMatch(new RegExp(`/${length}$`));
      expect(canonicalSubnet(subnet)).toBe(subnet);
    }));
  });
});

describe('IPv4 ranges', () => {
  test.each([
    ['10.0.0.77/24', 0x0a000000, 0x0a0000ff], ['10.0.0.0/024', 0x0a000000, 0x0a0000ff], ['0.0.0.0/0', 0, 0xffffffff],
    ['255.255.255.255/32', 0xffffffff, 0xffffffff],
  ])('%s is %d to %d', (text, first, last) => expect(ipv4Range(text)).toEqual({ first, last }));

  test.each(['fd00::/64', '::ffff:10.0.0.0/104', '::1.2.3.4/120'])('%s is of IPv6', (text) => expect(ipv4Range(text)).toBeUndefined());

  test('a range begins at the address of its subnet', () => {
    fc.assert(fc.property(fc.ipV4(), fc.nat(32), (address, length) => {
      const { first, last } = ipv4Range(`${address}/${length}`)!;
      expect(`${ipv4Address(first)}/${length}`).toBe(canonicalSubnet(`${address}/${length}`));
      expect(last - first + 1).toBe(2 ** (32 - length));
    }));
  });
});

test.each([
  ['10.64.0.0/24', '10.64.0.0/10', true],
  ['10.64.0.0/10', '10.64.0.0/10', true],
  ['10.64.0.0/9', '10.64.0.0/10', false],
  ['10.128.0.0/24', '10.64.0.0/10', false],
  ['fd00::/64', 'fd00::/8', true],
  ['fe80::/64', 'fd00::/8', false],
  ['10.64.0.0/24', '::/0', false],
  ['::/128', '0.0.0.0/0', false],
  ['10.64.0.1', '10.64.0.0/10', false],
  ['10.64.0.0/24', 'all', false],
])('that %s is within %s is %s', (subnet, range, expected) => {
  expect(isSubnetWithin(subnet, range)).toBe(expected);
});
