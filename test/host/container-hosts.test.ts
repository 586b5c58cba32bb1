import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Container as DockerContainer } from '@cdktf/provider-docker/lib/container';
import { TerraformStack } from 'cdktf';
import { conformance } from './conformance';
import { HostPart } from './second-host';
import {
  Backend, Container, ContainerHost, ContainerHosts, ContainerHostsProps, Endpoint, IsolationReport, Network, RegistryCredentials, Tls,
  Volume,
} from '../../src';
import { anImage, refusal, Synthesized, testStack } from '../assertions';

const TWO = {
  'eu-1': { endpoint: Endpoint.ssh('eu-1.example.com', { identityFile: '/keys/eu-1' }) },
  'eu-2': { endpoint: Endpoint.tcp('10.0.0.5', { tls: Tls.fromDirectory('/certs') }) },
};

const hostsIn = (stack: TerraformStack, props: Partial<ContainerHostsProps> = {}) =>
  new ContainerHosts(stack, 'Hosts', { hosts: TWO, ...props });

conformance('a host of several', (stack) => {
  const host = hostsIn(stack).host('eu-1');
  return { host, neighbour: new HostPart(host, 'Part') };
}, {
  subnet: '10.73.223.0/24',
  attributes: { engine: 'eu-1' },
  addresses: [
    'docker_container.Hosts_eu-1_Api_15AE1203',
    'docker_container.Hosts_eu-1_Web_538C91EE',
    'docker_image.Hosts_eu-1_Images_busybox136_2351275E',
    'docker_image_import.Hosts_eu-1_Images_rootfs_4DFBC40C',
    'docker_isolation.Hosts_eu-1_Report_A6F350AC',
    'docker_network.Api-Web_6C69569C',
    'docker_network.Api-outside_2D4EC0A7',
    'docker_network.Hosts_eu-1_Front_AEBE9493',
    'docker_volume.Hosts_eu-1_Data_5EB8B840',
  ],
});

test('the hosts share one provider, which knows each engine by its name', () => {
  const stack = testStack();
  for (const host of hostsIn(stack).all) host.addContainer('web', { image: anImage });
  const synthesized = Synthesized.of(stack);
  expect(synthesized.json.provider.docker).toEqual([{
    engine: [
      { name: 'eu-1', host: 'ssh://eu-1.example.com', ssh_opts: ['-i', '/keys/eu-1'] },
      { name: 'eu-2', host: 'tcp://10.0.0.5:2376', cert_path: '/certs' },
    ],
  }]);
  const containers = Object.values(synthesized.resources('docker_container'));
  expect(containers.map(({ name, engine, provider }) => [name, engine, provider])).toEqual([
    ['stack-hosts-eu-1-web', 'eu-1', undefined], ['stack-hosts-eu-2-web', 'eu-2', undefined],
  ]);
  expect(Object.values(synthesized.resources('docker_image')).map(({ engine }) => engine)).toEqual(['eu-1', 'eu-2']);
});

test('beside another host, their provider has an alias', () => {
  const stack = testStack();
  hostsIn(stack).host('eu-1').addVolume('data');
  new ContainerHosts(stack, 'More', { hosts: { 'us-1': { endpoint: Endpoint.unix('/us-1.sock') } } }).host('us-1').addVolume('data');
  const synthesized = Synthesized.of(stack);
  expect(synthesized.json.provider.docker.map(({ alias }: { alias?: string }) => alias)).toEqual([undefined, 'More']);
  expect(Object.values(synthesized.resources('docker_volume')).map(({ engine, provider }) => [engine, provider])).toEqual([
    ['eu-1', undefined], ['us-1', 'docker.More'],
  ]);
});

test('an existing volume and an existing network are on their host', () => {
  const stack = testStack();
  const host = hostsIn(stack).host('eu-2');
  Volume.fromName(host, 'Data', { host, name: 'data' });
  Network.fromName(host, 'Front', { host, name: 'front' });
  const { docker_volume: volumes, docker_network: networks } = Synthesized.of(stack).json.data;
  expect(Object.values(volumes)).toEqual([{ name: 'data', engine: 'eu-2' }]);
  expect(Object.values(networks)).toEqual([{ name: 'front', engine: 'eu-2' }]);
});

test('a report attests the containers of its host, raw ones too', () => {
  const stack = testStack();
  const [one, two] = hostsIn(stack).all;
  for (const host of [one, two]) host.addContainer('web', { image: anImage });
  const raw = new DockerContainer(stack, 'Raw', {
    name: 'raw',
    image: 'x',
    networkMode: 'none',
    labels: ['capabilities', 'no_new_privileges', 'cgroup_namespace', 'memory', 'cpus', 'processes', 'open_files']
      .map((control) => ({ label: `berth.exemption.${control}`, value: 'it is a test' })),
  });
  raw.addOverride('engine', 'eu-2');
  new IsolationReport(stack, 'Report', { host: two });
  const { container, engine } = Synthesized.of(stack).resource('docker_isolation');
  expect([engine, container.map(({ name }: { name: string }) => name)]).toEqual(['eu-2', ['stack-hosts-eu-2-web', 'raw']]);
});

test.each<[string, string | null]>([
  ['another engine', 'eu-2'], ['no engine', null], ['a token', '${var.engine}'],
])('an override that moves a container to %s is refused', (_, value) => {
  const container = hostsIn(testStack()).host('eu-1').addContainer('web', { image: anImage });
  container.resource.addOverride('engine', value);
  expect(refusal(() => Synthesized.of(container))).toContain('An override sets `engine` of this container to ');
});

test('an override that moves a container to the provider of another host is refused', () => {
  const stack = testStack();
  const [here, there] = ['here', 'there'].map((id) => ContainerHost.fromSsh(stack, id, { hostname: id }));
  const move = (id: string, to: (container: Container) => void) => {
    const container = here!.addContainer(id, { image: anImage });
    to(container);
    return container;
  };
  const moved = [
    move('overridden', ({ resource }) => resource.addOverride('provider', there!.provider.fqn)),
    move('assigned', ({ resource }) => { resource.provider = there!.provider; }),
    move('unknown', ({ resource }) => resource.addOverride('provider', 'docker.elsewhere')),
  ];
  const text = refusal(() => Synthesized.of(stack));
  for (const { node } of moved) {
    expect(text).toMatch(new RegExp(`\\[${node.path}\\] An override sets \`provider\` of this container to "docker\\.\\w+"`));
  }
  expect(text).not.toContain('sets `engine`');
});

test('an override with the provider that a container has is accepted', () => {
  const stack = testStack();
  const hosts = ['one', 'two'].map((id) => ContainerHost.fromSsh(stack, id, { hostname: id }));
  for (const host of hosts) host.addContainer('web', { image: anImage }).resource.addOverride('provider', host.provider.fqn);
  expect(() => Synthesized.of(stack)).not.toThrow();
});

test('credentials are those of the shared provider', () => {
  const stack = testStack();
  const registryCredentials = { 'registry.example.com': RegistryCredentials.fromEnvironment({ username: 'USER', password: 'PASSWORD' }) };
  hostsIn(stack, { registryCredentials });
  expect(Synthesized.of(stack).json.provider.docker).toMatchObject([{
    registry_auth: [{ address: 'registry.example.com', username_env: 'USER', password_env: 'PASSWORD' }],
  }]);
});

test('with kreuzwerker/docker, each host has a provider of its own', () => {
  const stack = testStack({ backend: Backend.KREUZWERKER });
  for (const host of hostsIn(stack).all) host.addVolume('data', { preventDestroy: true });
  const synthesized = Synthesized.of(stack);
  expect(synthesized.json.provider.docker.map(({ host }: { host: string }) => host)).toEqual([
    'ssh://eu-1.example.com', 'tcp://10.0.0.5:2376',
  ]);
  expect(Object.values(synthesized.resources('docker_volume')).map(({ engine }) => engine)).toEqual([undefined, undefined]);
});

test.each<[string, () => unknown, string]>([
  ['no hosts', () => hostsIn(testStack(), { hosts: {} }),
    '[stack/Hosts] There are no hosts. Give one or more by name: { \'eu-1\': { endpoint: Endpoint.ssh(\'eu-1.example.com\') } }.'],
  ['a host without an address', () => hostsIn(testStack(), { hosts: { a: { endpoint: Endpoint.environment() } } }),
    '[stack/Hosts] The host "a" has no address: Endpoint.environment() stands for one engine, and not for one of several. Give it an '
    + 'address with Endpoint.ssh(), Endpoint.tcp() or Endpoint.unix().'],
  ['a name with a colon', () => hostsIn(testStack(), { hosts: { 'a:b': { endpoint: Endpoint.unix('/a') } } }),
    '"a:b" can\'t be the name of a host: letters'],
  ['an unknown name', () => hostsIn(testStack()).host('eu-3'), 'There is no host "eu-3". The hosts are: eu-1, eu-2.'],
])('%s is refused', (_, act, message) => {
  expect(refusal(act)).toContain(message);
});

describe('hosts from a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-hosts-'));
  const path = join(folder, 'hosts.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  const from = (content: unknown) => {
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return ContainerHosts.fromFile(testStack(), 'Hosts', path);
  };

  test('have the addresses and options of the file', () => {
    const hosts = from({
      a: { url: 'ssh://me@a.example.com:2222/run/my.sock', identityFile: '/key', knownHostsFile: '/known' },
      b: { url: 'tcp://b.example.com', tlsDirectory: '/certs', addressRange: '10.1.0.0/16', filtersIpv6: true },
      c: { url: 'unix:///c.sock' },
    });
    expect(Synthesized.of(hosts).json.provider.docker).toEqual([{
      engine: [
        { name: 'a', host: 'ssh://me@a.example.com:2222/run/my.sock', ssh_opts: ['-i', '/key', '-o', 'UserKnownHostsFile=/known'] },
        { name: 'b', host: 'tcp://b.example.com:2376', cert_path: '/certs' },
        { name: 'c', host: 'unix:///c.sock' },
      ],
    }]);
    expect(hosts.host('b')._placement).toMatchObject({ addressRange: '10.1.0.0/16', filtersIpv6: true });
  });

  test.each<[string, unknown, string]>([
    ['no JSON', '{', 'in JSON'],
    ['a list', [], 'it is no object'],
    ['a host that is a text', { a: 'ssh://a' }, 'of the host "a", the value is no object'],
    ['a host without an address', { a: {} }, 'of the host "a", the member "url" is missing'],
    ['a misspelled member', { a: { url: 'ssh://a', identity: 'x' } }, 'the member "identity" is unknown; the members are url, identityFile, '],
    ['a member of another type', { a: { url: 'ssh://a', filtersIpv6: 'yes' } },
      'the member "filtersIpv6" must be a boolean; given: "yes"'],
    ['a member that only ssh uses', { a: { url: 'tcp://a', tlsDirectory: '/t', identityFile: '/k', knownHostsFile: '/h' } },
      'of the host "a", the url begins with "tcp://", which these members don\'t fit: "identityFile" (needs ssh://), "knownHostsFile" '
      + '(needs ssh://). It is'],
    ['a member that only TCP uses', { a: { url: 'ssh://a', tlsDirectory: '/t' } },
      'of the host "a", the url begins with "ssh://", which these members don\'t fit: "tlsDirectory" (needs tcp://). It is'],
    ['a member that a socket has no use for', { a: { url: 'unix:///a', tlsDirectory: '/t' } }, '"tlsDirectory" (needs tcp://). It is'],
    ['a password', { a: { url: 'ssh://me:secret@a' } },
      'of the host "a", the url may have a user, a host name, a port, and the path of a socket, and nothing else. It is'],
    ['a path of TCP', { a: { url: 'tcp://a/x', tlsDirectory: '/t' } },
      'of the host "a", the url may have a host name and a port, and nothing else. It is'],
    ['an address that is none', { a: { url: 'nowhere' } }, 'of the host "a", '],
    ['TCP without TLS', { a: { url: 'tcp://a' } }, 'of the host "a", '],
  ])('%s is refused', (_, content, message) => {
    const text = refusal(() => from(content));
    expect(text).toContain(`The file of hosts "${path}" can't be used: `);
    expect(text).toContain(message);
    expect(text).not.toContain('secret');
  });

  test('a missing file is refused', () => {
    expect(refusal(() => ContainerHosts.fromFile(testStack(), 'Hosts', '/nowhere.json'))).toContain('no such file');
  });
});
