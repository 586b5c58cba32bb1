import { NetworkLevel, NetworkMode, Port, Protocol, ContainerOptions } from '../../../../src';
import { Synthesized, addTo, anImage, containerWith, refusal, refusals, testHost } from '../../../assertions';

test('sets no network by default', () => {
  const container = containerWith({});
  expect(container.network_mode).toBe('none');
  for (const absent of ['networks_advanced', 'ports', 'hostname', 'domainname', 'host', 'dns', 'dns_search', 'dns_opts']) {
    expect(container).not.toHaveProperty(absent);
  }
});

describe('ports', () => {
  test('are published on the loopback address by default, on a port that the engine chooses', () => {
    expect(containerWith({ ports: [{ containerPort: 80 }] }).ports).toEqual([{ internal: 80, ip: '127.0.0.1', protocol: 'tcp' }]);
  });

  test('render all options', () => {
    expect(containerWith({ ports: [{ containerPort: 53, hostPort: 1_053, hostIp: '0.0.0.0', protocol: Protocol.UDP }] }).ports).toEqual([
      { internal: 53, external: 1_053, ip: '0.0.0.0', protocol: 'udp' },
    ]);
  });

  test('come with a network that only the container is on, unless it is on one that allows them', () => {
    const host = testHost();
    const front = host.addNetwork('Front', { level: NetworkLevel.PUBLISHED });
    host.addContainer('A', { image: anImage, ports: [{ containerPort: 80 }] });
    host.addContainer('B', { image: anImage, ports: [{ containerPort: 80 }], networks: [front] });
    host.addContainer('C', { image: anImage }).addPort({ containerPort: 80 });
    const synthesized = Synthesized.of(host);
    const containers = Object.values(synthesized.resources('docker_container'));
    expect(containers.map(({ networks_advanced: networks }) => networks)).toEqual([
      [{ name: '${docker_network.A-outside_D408A7E7.name}' }],
      [{ name: `\${docker_network.${front.resource.friendlyUniqueId}.name}` }],
      [{ name: '${docker_network.C-outside_D4130517.name}' }],
    ]);
    expect(containers.map(({ network_mode: mode, dns }) => ({ mode, dns }))).toEqual([{}, {}, {}]);
  });

  test('can be added later', () => {
    const container = addTo(testHost(), { ports: [{ containerPort: 80 }] });
    container.addPort({ containerPort: 81, hostPort: 8_081 });
    const { ports } = Synthesized.of(container).resource('docker_container');
    expect(ports.map(({ internal }: { internal: number }) => internal)).toEqual([80, 81]);
  });

  test('have an address on the host', () => {
    const host = testHost();
    const container = addTo(host, {
      ports: [
        { containerPort: 80 },
        { containerPort: 81, hostPort: 8_081 },
        { containerPort: 81, hostPort: 8_082, hostIp: '10.0.0.5', protocol: Protocol.UDP },
        { containerPort: 82, hostPort: 8_083, hostIp: '::1' },
        { containerPort: 83, hostPort: 8_084, hostIp: 'fd00::1' },
      ],
    });
    expect(container.publishedPort(81)).toBe(8_081);
    expect(container.publishedAddress(81)).toBe('localhost:8081');
    expect(container.publishedAddress(81, Protocol.UDP)).toBe('10.0.0.5:8082');
    expect(container.publishedAddress(82)).toBe('localhost:8083');
    expect(container.publishedAddress(83)).toBe('[fd00::1]:8084');
    const asks = host.addContainer('Asks', { image: anImage, environment: { WEB: container.publishedAddress(80) } });
    expect(Synthesized.of(host).resources('docker_container')[asks.resource.friendlyUniqueId].env).toEqual([
      'WEB=localhost:${docker_container.Host_Web_59305F32.ports[0].external}',
    ]);
  });

  test('come with a way in beside a network whose members reach each other', () => {
    const host = testHost();
    const back = host.addNetwork('Back');
    host.addContainer('Web', { image: anImage, networks: [back], ports: [{ containerPort: 80 }] });
    host.addContainer('Api', { image: anImage, networks: [back] }).connections.allowInternet();
    const synthesized = Synthesized.of(host);
    const members = Object.values(synthesized.resources('docker_container')).map(({ networks_advanced: networks }) => networks.length);
    expect(members).toEqual([2, 2]);
    const internal = Object.values(synthesized.resources('docker_network')).filter((network) => network.internal);
    expect(internal.map(({ name }) => name)).toEqual(['stack-host-back']);
  });

  test('need a network that allows them', () => {
    const host = testHost();
    const [closed, open] = [
      host.addNetwork('Closed', { level: NetworkLevel.CLOSED }), host.addNetwork('Open', { level: NetworkLevel.OPEN }),
    ];
    const container = addTo(host, { networks: [closed], ports: [{ containerPort: 80 }] });
    expect(refusals(host)).toEqual([
      '[stack/Host/Web] The container\'s ports can\'t be published, since none of its networks allows published ports '
      + '(stack/Host/Closed, closed). Give one of them the level NetworkLevel.PUBLISHED or NetworkLevel.OPEN, '
      + 'or leave out `networks` or `ports`.',
    ]);
    container.connectTo(open);
    expect(() => Synthesized.of(host)).not.toThrow();
  });

  test('have an address only if they are published', () => {
    expect(refusal(() => addTo(testHost(), { ports: [{ containerPort: 80 }] }).publishedPort(81))).toBe(
      '[stack/Host/Web] Container port 81/tcp is not published; published: 80/tcp. Add it to `ports`.');
  });

  test.each([0, -1, 65_536, 80.5, NaN])('can\'t have the number %d', (port) => {
    expect(refusal(() => addTo(testHost(), { ports: [{ containerPort: port, hostPort: port, hostIp: 'localhost' }] }))).toBe(
      '[stack/Host/Web] 3 problems:\n'
      + `  - A container port must be a whole number from 1 to 65535; given: ${port}.\n`
      + `  - A host port must be a whole number from 1 to 65535; given: ${port}.\n`
      + '  - "localhost" can\'t be the host address of a port: write an IPv4 or IPv6 address.');
    expect(refusal(() => addTo(testHost()).addPort({ containerPort: port }))).toBe(
      `[stack/Host/Web] A container port must be a whole number from 1 to 65535; given: ${port}.`);
  });

  test.each([1, 65_535])('can have the number %d', (port) => {
    expect(() => addTo(testHost(), { ports: [{ containerPort: port, hostPort: port }] })).not.toThrow();
  });
});

describe('networks', () => {
  test('are set by prop and by method', () => {
    const host = testHost();
    const [front, back] = [host.addNetwork('Front'), host.addNetwork('Back', { subnets: [{ cidr: '10.1.0.0/16' }] })];
    const container = addTo(host, { networks: [front] });
    container.connectTo(back, { aliases: ['web'], ipv4Address: '10.1.0.5', ipv6Address: 'fd00::5' });

    const resource = Synthesized.of(host).resource('docker_container');
    expect(resource.networks_advanced).toEqual([
      { name: `\${docker_network.${front.resource.friendlyUniqueId}.name}` },
      {
        name: `\${docker_network.${back.resource.friendlyUniqueId}.name}`,
        aliases: ['web'],
        ipv4_address: '10.1.0.5',
        ipv6_address: 'fd00::5',
      },
    ]);
  });

  test('replace the container when they are replaced, unless they belong to a connection', () => {
    const host = testHost();
    const [front, back, own] = [host.addNetwork('Front'), host.addNetwork('Back'), host.addNetwork('Own')];
    const container = addTo(host, { networks: [front] });
    container.resource.lifecycle = { ...container.resource.lifecycle, preventDestroy: true };
    container.connectTo(back);
    container.connections.allowTo(host.addContainer('Other', { image: anImage, networks: [own] }), Port.tcp(80));
    const [web, other] = Object.values(Synthesized.of(host).resources('docker_container')).reverse();
    expect(web.lifecycle).toEqual({
      prevent_destroy: true,
      replace_triggered_by: [front, back].map(({ resource }) => `docker_network.${resource.friendlyUniqueId}`),
    });
    expect(other.lifecycle).toEqual({ replace_triggered_by: [`docker_network.${own.resource.friendlyUniqueId}`] });
  });

  test('have an address of the container', () => {
    const host = testHost();
    const [front, back] = [host.addNetwork('Front'), host.addNetwork('Back')];
    const container = addTo(host, { networks: [front] });
    const address = '${one([for each in docker_container.Host_Web_59305F32.network_data : each.ip_address '
      + 'if each.network_name == docker_network.Host_Front_DE8CD501.name])}';
    const url = `http://${container.ipAddress(front)}:80 \${TEXT}`;
    const user = host.addContainer('User', { image: anImage, environment: { URL: url }, labels: { url }, command: [url] });
    expect(Synthesized.of(host).resources('docker_container')[user.resource.friendlyUniqueId]).toMatchObject({
      env: [`URL=http://${address}:80 $\${TEXT}`],
      labels: expect.arrayContaining([{ label: 'url', value: `http://${address}:80 $\${TEXT}` }]),
      command: [`http://${address}:80 $\${TEXT}`],
    });
    expect(refusal(() => container.ipAddress(back))).toBe(
      '[stack/Host/Web] The container is not connected to the network stack/Host/Back. Add it to `networks`, or call connectTo().');
  });

  test('can be joined only once', () => {
    const host = testHost();
    const front = host.addNetwork('Front');
    const message = '[stack/Host/Web] The container is already connected to the network stack/Host/Front. '
      + 'Connect it once: with `networks`, or with connectTo() for an alias or a fixed address.';
    expect(refusal(() => addTo(testHost(), { networks: [front, front] }))).toBe(message);
    expect(refusal(() => addTo(host, { networks: [front] }).connectTo(front))).toBe(message);
  });

  test('need subnets for fixed addresses', () => {
    const host = testHost();
    expect(refusal(() => addTo(host).connectTo(host.addNetwork('Front'), { ipv4Address: '10.1.0.5' }))).toBe(
      '[stack/Host/Web] The fixed address 10.1.0.5 needs a network with `subnets`, and stack/Host/Front has none. '
      + 'Set `subnets` on the network.');
  });

  test('reject addresses of the wrong IP version, and invalid aliases', () => {
    const host = testHost();
    const network = host.addNetwork('Front', { subnets: [{ cidr: '10.1.0.0/16' }] });
    expect(refusal(() => addTo(host).connectTo(network, { aliases: ['a b'], ipv4Address: 'fd00::1', ipv6Address: 'fe80::1%eth0' }))).toBe(
      '[stack/Host/Web] 3 problems:\n'
      + '  - "a b" can\'t be the alias of a container: '
      + 'use letters, digits and "-", in labels of at most 63 characters that are separated by ".".\n'
      + '  - "fd00::1" can\'t be a container\'s IPv4 address: write an IPv4 address.\n'
      + '  - "fe80::1%eth0" can\'t be a container\'s IPv6 address: write an IPv6 address.');
  });
});

describe('the network mode', () => {
  test('can be none or any other mode', () => {
    expect(containerWith({ networkMode: NetworkMode.NONE }).network_mode).toBe('none');
    expect(containerWith({ networkMode: NetworkMode.of('container:abc') }).network_mode).toBe('container:abc');
  });

  test('none excludes networks and ports', () => {
    const host = testHost();
    const network = host.addNetwork('Front');
    const networks = '[stack/Host/Web] A container with the network mode "none" can\'t join networks. '
      + 'Leave out `networkMode` or `networks`.';
    const ports = '[stack/Host/Web] A container with the network mode "none" can\'t publish ports. Leave out `networkMode` or `ports`.';
    const options: Partial<ContainerOptions> = { networkMode: NetworkMode.NONE };
    expect(refusal(() => addTo(testHost(), { ...options, networks: [network] }))).toBe(networks);
    expect(refusal(() => addTo(testHost(), { ...options, ports: [{ containerPort: 80 }] }))).toBe(ports);
    expect(refusal(() => addTo(testHost(), options).connectTo(network))).toBe(networks);
    expect(refusal(() => addTo(host, options).addPort({ containerPort: 80 }))).toBe(ports);
  });
});

test('renders host names and DNS settings', () => {
  expect(containerWith({
    hostname: 'web',
    domainName: 'example.com',
    extraHosts: { db: '10.0.0.9', host: 'host-gateway' },
    dns: ['1.1.1.1'],
    dnsSearch: ['example.com'],
    dnsOptions: ['ndots:2'],
  })).toMatchObject({
    hostname: 'web',
    domainname: 'example.com',
    host: [{ host: 'db', ip: '10.0.0.9' }, { host: 'host', ip: 'host-gateway' }],
    dns: ['1.1.1.1'],
    dns_search: ['example.com'],
    dns_opts: ['ndots:2'],
  });
});

test('rejects invalid host names and DNS servers in one error', () => {
  const rule = 'use letters, digits and "-", in labels of at most 63 characters that are separated by ".".';
  expect(refusal(() => addTo(testHost(), { hostname: 'a_b', domainName: '-', extraHosts: { '!': 'db' }, dns: ['dns'] }))).toBe(
    '[stack/Host/Web] 5 problems:\n'
    + `  - "a_b" can't be the host name: ${rule}\n`
    + `  - "-" can't be the domain name: ${rule}\n`
    + `  - "!" can't be the name of an extra host: ${rule}\n`
    + '  - "db" can\'t be the address of the extra host "!": write an IPv4 or IPv6 address.\n'
    + '  - "dns" can\'t be a DNS server: write an IPv4 or IPv6 address.');
});
