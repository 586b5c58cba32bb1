import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Container as ContainerResource } from '@cdktf/provider-docker/lib/container';
import { TerraformStack } from 'cdktf';
import { NAME, IMAGE, blueOn, blueWith, poolOf, containerIn, problemsOf } from './blue';
import {
  Backend, BaseImage, Container, Control, Exemption, Guarantee, IsolationPolicy, NestedHost, Port, PortRange, Registry, Shares,
  Shrink, SignatureKey, Size, VirtualContainerHost, VirtualContainerHostOptions, VolumeStore,
} from '../../src';
import { Synthesized, anImage, refusal, refusals, testHost } from '../assertions';
import { cosignKey } from '../cosign';

describe('the pool', () => {
  test('has the bounds, and the containers are in it', () => {
    const blue = blueWith({
      cpus: 2,
      memory: Size.gibibytes(4),
      memorySwap: Size.gibibytes(4),
      processes: 2_000,
      guaranteed: { memory: Size.mebibytes(512) },
      shares: Shares.HIGH,
      diskWeight: 100,
      diskLimits: [{ device: '/dev/sda', read: Size.mebibytes(10) }],
      shrink: Shrink.AS_FAR_AS_POSSIBLE,
      suspended: true,
    });
    blue.addContainer('Api', { image: IMAGE });
    expect(poolOf(blue)).toEqual({
      name: NAME,
      memory: 4_096,
      memory_swap: 4_096,
      memory_reservation: 512,
      cpus: '2',
      cpu_shares: 2_048,
      pids_limit: 2_000,
      blkio_weight: 100,
      device_read_bps: [{ path: '/dev/sda', rate: 10_485_760 }],
      shrink: 'as_far_as_possible',
      lower_containers: true,
      suspended: true,
      lifecycle: { create_before_destroy: true },
    });
    expect(containerIn(blue)).toMatchObject({
      name: 'blue-api',
      cgroup_parent: expect.stringMatching(/^\$\{docker_resource_pool\.Blue_Pool_\w+\.cgroup_parent\}$/) as string,
      labels: [{ label: 'berth.virtual-host', value: NAME }],
    });
  });

  test('makes way only once its containers are in the next one, unless the stack makes the host', () => {
    const host = testHost();
    const nested = new NestedHost(host.node.scope!, 'Nested', { host, image: IMAGE, hostRoot: true });
    expect(poolOf(blueOn(nested)).lifecycle).toBeUndefined();
    expect(poolOf(blueWith()).lifecycle).toEqual({ create_before_destroy: true });
  });

  test.each<[Guarantee | undefined, Shares | undefined, number | undefined]>([
    [undefined, undefined, undefined],
    [{ cpus: 0.5 }, undefined, undefined],
    [{ cpus: 2 }, undefined, 2_048],
    [{ cpus: 2 }, Shares.of(4_000), 4_000],
    [undefined, Shares.LOW, 512],
  ])('guarantees %j with %j by %s shares', (guaranteed, shares, expected) => {
    expect(poolOf(blueWith({ guaranteed, shares })).cpu_shares).toBe(expected);
  });

  test('is in that of the virtual container host around it, whose bounds it can\'t exceed', () => {
    const department = blueWith({ memory: Size.gibibytes(2), cpus: 2, processes: 100 });
    const team = (options: VirtualContainerHostOptions) =>
      new VirtualContainerHost(department, 'Team', { host: department, name: 'team', ...options });
    expect(refusal(() => team({ memory: Size.gibibytes(3), cpus: 3, processes: 101 }))).toBe(['[stack/Blue/Team] 3 problems:',
      '  - It can have 3 GiB of memory, and the virtual container host around it has 2 GiB. Lower its limit, or raise that one.',
      '  - It can have 3 of CPUs, and the virtual container host around it has 2. Lower its limit, or raise that one.',
      '  - It can have 101 of processes, and the virtual container host around it has 100. Lower its limit, or '
      + 'raise that one.'].join('\n'));
  });

  test.each<[VirtualContainerHostOptions, string]>([
    [{ memory: Size.mebibytes(5) }, 'a whole number of mebibytes, at least 6 MiB; given: 5 MiB'],
    [{ memory: Size.kibibytes(10_000) }, 'a whole number of mebibytes'],
    [{ cpus: 0 }, 'a number of at least 0.01; given: 0'],
    [{ processes: 0.5 }, 'a whole number of at least 1; given: 0.5'],
    [{ maxContainers: 0 }, 'maxContainers must be a whole number of at least 1; given: 0'],
    [{ shares: Shares.of(1) }, 'a whole number from 2 to 262144; given: 1'],
    [{ diskWeight: 9 }, 'a whole number from 10 to 1000; given: 9'],
    [{ memory: Size.gibibytes(1), guaranteed: { memory: Size.gibibytes(2) } }, 'The guaranteed memory, 2 GiB, is above the bound, 1 GiB'],
    [{ cpus: 1, guaranteed: { cpus: 2 } }, 'The guaranteed CPUs, 2, is above the bound, 1'],
    [{ name: 'Blue' }, '"Blue" can\'t be the name of a virtual container host: 1 to 40 lower-case letters'],
    [{ addressRange: '10.0.0.0/24' }, 'a prefix length of at most 20'],
  ])('refuses %j', (options, message) => {
    expect(refusal(() => blueWith(options))).toContain(message);
  });

  test('lowers the default limits of containers, and refuses a limit that is above it', () => {
    const blue = blueWith({ memory: Size.mebibytes(64), cpus: 0.5, processes: 50 });
    blue.addContainer('Api', { image: IMAGE });
    expect(containerIn(blue)).toMatchObject({ memory: 64, cpus: '0.5', pids_limit: 50 });
    blue.addContainer('Big', { image: IMAGE, memory: Size.mebibytes(65) });
    expect(problemsOf(blue)).toEqual([
      '[stack/Blue] stack/Blue/Big: It can have 65 MiB of memory, and the virtual container host around it has 64 MiB. '
      + 'Lower its limit, or raise that one.',
    ]);
  });

  test('lowers the default of memory and swap of containers, and refuses one that is above it', () => {
    const [memory, memorySwap] = [Size.mebibytes(64), Size.mebibytes(96)];
    const blue = blueWith({ memory, memorySwap });
    blue.addContainer('Api', { image: IMAGE });
    expect(containerIn(blue)).toMatchObject({ memory: 64, memory_swap: 96 });
    const inner = new VirtualContainerHost(blue.node.scope!, 'Inner', { host: blue, name: 'inner' });
    expect(refusal(() => new VirtualContainerHost(blue.node.scope!, 'Big', { host: blue, name: 'big', memorySwap: Size.mebibytes(97) })))
      .toContain('It can have 97 MiB of memory and swap, and the virtual container host around it has 96 MiB.');
    inner.addContainer('Big', { image: IMAGE, memory, memorySwap: Size.mebibytes(97) });
    expect(problemsOf(inner)).toEqual([expect.stringContaining('It can have 97 MiB of memory and swap')]);
  });

  test('without a bound of swap, bounds it to twice the memory, as the kernel does', () => {
    const blue = blueWith({ memory: Size.mebibytes(64) });
    blue.addContainer('Api', { image: IMAGE });
    expect(containerIn(blue).memory_swap).toBeUndefined();
    blue.addContainer('Big', { image: IMAGE, memorySwap: Size.mebibytes(129) });
    expect(problemsOf(blue)).toEqual([expect.stringContaining('It can have 129 MiB of memory and swap')]);
  });
});

describe('names', () => {
  test('begin with that of the virtual container host, wherever the construct is', () => {
    const blue = blueWith();
    blue.addContainer('A', { image: IMAGE });
    blue.addContainer('B', { image: IMAGE, name: 'own' });
    blue.addContainer('C', { image: IMAGE, name: 'blue-c' });
    new Container(TerraformStack.of(blue), 'D', { host: blue, image: IMAGE });
    const names = Object.values(Synthesized.of(blue).resources('docker_container')).map(({ name }) => name);
    expect(names.sort()).toEqual(['blue-a', 'blue-c', 'blue-d', 'blue-own']);
  });

  test('of virtual container hosts follow from the path, and end with a hash if that is long', () => {
    const host = testHost();
    const named = (id: string) => new VirtualContainerHost(host, id, { host }).name;
    expect(named('Team_1.x')).toBe('stack-host-team-1-x');
    expect(named('A'.repeat(50))).toMatch(/^stack-host-a{20}-[0-9a-f]{8}$/);
  });
});

describe('rules', () => {
  test('are carried by each resource, in one text', () => {
    const blue = blueWith({
      maxContainers: 5,
      maxVolumes: 2,
      storage: Size.gibibytes(1),
      registries: [Registry.of('registry.example.com')],
      requireDigests: false,
      publishedPorts: PortRange.of(20_000, 20_999),
      volumeStores: [VolumeStore.local('default')],
      devices: ['/dev/kvm'],
    });
    blue.addContainer('Api', { image: IMAGE });
    blue.addNetwork('Net');
    blue.addVolume('Data');
    const rules = {
      name: NAME,
      pool: NAME,
      max_containers: 5,
      max_volumes: 2,
      max_storage: 1_024,
      registries: ['registry.example.com'],
      published_ports: '20000-20999',
      volume_drivers: ['local'],
      // Each volume has a size, and nobody gave one for those of images.
      address_range: '10.243.32.0/20',
      devices: ['/dev/kvm'],
    };
    const synthesized = Synthesized.of(blue);
    for (const type of ['docker_container', 'docker_network', 'docker_volume', 'docker_image']) {
      expect(JSON.parse(synthesized.resource(type).virtual_host)).toEqual(rules);
    }
  });

  test('hold for images, ports, devices and volumes, and all problems are reported at once', () => {
    const blue = blueWith({
      registries: [Registry.of('registry.example.com')],
      requireDigests: true,
      publishedPorts: PortRange.of(20_000, 20_999),
      volumeStores: [VolumeStore.of('fast', 'fast')],
    });
    blue.addContainer('Api', { image: BaseImage.fromRegistry('evil.example.com/api:1'), ports: [{ containerPort: 80, hostPort: 80 }] });
    blue.addVolume('Data');
    const problems = problemsOf(blue);
    expect(problems).toEqual([
      expect.stringContaining('from the registry "evil.example.com"'),
      expect.stringContaining('has no digest'),
      expect.stringContaining('publish only the ports 20000-20999 of the host; given: 80'),
      expect.stringContaining('have volumes only with the drivers "fast"; given: "local"'),
    ]);
    expect(problems[0]).toMatch(/^\[stack\/Blue\] stack\/Blue\/Images\/\S+: /);
  });

  test('hold for overrides, and can\'t be overridden', () => {
    const blue = blueWith({ publishedPorts: PortRange.of(20_000, 20_999) });
    const api = blue.addContainer('Api', { image: IMAGE });
    api.resource.addOverride('ports', [{ internal: 80, external: 81 }]);
    api.resource.addOverride('cgroup_parent', '/docker');
    expect(problemsOf(blue)).toEqual([
      expect.stringContaining('is in its resource pool, "/berth/blue"; given: "/docker"'),
      expect.stringContaining('given: 81'),
      expect.stringContaining('Cgroup namespace: the policy requires private'),
    ]);
    api.resource.addOverride('virtual_host', '{"name":"blue"}');
    expect(problemsOf(blue)).toEqual(expect.arrayContaining([
      expect.stringContaining('stack/Blue/Api does not have the rules of the virtual container host "blue" as they are'),
    ]));
  });

  test('hold for raw resources in the scope', () => {
    const blue = blueWith({ registries: [Registry.DOCKER_HUB] });
    const raw = (id: string, name: string, more: object = {}) =>
      new ContainerResource(blue, id, { name, image: 'evil.example.com/x', networkMode: 'none', ...more });
    raw('Raw', 'raw');
    expect(problemsOf(blue)).toEqual(expect.arrayContaining([
      expect.stringContaining('The name of a container of the virtual container host "blue" begins with "blue-"; given: "raw"'),
      expect.stringContaining('has the label "berth.virtual-host"'),
      expect.stringContaining('is in its resource pool'),
      expect.stringContaining('from the registry "evil.example.com"'),
    ]));
  });

  test('count what is on it', () => {
    const blue = blueWith({ maxContainers: 1, maxVolumes: 1 });
    for (const id of ['A', 'B']) {
      blue.addContainer(id, { image: IMAGE });
      blue.addVolume(`V${id}`);
    }
    expect(problemsOf(blue)).toEqual([
      '[stack/Blue] The virtual container host has 2 containers, and may have 1. Remove some of them, or raise `maxContainers`.',
      '[stack/Blue] The virtual container host has 2 volumes, and may have 1. Remove some of them, or raise `maxVolumes`.',
    ]);
  });

  test('hold for policies and shared folders of the host, too', () => {
    const host = testHost({ sharedFolders: [{ path: '/srv/a' }, { path: '/srv/b', readOnly: false }] });
    expect(refusal(() => blueOn(host, { sharedFolders: [{ path: '/srv/a', readOnly: false }, { path: '/srv/c' }] }))).toBe([
      '[stack/Blue] 2 problems:',
      ...['/srv/a', '/srv/c'].map((path) => `  - The virtual container host can't share "${path}", since its host stack/Host does not `
        + 'share it like that. Add the folder to `sharedFolders` of the host, or leave it out.'),
    ].join('\n'));
    IsolationPolicy.RESTRICTED.enforce(host);
    const green = new VirtualContainerHost(host, 'Green', { host, sharedFolders: [{ path: '/srv/a/models' }, { path: '/srv/b' }] });
    expect(refusal(() => green.addContainer('Api', { image: IMAGE, user: '0' }))).toContain('User: the policy requires non-root');
  });
});

describe('signatures', () => {
  const pem = cosignKey().pem.trim();
  const others = cosignKey().pem.trim();
  const keyOf = (vch: VirtualContainerHost) => (JSON.parse(containerIn(vch).virtual_host) as { signature_keys?: string[] }).signature_keys;
  const signed = BaseImage.fromRegistry(`registry.example.com/api@sha256:${'0'.repeat(64)}`);

  test('are demanded by the keys, which each resource carries, and need digests', () => {
    const blue = blueWith({ signatureKeys: [SignatureKey.fromPem(`\n${pem}\n\n`)] });
    blue.addContainer('Api', { image: signed });
    expect(keyOf(blue)).toEqual([pem]);
    blue.addImage(BaseImage.fromDockerfile(join(__dirname, '../../examples/build/image'), { id: 'own' }));
    blue.addContainer('Other', { image: IMAGE });
    expect(problemsOf(blue)).toEqual([expect.stringContaining('The image "registry.example.com/api:1" has no digest, and the virtual '
      + 'container host "blue" may only use images with one, since a signature is one of a digest. Write NAME@sha256:DIGEST.')]);
  });

  test('are demanded in a virtual container host in it, too, by these keys or fewer', () => {
    const blue = blueWith({ signatureKeys: [SignatureKey.fromPem(pem), SignatureKey.fromPem(others)] });
    const within = (id: string, options: VirtualContainerHostOptions) =>
      new VirtualContainerHost(blue, id, { host: blue, name: id.toLowerCase(), ...options });
    const same = within('Same', {});
    same.addContainer('Api', { image: signed });
    expect(keyOf(same)).toEqual([pem, others]);
    within('Less', { signatureKeys: [SignatureKey.fromPem(others)] });
    expect(refusal(() => within('More', { signatureKeys: [SignatureKey.fromPem(cosignKey().pem)] })))
      .toContain('The rule `signature_keys` allows "-----BEGIN PUBLIC KEY-----');
  });

  test('have keys that are read from a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'berth-keys-'));
    const file = join(folder, 'cosign.pub');
    writeFileSync(file, `${pem}\n`);
    expect(SignatureKey.fromFile(file).pem).toBe(pem);
    rmSync(folder, { recursive: true });
    expect(refusal(() => SignatureKey.fromFile('no/cosign.pub')))
      .toContain(`The signature key "no/cosign.pub" does not exist (looked for ${resolve('no/cosign.pub')})`);
  });

  test('have keys that are public keys of cosign, and nothing else is shown', () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const secret = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const broken = pem.replace('MFkw', 'MFkx');
    for (const text of [secret, `${pem}\n${secret}`, `${secret}\n${pem}`, rsa, cosignKey('P-384').pem, broken, '', '${var.key}']) {
      expect(refusal(() => SignatureKey.fromPem(text))).toBe('The text is no signature key. What it is is not shown, since it may be a '
        + 'private key. Give the public key of a cosign key pair: ECDSA on the curve P-256, as PEM that begins with '
        + '"-----BEGIN PUBLIC KEY-----". It must be known at synthesis.');
    }
  });
});

describe('volume stores', () => {
  const stores = [
    VolumeStore.local('default'), VolumeStore.memory('fast'),
    VolumeStore.nfs('shared', { server: 'files.example.com', path: '/export', mountOptions: 'nfsvers=4' }),
  ];

  test('decide the driver and its options', () => {
    const exemptions = [Exemption.of(Control.HOST_PATHS, 'its files are on a server')];
    const blue = blueWith({ volumeStores: stores, exemptions });
    blue.addVolume('A', { size: Size.gibibytes(1) });
    blue.addVolume('B', { store: 'fast', size: Size.mebibytes(8) });
    blue.addVolume('C', { store: 'shared' });
    const volumes = Object.values(Synthesized.of(blue).resources('docker_volume'));
    expect(volumes.map(({ driver, driver_opts: options }) => ({ driver, options }))).toEqual([
      { driver: 'local', options: { size: '1073741824' } },
      { driver: 'local', options: { type: 'tmpfs', device: 'tmpfs', o: 'size=8388608,nr_inodes=2048' } },
      { driver: 'local', options: { type: 'nfs', device: ':/export', o: 'addr=files.example.com,nfsvers=4' } },
    ]);
  });

  test.each([
    [{ store: 'other' }, 'There is no volume store "other". The stores are: "default", "fast", "shared".'],
    [{ store: 'fast' }, 'A volume in the store "fast" needs a `size`.'],
    [{ store: 'shared', size: Size.mebibytes(1) }, 'A volume in the store "shared" can\'t be held to a `size`.'],
    [{ store: 'fast', driver: 'local' }, 'A volume has either a `store` or a `driver`'],
  ])('refuse %j', (options, message) => {
    expect(refusal(() => blueWith({ volumeStores: stores }).addVolume('V', options))).toContain(message);
  });

  test.each([
    ['the store "default"', {}, { driver: 'local' }],
    ['another store, with a size', { anonymousVolumes: { store: 'fast', size: Size.mebibytes(8) } },
      { driver: 'local', driver_opts: { type: 'tmpfs', device: 'tmpfs', o: 'size=8388608,nr_inodes=2048' } }],
    ['a store with a size, since all have a bound', { storage: Size.gibibytes(1), anonymousVolumes: { size: Size.mebibytes(8) } },
      { driver: 'local', driver_opts: { size: '8388608' } }],
    ['none, since all have a bound', { storage: Size.gibibytes(1) }, undefined],
    ['none, since all would be one folder',
      { volumeStores: [VolumeStore.nfs('default', { server: 'files.example.com', path: '/export' })] }, undefined],
  ])('of anonymous volumes are %s', (_, props, rule) => {
    const blue = blueWith({ volumeStores: stores, ...props });
    blue.addContainer('Api', { image: IMAGE });
    expect(JSON.parse(Synthesized.of(blue).resource('docker_container').virtual_host).anonymous_volumes).toEqual(rule);
  });

  test.each([
    [{ store: 'other' }, 'There is no volume store "other". The stores are: "default", "fast", "shared".'],
    [{ store: 'fast' }, 'A volume in the store "fast" needs a `size`.'],
    [{ store: 'shared' }, 'All volumes in the store "shared" are one folder'],
  ])('refuse the anonymous volumes %j', (anonymousVolumes, message) => {
    expect(refusal(() => blueWith({ volumeStores: stores, anonymousVolumes }))).toContain(message);
  });

  test('on a file server need an exemption, since the host mounts them', () => {
    expect(refusal(() => blueWith({ volumeStores: stores }).addVolume('V', { store: 'shared' }))).toContain(
      'The host mounts it through its own network');
  });

  test('are needed for a size', () => {
    expect(refusal(() => blueWith().addVolume('V', { size: Size.mebibytes(1) }))).toContain('A `size` needs a `store`');
    expect(refusal(() => blueWith().addVolume('V', { store: 'x' }))).toContain('the virtual container host has none');
  });
});

describe('between virtual container hosts', () => {
  function two() {
    const host = testHost();
    const blue = blueOn(host);
    const green = new VirtualContainerHost(host.node.scope!, 'Green', { host, name: 'green' });
    return { host, blue, green, web: blue.addContainer('Web', { image: IMAGE }), db: green.addContainer('Db', { image: anImage }) };
  }

  test('a connection needs both sides', () => {
    const { blue, web, db } = two();
    db.connections.expose(Port.tcp(5_432));
    expect(problemsOf(blue)).toEqual(['[stack/Green/Db] The container exposes 5432/tcp, and no container outside of stack/Green connects '
      + 'to it. Call `connections.allowTo()` of the one that uses it, or remove `connections.expose()`.']);
    web.connections.allowTo(db, Port.tcp(5_432));
    const { labels } = Synthesized.of(blue).resource('docker_network');
    expect(labels).toEqual([{ label: 'berth.virtual-host', value: 'blue,green' }]);
    web.connections.allowTo(db, Port.tcp(80));
    expect(problemsOf(blue)).toEqual(['[stack/Blue/Web] The container connects to stack/Green/Db on 80/tcp, which is in stack/Green and '
      + 'does not expose it. Both sides have to agree: call `connections.expose()` of that container with the port, or remove the '
      + 'connection.']);
  });

  test('and containers of their host, likewise', () => {
    const { host, db } = two();
    const proxy = host.addContainer('Proxy', { image: anImage });
    proxy.connections.allowTo(db, Port.tcp(80));
    expect(refusals(TerraformStack.of(host))).toEqual([expect.stringContaining('does not expose it')]);
    db.connections.expose(Port.tcpRange(80, 90));
    expect(Synthesized.of(host).resource('docker_network').labels).toEqual([{ label: 'berth.virtual-host', value: 'green' }]);
  });

  test('there is nothing else in common', () => {
    const { blue, green, web } = two();
    web.connectTo(green.addNetwork('Net'));
    expect(problemsOf(blue)).toEqual([expect.stringContaining('The network stack/Green/Net is on the host stack/Green')]);
  });

  test('one in another one has its address range, or a part of it', () => {
    const host = testHost();
    const outer = new VirtualContainerHost(host, 'Outer', { host, addressRange: '10.230.0.0/16' });
    const shared = new VirtualContainerHost(host, 'Shared', { host: outer });
    new VirtualContainerHost(host, 'Part', { host: outer, addressRange: '10.230.16.0/20' });
    for (const each of [outer, shared]) for (const id of ['A', 'B', 'C']) each.addNetwork(id);
    const subnets = Object.values(Synthesized.of(host).resources('docker_network'))
      .map(({ ipam_config: [{ subnet }] }) => subnet as string);
    expect(new Set(subnets).size).toBe(6);
    for (const subnet of subnets) {
      expect(subnet).toMatch(/^10\.230\./);
      expect(subnet).not.toMatch(/^10\.230\.(1[6-9]|2\d|3[01])\./);
    }
    new VirtualContainerHost(host, 'Elsewhere', { host: outer, addressRange: '10.231.0.0/20' });
    new VirtualContainerHost(host, 'Same', { host: outer, addressRange: '10.230.16.0/20' });
    expect(refusals(TerraformStack.of(host))).toEqual([
      '[stack/Host/Elsewhere] The address range 10.231.0.0/20 is not a part of 10.230.0.0/16, that of the virtual container host around '
      + 'it. Choose a part of that one, or leave out `addressRange` to share it.',
      '[stack/Host/Same] The address range 10.230.16.0/20 overlaps with 10.230.16.0/20 of stack/Host/Part on the same engine. '
      + 'Choose another one, or leave out `addressRange` to have one allocated.',
    ]);
  });

  test('address ranges do not overlap', () => {
    const host = testHost();
    const vch = (id: string, addressRange?: string) => new VirtualContainerHost(host, id, { host, addressRange });
    for (let index = 0; index < 100; index++) vch(`V${index}`).addNetwork('Net');
    vch('Fixed', '10.224.0.0/12').addNetwork('Net');
    const networks = Object.values(Synthesized.of(host).resources('docker_network'))
      .map(({ ipam_config: [{ subnet }] }) => subnet as string);
    expect(new Set(networks).size).toBe(101);
    expect(networks.filter((subnet) => /^10\.(22[4-9]|23\d)\./.test(subnet))).toHaveLength(1);
    vch('Other', '10.230.0.0/16');
    expect(refusals(TerraformStack.of(host))).toEqual([
      '[stack/Host/Other] The address range 10.230.0.0/16 overlaps with 10.224.0.0/12 of stack/Host/Fixed on the same engine. '
      + 'Choose another one, or leave out `addressRange` to have one allocated.',
    ]);
  });
});

describe('density', () => {
  const blue = blueWith({ memory: Size.gibibytes(4), cpus: 2, processes: 2_000 });

  test('follows from what applications use', () => {
    const density = blue.density({ memory: Size.mebibytes(256), memoryUse: Size.mebibytes(16), cpus: 1, cpuUse: 0.005, processes: 10 });
    expect([density.fits, density.fitsByLimits]).toEqual([160, 2]);
    expect(density.explain()).toBe([
      'memory: 80 % of 4096 MiB / 16 MiB used by each = 204 (by limits: 4096 MiB / 256 MiB = 16)',
      'CPUs: 80 % of 2 / 0.005 used by each = 320 (by limits: 2 / 1 = 2)',
      'processes: 80 % of 2000 / 10 used by each = 160 (by limits: 2000 / 10 = 200)',
      '160 fit, and 2 by their limits.',
    ].join('\n'));
  });

  test('is at most what the quota allows', () => {
    const few = blueWith({ memory: Size.mebibytes(1_000), maxContainers: 3 });
    const density = few.density({ memory: Size.mebibytes(10), count: 3 });
    expect([density.fits, density.fitsByLimits]).toEqual([3, 3]);
    expect(density.explain()).toContain('\ncontainers: at most 3, and at least one of each\n3 fit, and 3 by their limits.');
    expect(refusal(() => few.density({ memory: Size.mebibytes(10), count: 4 }))).toContain('4 are declared.');
  });

  test('refuses what can\'t fit', () => {
    expect(refusal(() => blue.density({ memory: Size.mebibytes(64), count: 52 }))).toContain('52 are declared.\nmemory: 80 % of 4096 MiB');
    expect(blue.density({ memory: Size.mebibytes(64), headroom: 0, count: 64 }).fits).toBe(64);
    expect(refusal(() => blue.density({ memory: Size.mebibytes(64), headroom: 1 }))).toContain('headroom must be a number from 0 to');
    expect(refusal(() => blue.density({}))).toContain('There is nothing to reckon with');
    expect(refusal(() => blue.density({ cpus: 0 }))).toContain('must be above 0');
    expect(refusal(() => blue.density({ cpus: 1, cpuUse: 2 }))).toContain('at most its limit, which is 1');
    for (const count of [-1, 1.5, NaN]) expect(refusal(() => blue.density({ cpus: 1, count }))).toContain('count must be a whole number');
  });
});

describe('a dedicated one', () => {
  test('is a nested host in the pool, which leaves room for its delegate', () => {
    const host = testHost();
    const green = VirtualContainerHost.dedicated(host, 'Green', {
      host, name: 'green', image: anImage, memory: Size.gibibytes(1), cpus: 1.5, pidsLimit: 1_000, shares: Shares.HIGH,
    });
    expect(green).toBeInstanceOf(NestedHost);
    green.addContainer('Web', { image: anImage });
    const synthesized = Synthesized.of(host);
    const pools = Object.values(synthesized.resources('docker_resource_pool'));
    expect(pools).toEqual([
      expect.objectContaining({ name: 'green-engine', parent: expect.stringContaining('docker_resource_pool.') as string }),
      expect.objectContaining({ name: 'green', memory: 1_024, cpus: '1.5', pids_limit: 1_000, cpu_shares: 2_048 }),
    ]);
    const containers = Object.values(synthesized.resources('docker_container'));
    const engine = containers.find(({ name }) => /engine-engine$/.test(name as string))!;
    expect(engine).toMatchObject({ memory: 992, cpus: '1.5', pids_limit: 984 });
    expect(JSON.parse(engine.virtual_host)).toMatchObject({ name: 'green', pool: 'green' });
    const web = containers.find(({ name }) => /web$/.test(name as string))!;
    expect(web.virtual_host).toBeUndefined();
    expect(web.cgroup_parent).toBeUndefined();
  });
});

describe('with kreuzwerker/docker', () => {
  const withBackend = (options: VirtualContainerHostOptions) => blueOn(testHost({ backend: Backend.KREUZWERKER }), options);

  test('names, labels, addresses and rules hold at synth', () => {
    const blue = withBackend({ registries: [Registry.DOCKER_HUB] });
    blue.addContainer('Api', { image: anImage });
    const { name, labels, virtual_host: rules, cgroup_parent: parent } = containerIn(blue);
    expect({ name, labels, rules, parent }).toEqual({ name: 'blue-api', labels: [{ label: 'berth.virtual-host', value: NAME }] });
    expect(Synthesized.of(blue).resources('docker_resource_pool')).toEqual({});
    blue.addContainer('Other', { image: IMAGE });
    expect(problemsOf(blue)).toEqual([expect.stringContaining('from the registry "registry.example.com"')]);
  });

  test.each<[VirtualContainerHostOptions, string]>([
    [{ memory: Size.gibibytes(1) }, 'A bound for the sum of containers'], [{ suspended: true }, 'A bound for the sum of containers'],
    [{ maxContainers: 1 }, 'A quota'], [{ maxVolumes: 1 }, 'A quota'], [{ storage: Size.gibibytes(1) }, 'A quota'],
    [{ signatureKeys: [] }, 'The check of signatures'],
  ])('%j is refused', (options, what) => {
    expect(refusal(() => withBackend(options))).toContain(`${what} `);
  });
});

test.each(['a b', 'https://registry.example.com', '*.', 'registry.example.com:0', '10.0.0.0/33'])('no registry: %s', (pattern) => {
  expect(refusal(() => Registry.of(pattern))).toContain(`"${pattern}" can't be a registry.`);
});

test.each([[0, 1], [2, 1], [1, 70_000], [1.5, 2]])('a range of ports can\'t be from %d to %d', (first, last) => {
  expect(refusal(() => PortRange.of(first, last))).toContain(`given: ${first} and ${last}`);
});

