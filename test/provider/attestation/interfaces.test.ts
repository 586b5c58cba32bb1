import { compareNetworks } from '../../../provider/attestation/evidence/interfaces';
import { parseAddresses4, parseAddresses6, parseInterfaces } from '../../../provider/attestation/proc-net';
import { Subject } from '../../../provider/attestation/subject';

const dev = (...names: readonly string[]) => [
  'Inter-|   Receive                            |  Transmit', ' face |bytes    packets errs|bytes    packets',
  ...names.map((one) => `${one}: 0 0`),
].join('\n');
const fib = (...addresses: readonly string[]) => [
  'Local:', '  +-- 0.0.0.0/0 3 0 5', '           |-- 127.0.0.0', '              /8 host LOCAL', '           |-- 127.0.0.1',
  '              /32 host LOCAL', '           |-- 10.0.0.0', '              /24 link UNICAST',
  ...addresses.flatMap((address) => [`           |-- ${address}`, '              /32 host LOCAL']),
].join('\n');
const LOOPBACK6 = '00000000000000000000000000000001 01 80 10 80       lo';
const LINK6 = 'fe80000000000000004200fffe000002 0a 40 20 80     eth0';
const GLOBAL6 = 'fd000000000000000000000000000002 0a 40 00 80     eth0';
const ANNOUNCED6 = 'fd000000000000000000000000000003 0a 40 00 00     eth0';

interface Case {
  readonly files?: Readonly<Record<string, string | undefined>>;
  readonly endpoints?: object;
  readonly driver?: string;
  readonly mode?: string;
  readonly capabilities?: unknown;
  readonly openBridges?: ReadonlyMap<string, { setting: string; isOpen: boolean | 'unknown' }>;
}

const ENDPOINT = { NetworkID: 'n1', IPAddress: '10.0.0.2', GlobalIPv6Address: 'fd00:0::2' };

function compared({ files = {}, endpoints = { net: ENDPOINT }, driver = 'bridge', mode = 'net', capabilities = [], openBridges }: Case) {
  const own: Readonly<Record<string, string | undefined>> = {
    'net/dev': dev('    lo', '  sit0', '  eth0'),
    'net/fib_trie': fib('10.0.0.2'),
    'net/if_inet6': `${LOOPBACK6}\n${LINK6}\n${GLOBAL6}\n`,
    ...files,
  };
  const hosts: Readonly<Record<string, string>> = { '/proc/self/net/dev': dev('    lo', '  sit0'), '/proc/self/net/if_inet6': LOOPBACK6 };
  const owner = { NetworkSettings: { Networks: endpoints } };
  return compareNetworks({
    owner,
    inspect: { HostConfig: { NetworkMode: mode }, NetworkSettings: { Networks: {} } },
    configured: { capabilities },
    files: { process: (file: string) => own[file] },
    evidence: {
      host: (file: string) => hosts[file],
      networks: new Map([['n1', { Id: 'n1', Name: 'net', Driver: driver }]]),
      openBridges: openBridges ?? new Map(),
    },
  } as unknown as Subject, { value: 'private', from: 'namespace net' });
}

test('the files of a network namespace are parsed', () => {
  expect(parseInterfaces(dev('    lo', '  eth0', 'veth-a.1@if2'))).toEqual(['lo', 'eth0', 'veth-a.1@if2']);
  expect(parseAddresses4(fib('10.0.0.2', '10.0.0.2', '10.9.9.9'))).toEqual(['127.0.0.1', '10.0.0.2', '10.9.9.9']);
  expect(parseAddresses6(`${LINK6}\n${ANNOUNCED6}\nnonsense\n`)).toEqual([
    { address: 'fe80::42:ff:fe00:2', isLinkLocal: true, isPermanent: true }, { address: 'fd00::3', isLinkLocal: false, isPermanent: false },
  ]);
});

test.each<[string, Case]>([
  ['what the engine gave it', {}],
  ['less, as of a sandbox with a network stack of its own', { files: { 'net/fib_trie': fib(), 'net/if_inet6': '' } }],
  ['no network', { endpoints: {}, files: { 'net/dev': dev('    lo', '  sit0'), 'net/fib_trie': fib(), 'net/if_inet6': LOOPBACK6 } }],
  ['an interface that it names', {
    endpoints: { net: { ...ENDPOINT, DriverOpts: { 'com.docker.network.endpoint.ifname': 'front' } } },
    files: { 'net/dev': dev('lo', 'front') },
  }],
  ['a link-local address that it names', {
    endpoints: { net: { ...ENDPOINT, IPAMConfig: { LinkLocalIPs: ['169.254.1.1'] } } },
    files: { 'net/fib_trie': fib('10.0.0.2', '169.254.1.1') },
  }],
  ['an address that a router announced on a network of the host\'s', { driver: 'macvlan', files: { 'net/if_inet6': ANNOUNCED6 } }],
])('a container with %s has not drifted', (_, one) => {
  expect(compared(one)).toEqual({ value: 'private', from: 'namespace net' });
});

test.each<[string, string, Case]>([
  ['an interface', 'interface "spy0"', { files: { 'net/dev': dev('lo', 'eth0', 'spy0') } }],
  ['an interface with an ordinary name', 'interface "eth1"', { files: { 'net/dev': dev('lo', 'eth0', 'eth1') } }],
  ['an interface beside the network "none"', 'interface "eth0"', {
    driver: 'null', endpoints: { none: { NetworkID: 'n1', IPAddress: '' } }, files: { 'net/fib_trie': fib(), 'net/if_inet6': LINK6 },
  }],
  ['an interface without a network', 'interface "eth0"', { endpoints: {}, files: { 'net/fib_trie': fib(), 'net/if_inet6': '' } }],
  ['an address', 'address 10.9.9.9', { files: { 'net/fib_trie': fib('10.0.0.2', '10.9.9.9') } }],
  ['an IPv6 address', 'address fd00::3', { files: { 'net/if_inet6': `${GLOBAL6}\n${ANNOUNCED6}` } }],
  ['an interface with an address', 'interface "spy0", address 10.9.9.9', {
    files: { 'net/dev': dev('lo', 'eth0', 'spy0'), 'net/fib_trie': fib('10.0.0.2', '10.9.9.9') },
  }],
])('a container with %s that the engine did not give it has drifted', (_, what, one) => {
  expect(compared(one)).toEqual({ value: 'private', from: 'namespace net', drift: `it has what the engine did not give it: ${what}` });
});

test.each<[string, Case]>([
  ['belong to another container', { mode: 'container:abc', endpoints: {} }],
  ['NET_ADMIN lets the container add', { capabilities: ['NET_ADMIN'] }],
  ['NET_ADMIN lets the container add', { capabilities: 'any' }],
  ['networks of the driver "overlay"', { driver: 'overlay' }],
])('interfaces are not compared where %s', (why, one) => {
  const finding = compared({ files: { 'net/dev': dev('lo', 'spy0') }, ...one });
  expect(finding).toEqual({ value: 'private', from: expect.stringContaining(why) });
});

test.each(['net/dev', 'net/fib_trie', 'net/if_inet6'])('an unreadable file is no evidence: %s', (file) => {
  expect(compared({ files: { [file]: undefined } })).not.toHaveProperty('value');
});

test('a bridge that the host does not filter is drift, whatever the interfaces', () => {
  const open = (isOpen: boolean | 'unknown') => new Map([['n1', { setting: 'bridge-nf-call-iptables', isOpen }]]);
  const drift = 'the host has turned off bridge-nf-call-iptables, which network "net" needs for enable_icc=false, '
    + 'so its containers reach each other';
  expect(compared({ openBridges: open(true) })).toEqual({ value: 'private', from: 'namespace net', drift });
  expect(compared({ openBridges: open(true), capabilities: 'any' })).toMatchObject({ drift });
  expect(compared({ openBridges: open(true), files: { 'net/dev': dev('lo', 'spy0') } }))
    .toMatchObject({ drift: expect.stringMatching(/interface "spy0"; the host has turned off/) });
  expect(compared({ openBridges: open('unknown') })).not.toHaveProperty('value');
  expect(compared({ openBridges: open(true), mode: 'container:abc' })).toMatchObject({ drift });
});
