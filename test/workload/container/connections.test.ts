import { Construct } from 'constructs';
import fc from 'fast-check';
import { Backend, Container, ContainerHost, Network, NetworkLevel, NetworkMode, Port, Protocol } from '../../../src';
import { Synthesized, anImage, refusal, refusals, testHost } from '../../assertions';

function containers<const Name extends string>(host: ContainerHost, ...names: Name[]): Record<Name, Container> {
  return Object.fromEntries(names.map((name) => [name, host.addContainer(name, { image: anImage })])) as Record<Name, Container>;
}

const networksOf = (synthesized: Synthesized, { resource }: Container) =>
  synthesized.resources('docker_container')[resource.friendlyUniqueId].networks_advanced;

describe('allowTo', () => {
  test('gives the two an internal network to themselves, and no outside DNS server', () => {
    const host = testHost();
    const { Web, Db } = containers(host, 'Web', 'Db');
    Web.connections.allowTo(Db, Port.tcp(5_432));
    const synthesized = Synthesized.of(host);

    expect(synthesized.resources('docker_network')).toEqual({
      'Db-Web_2B8B8A7E': {
        name: expect.stringMatching(/^stack-host-db-host-web-10\.(8|9)\d\.\d+\.\d+$/),
        driver: 'bridge',
        internal: true,
        ipam_config: [{ subnet: expect.stringMatching(/^10\.(8|9)\d\.\d+\.\d+\/29$/) }],
        options: { 'com.docker.network.bridge.inhibit_ipv4': 'true' },
        lifecycle: { create_before_destroy: true },
      },
    });
    expect(networksOf(synthesized, Web)).toEqual([{ name: '${docker_network.Db-Web_2B8B8A7E.name}' }]);
    expect(networksOf(synthesized, Db)).toEqual([{ name: '${docker_network.Db-Web_2B8B8A7E.name}', aliases: ['db'] }]);
    for (const container of Object.values(synthesized.resources('docker_container'))) {
      expect(container.dns).toEqual(['127.0.0.1']);
      expect(container).not.toHaveProperty('network_mode');
    }
  });

  test('creates one network for two containers, whatever the directions and ports', () => {
    const host = testHost();
    const { A, B } = containers(host, 'A', 'B');
    A.connections.allowTo(B, Port.tcp(1));
    A.connections.allowTo(B, Port.udpRange(2, 4));
    B.connections.allowTo(A, Port.all());
    expect(Object.keys(Synthesized.of(host).resources('docker_network'))).toHaveLength(1);
    expect(A.connections.explain()).toContain([
      'stack/Host/A:',
      '- stack/Host/A can reach stack/Host/B on 1/tcp, as "b".',
      '- stack/Host/A can reach stack/Host/B on 2-4/udp, as "b".',
      '- stack/Host/B can reach stack/Host/A on all ports.',
      '- Docker doesn\'t enforce the ports and directions of connections: both containers can reach each other on every port.',
      '- It is on the network stack/Host/Connections/Host--A+Host--B, which has the level "peers".',
      'Network level "peers":',
    ].join('\n'));
    expect(B.connections.explain()).toContain('- stack/Host/A can reach stack/Host/B on 1/tcp.');
  });

  test('rejects the container itself, and one on another host', () => {
    const host = testHost();
    const other = ContainerHost.fromUnixSocket(host._placement.stack, 'Other').addContainer('Db', { image: anImage });
    const { Web } = containers(host, 'Web');
    expect(refusal(() => Web.connections.allowTo(Web, Port.tcp(80)))).toBe(
      '[stack/Host/Web] A container can always reach itself. Remove the connection, or connect to another container.');
    expect(refusal(() => Web.connections.allowTo(other, Port.tcp(80)))).toBe(
      '[stack/Host/Web] The container stack/Other/Db is on the host stack/Other, but this container is on stack/Host. '
      + 'Create one on stack/Host and use that instead.');
  });

  test.each([
    [Port.tcp(0), 'A port must be a whole number from 1 to 65535; given: 0.'],
    [Port.udp(65_536), 'A port must be a whole number from 1 to 65535; given: 65536.'],
    [Port.tcpRange(80, 79), 'A port range must start at its lower port; given: 80 to 79. Swap the two.'],
  ])('rejects the port %s', (port, message) => {
    const { Web, Db } = containers(testHost(), 'Web', 'Db');
    expect(refusal(() => Web.connections.allowTo(Db, port))).toBe(`[stack/Host/Web] ${message}`);
  });

  test('rejects containers that also share a network on which they can\'t reach each other', () => {
    const host = testHost();
    const front = host.addNetwork('Front', { level: NetworkLevel.PUBLISHED });
    const [web, db] = ['Web', 'Db'].map((name) => host.addContainer(name, { image: anImage, networks: [front] }));
    web.connections.allowTo(db, Port.tcp(5_432));
    expect(refusals(host)).toEqual([
      '[stack/Host] The containers stack/Host/Web, stack/Host/Db can reach each other on stack/Host/Connections/Host--Db+Host--Web, '
      + 'but not on stack/Host/Front, which they also share: the engine may resolve their names to addresses on stack/Host/Front. '
      + 'Remove one of them from stack/Host/Front.',
    ]);
  });
});

describe('the alias of a connection', () => {
  const at = (host: ContainerHost, ...path: string[]) => path.reduce<Construct>((scope, id) => new Construct(scope, id), host);
  const aliasesOf = (container: Container) => container._model.networks.map(({ aliases }) => aliases);

  test('is the id of the other\'s construct, as a host name, only where the container reaches it', () => {
    const host = testHost();
    const { 'Web App': web, 'Main_DB 1': db } = containers(host, 'Web App', 'Main_DB 1');
    web.connections.allowTo(db, Port.tcp(80));
    expect([aliasesOf(web), aliasesOf(db)]).toEqual([[undefined], [['main-db-1']]]);
    db.connections.allowTo(web, Port.tcp(80));
    expect([aliasesOf(web), aliasesOf(db)]).toEqual([[['web-app']], [['main-db-1']]]);
  });

  test('can be chosen instead, several times', () => {
    const { Web, Db } = containers(testHost(), 'Web', 'Db');
    Web.connections.allowTo(Db, Port.tcp(80));
    Web.connections.allowTo(Db, Port.tcp(80), { alias: 'store' });
    Web.connections.allowTo(Db, Port.tcp(81), { alias: 'cache.internal' });
    Web.connections.allowTo(Db, Port.tcp(82), { alias: 'store' });
    Web.connections.allowTo(Db, Port.tcp(83));
    expect(aliasesOf(Db)).toEqual([['store', 'cache.internal']]);
    expect(Web.connections.explain()).toContain('- stack/Host/Web can reach stack/Host/Db on 83/tcp, as "store" and "cache.internal".');
  });

  test('names nothing where several others have the id, until only one of them has no alias of its own', () => {
    const host = testHost();
    const { Web } = containers(host, 'Web');
    const [one, two] = ['One', 'Two'].map((id) => new Container(at(host, id), 'Db', { host, image: anImage }));
    Web.connections.allowTo(one, Port.tcp(80));
    expect(aliasesOf(one)).toEqual([['db']]);
    Web.connections.allowTo(two, Port.tcp(80));
    expect([aliasesOf(one), aliasesOf(two)]).toEqual([[undefined], [undefined]]);
    Web.connections.allowTo(two, Port.tcp(80), { alias: 'second' });
    expect([aliasesOf(one), aliasesOf(two)]).toEqual([[['db']], [['second']]]);
    Web.connections.allowTo(two, Port.tcp(80), { alias: 'DB' });
    expect([aliasesOf(one), aliasesOf(two)]).toEqual([[undefined], [['second', 'DB']]]);
    expect(() => Synthesized.of(host)).not.toThrow();
  });

  test('names nothing if the container has the same id', () => {
    const host = testHost();
    const [one, two] = ['One', 'Two'].map((id) => new Container(at(host, id), 'Db', { host, image: anImage }));
    one.connections.allowTo(two, Port.tcp(80));
    two.connections.allowTo(one, Port.tcp(80));
    expect([aliasesOf(one), aliasesOf(two)]).toEqual([[undefined], [undefined]]);
    expect(() => Synthesized.of(host)).not.toThrow();
  });

  test('is only a chosen one on kreuzwerker/docker, which would replace the other container', () => {
    const { Web, Db, Cache } = containers(testHost({ backend: Backend.KREUZWERKER }), 'Web', 'Db', 'Cache');
    Web.connections.allowTo(Db, Port.tcp(80));
    Web.connections.allowTo(Cache, Port.tcp(80), { alias: 'store' });
    expect([aliasesOf(Db), aliasesOf(Cache)]).toEqual([[undefined], [['store']]]);
    expect(Web.connections.explain()).toContain('- stack/Host/Web can reach stack/Host/Db on 80/tcp.');
  });

  test('is refused if it is no host name, or if another container has it', () => {
    const { Web, Db, Cache } = containers(testHost(), 'Web', 'Db', 'Cache');
    expect(refusal(() => Web.connections.allowTo(Db, Port.tcp(80), { alias: 'my_db' }))).toBe('[stack/Host/Web] "my_db" can\'t be the '
      + 'alias of a container: use letters, digits and "-", in labels of at most 63 characters that are separated by ".".');
    Web.connections.allowTo(Db, Port.tcp(80), { alias: 'store' });
    expect(refusal(() => Web.connections.allowTo(Cache, Port.tcp(80), { alias: 'Store' }))).toBe('[stack/Host/Web] "Store" can\'t be the '
      + 'alias, since this container finds stack/Host/Db by it. Give each of the two an `alias` of its own.');
    expect(refusal(() => Web.connections.allowTo(Db, Port.tcp(80), { alias: 5 } as never))).toBe(
      '[stack/Host/Web] The prop `alias` takes a string; given: 5.');
  });

  test('is refused if another container on a network of the container has it as a name', () => {
    const host = testHost();
    const peers = host.addNetwork('Peers', { level: NetworkLevel.PEERS });
    const [web] = [host.addContainer('Web', { image: anImage, networks: [peers] })];
    const { Db } = containers(host, 'Db');
    host.addContainer('Other', { image: anImage, name: 'other' }).connectTo(peers, { aliases: ['DB'] });
    web.connections.allowTo(Db, Port.tcp(80));
    expect(refusals(host)).toEqual(['[stack/Host] "db" is the alias of stack/Host/Db in a connection, but also a name of stack/Host/Other '
      + 'on stack/Host/Peers, so a lookup could return either. Give allowTo() another `alias`.']);
  });
});

describe('addresses in Terraform', () => {
  test('are short, and the earlier ones are moved', () => {
    const host = testHost();
    const { '1st': first, 'B c': second } = containers(host, '1st', 'B c');
    first.connections.allowTo(second, Port.tcp(80));
    second.connections.allowInternet();
    const { json } = Synthesized.of(host);
    expect(json.moved).toEqual([
      { from: 'docker_network.Host_Connections_Host--1stHost--Bc_F0AAF340', to: 'docker_network._1st-B-c_F0AAF340' },
      { from: 'docker_network.Host_Connections_Host--Bc_8715F42D', to: 'docker_network.B-c-outside_8715F42D' },
    ]);
    expect(Object.keys(json.resource.docker_network)).toEqual(['B-c-outside_8715F42D', '_1st-B-c_F0AAF340']);
  });

  test('are moved in HCL, too', () => {
    const host = testHost();
    const { A } = containers(host, 'A');
    A.connections.allowInternet();
    const [{ network }] = A._model.networks;
    const { hcl } = host._placement.stack.toHclTerraform();
    expect(hcl).toMatch(/moved \{\n\s*from\s*= docker_network\.Host_Connections_Host--A_\w+\n\s*to\s*= docker_network\.A-outside_\w+\n\}/);
    expect((network as Network).resource.friendlyUniqueId).toMatch(/^A-outside_[0-9A-F]{8}$/);
  });
});

describe('allowFromHost', () => {
  test('publishes the port on the loopback address, on a network that only the container is on', () => {
    const host = testHost();
    const { Web } = containers(host, 'Web');
    Web.connections.allowFromHost(Port.tcp(80), 8_080);
    Web.connections.allowFromHost(Port.udpRange(53, 54));
    const synthesized = Synthesized.of(host);
    expect(synthesized.resource('docker_container').ports).toEqual([
      { internal: 80, external: 8_080, ip: '127.0.0.1', protocol: 'tcp' },
      { internal: 53, ip: '127.0.0.1', protocol: 'udp' },
      { internal: 54, ip: '127.0.0.1', protocol: 'udp' },
    ]);
    expect(synthesized.resource('docker_network')).toMatchObject({
      name: expect.stringMatching(/^stack-host-web-outside-10\./), options: { 'com.docker.network.bridge.enable_icc': 'false' },
    });
    expect(Web.publishedPort(80, Protocol.TCP)).toBe(8_080);
    expect(Web.connections.explain()).toContain('- The host can reach it on 53-54/udp, through the host\'s loopback address.');
  });

  test('rejects all ports', () => {
    const { Web } = containers(testHost(), 'Web');
    expect(refusal(() => Web.connections.allowFromHost(Port.all()))).toBe(
      '[stack/Host/Web] Only specific TCP and UDP ports can be published on the host; given: all. '
      + 'Use Port.tcp(...), Port.udp(...) or a range of them.');
  });
});

describe('allowInternet', () => {
  test('gives each container a network of its own, which its published ports also use', () => {
    const host = testHost();
    const { A, B } = containers(host, 'A', 'B');
    A.connections.allowInternet();
    A.connections.allowFromHost(Port.tcp(80));
    B.connections.allowInternet();
    const synthesized = Synthesized.of(host);
    expect(Object.keys(synthesized.resources('docker_network'))).toHaveLength(2);
    expect(networksOf(synthesized, A)).toHaveLength(1);
    expect(networksOf(synthesized, A)).not.toEqual(networksOf(synthesized, B));
    expect(A.connections.explain()).toContain('- It can reach the internet.');
  });

  test('creates no network if one of the container\'s networks has internet access', () => {
    const host = testHost();
    const web = host.addContainer('Web', { image: anImage, networks: [host.addNetwork('Out', { level: NetworkLevel.OUTBOUND })] });
    web.connections.allowInternet();
    expect(Synthesized.of(host).resource('docker_container').networks_advanced).toHaveLength(1);
  });
});

describe('isolate', () => {
  const message = '[stack/Host/Web] The container stack/Host/Db is isolated, '
    + 'so it can\'t have a connection, a network or a published port. Leave it out, or remove isolate().';

  test('keeps a container without a network', () => {
    const { Web } = containers(testHost(), 'Web');
    Web.connections.isolate();
    expect(Web.connections.explain()).toBe(
      'stack/Host/Web: no network. It can\'t reach anything, and nothing can reach it. It is isolated, so nothing can be allowed.');
    expect(Synthesized.of(Web).resource('docker_container').network_mode).toBe('none');
  });

  test('rejects later connections, networks and ports', () => {
    const host = testHost();
    const { Web, Db } = containers(host, 'Web', 'Db');
    Db.connections.isolate();
    expect(refusal(() => Web.connections.allowTo(Db, Port.tcp(80)))).toBe(message);
    const own = message.replace('/Web]', '/Db]');
    expect(refusal(() => Db.connections.allowTo(Web, Port.tcp(80)))).toBe(own);
    expect(refusal(() => Db.connections.allowInternet())).toBe(own);
    expect(refusal(() => Db.connections.allowFromHost(Port.tcp(80)))).toBe(own);
    expect(refusal(() => Db.addPort({ containerPort: 80 }))).toBe(own);
    expect(refusal(() => Db.connectTo(host.addNetwork('Net')))).toBe(own);
  });

  test('rejects a container with a connection, a network or a port', () => {
    const host = testHost();
    const { Web, Db } = containers(host, 'Web', 'Db');
    Web.connections.allowTo(Db, Port.tcp(80));
    Db.connections.allowFromHost(Port.tcp(80));
    expect(refusal(() => Db.connections.isolate())).toBe('[stack/Host/Db] The container can\'t be isolated, since it has the network '
      + 'stack/Host/Connections/Host--Db+Host--Web, the network stack/Host/Connections/Host--Db, the port 80/tcp. '
      + 'Leave them out, or remove isolate().');
    const bridge = host.addContainer('Bridge', { image: anImage, networkMode: NetworkMode.BRIDGE });
    expect(refusal(() => bridge.connections.isolate())).toContain('since it has the network mode "bridge".');
  });
});

test('containers share a network if and only if they are connected', () => {
  const names = ['A', 'B', 'C', 'D', 'E'] as const;
  const pair = fc.uniqueArray(fc.constantFrom(...names), { minLength: 2, maxLength: 2 });
  fc.assert(fc.property(fc.array(pair, { maxLength: 12 }), fc.subarray([...names]), (pairs, online) => {
    const host = testHost();
    const all = containers(host, ...names);
    pairs.forEach(([from, to]) => all[from!].connections.allowTo(all[to!], Port.tcp(80)));
    online.forEach((name) => all[name].connections.allowInternet());
    const of = (name: typeof names[number]) => all[name]._model.networks.map(({ network }) => network as Network);
    for (const a of names) {
      expect(of(a).some(({ level }) => level.reachesOutside)).toBe(online.includes(a));
      for (const b of names.filter((name) => name !== a)) {
        const declared = pairs.some((each) => each.includes(a) && each.includes(b));
        expect(of(a).filter((network) => of(b).includes(network)).map(({ level }) => level)).toEqual(declared ? [NetworkLevel.PEERS] : []);
      }
    }
  }), { numRuns: 30 });
}, 60_000);

test('each of a thousand connections has a network and a subnet of its own', () => {
  const host = testHost();
  const all = Array.from({ length: 1_001 }, (_, index) => host.addContainer(`C${index}`, { image: anImage }));
  all.slice(1).forEach((container, index) => container.connections.allowTo(all[index]!, Port.tcp(80)));
  const networks = Object.values(Synthesized.of(host).resources('docker_network'));
  expect(new Set(networks.map(({ name }) => name)).size).toBe(1_000);
  expect(new Set(networks.map(({ ipam_config: [{ subnet }] }) => subnet)).size).toBe(1_000);
}, 120_000);
