import { join } from 'node:path';
import { Container as ContainerResource } from '@cdktf/provider-docker/lib/container';
import { TerraformStack, TerraformVariable } from 'cdktf';
import { NAME, IMAGE, blueOn, blueWith, containerIn, problemsOf } from './blue';
import {
  BaseImage, PortRange, Registry, Size, VirtualContainerHost, VirtualContainerHostOptions, VolumeStore,
} from '../../src';
import { Synthesized, refusal, refusals, testHost } from '../assertions';

/* What attacks on virtual container hosts found. */

const raw = (blue: VirtualContainerHost, rules: unknown) => {
  const container = new ContainerResource(blue, 'Raw', { name: 'x', image: 'evil.example.com/x', networkMode: 'none' });
  container.addOverride('virtual_host', rules);
};

test.each([['{"name":"green"}'], [null]])('a raw resource can\'t bring rules of its own: %s', (rules) => {
  const blue = blueWith({ registries: [Registry.DOCKER_HUB] });
  raw(blue, rules);
  expect(problemsOf(blue)).toEqual(expect.arrayContaining([
    expect.stringContaining('stack/Blue/Raw: The image "evil.example.com/x" is from the registry'),
    expect.stringContaining('stack/Blue/Raw does not have the rules'),
  ]));
});

test('it gives no image a name that others use', () => {
  const blue = blueWith({});
  const image = BaseImage.fromRootFilesystem(join(__dirname, '../../examples'), { name: 'registry.example.com/app:1' });
  blue.addContainer('Api', { image });
  expect(problemsOf(blue)).toEqual([
    expect.stringContaining(`"registry.example.com/app:1". Rename it to "registry.example.com/${NAME}-app:1".`),
  ]);
});

test('a virtual container host in another one has the rules and bounds of that', () => {
  const blue = blueWith({
    registries: [Registry.of('*.corp.example')],
    requireDigests: true,
    publishedPorts: PortRange.of(20_000, 20_999),
    volumeStores: [VolumeStore.local('default')],
    devices: ['/dev/kvm'],
    memory: Size.mebibytes(256),
    cpus: 0.5,
  });
  const within = (host: VirtualContainerHost, id: string, options: VirtualContainerHostOptions = {}) =>
    new VirtualContainerHost(TerraformStack.of(blue), id, { host, name: id.toLowerCase(), ...options });
  const deep = within(within(blue, 'Middle'), 'Deep', { registries: [Registry.of('a.corp.example')] });
  deep.addContainer('Api', { image: BaseImage.fromRegistry(`a.corp.example/api@sha256:${'0'.repeat(64)}`) });
  expect(containerIn(deep)).toMatchObject({ memory: 256, cpus: '0.5' });
  expect(JSON.parse(containerIn(deep).virtual_host)).toEqual({
    name: 'deep',
    pool: 'blue/middle/deep',
    registries: ['a.corp.example'],
    anonymous_volumes: { driver: 'local' },
    address_range: '10.243.32.0/20',
    require_digests: true,
    published_ports: '20000-20999',
    volume_drivers: ['local'],
    devices: [],
  });
  expect(refusal(() => within(deep, 'Wide', {
    registries: [Registry.of('*.example')],
    publishedPorts: PortRange.of(1, 20_100),
    devices: ['/dev/kvm'],
    volumeStores: [VolumeStore.of('x', 'other')],
    cpus: 1,
  }))).toContain('It can have 1 of CPUs');
  expect(refusal(() => within(deep, 'Wider', {
    registries: [Registry.of('*.example')],
    publishedPorts: PortRange.of(1, 20_100),
    devices: ['/dev/kvm'],
    volumeStores: [VolumeStore.of('x', 'other')],
  }))).toMatch(/4 problems:[^]*registries[^]*volume_drivers[^]*devices[^]*published_ports/);
  const counted = within(blue, 'Counted', { maxVolumes: 1 });
  expect(refusal(() => within(counted, 'Inner'))).toContain('has a quota (`max_volumes`)');
});

test.each(['/berth/blue/../green', '/berth/blue-evil', '/docker'])('no other control group is in the pool: %s', (cgroupParent) => {
  const blue = blueWith();
  blue.addContainer('Api', { image: IMAGE }).resource.addOverride('cgroup_parent', cgroupParent);
  expect(problemsOf(blue)).toEqual(expect.arrayContaining([expect.stringContaining('is in its resource pool')]));
});

test('a build runs in the pool, and in no network of others', () => {
  const blue = blueWith();
  const image = blue.addImage(BaseImage.fromDockerfile(join(__dirname, '../../examples/build/image'), { id: 'own' }));
  const { build } = Synthesized.of(blue).resource('docker_image');
  expect([build].flat()[0]).toMatchObject({ cgroup_parent: expect.stringContaining('docker_resource_pool') as string });
  image.resource.addOverride('build.network_mode', 'container:green-db');
  image.resource.addOverride('build.cgroup_parent', '/berth/green');
  expect(problemsOf(blue)).toEqual([
    expect.stringContaining('is in its resource pool'), expect.stringContaining('can\'t use the network "container:green-db"'),
  ]);
});

test('names are unique on the engine, and none is the provider\'s own', () => {
  const host = testHost();
  blueOn(host);
  new VirtualContainerHost(host, 'Other', { host, name: NAME });
  expect(refusals(TerraformStack.of(host))).toEqual([expect.stringContaining('stack/Blue on the same engine has the name "blue", too')]);
  expect(refusal(() => blueWith({ name: 'berth' }))).toContain('neither "berth" nor');
});

test('a label with another owner, and devices without a path, are refused', () => {
  const blue = blueWith({ volumeStores: [VolumeStore.local('default')] });
  const { resource } = blue.addContainer('Api', { image: IMAGE });
  resource.addOverride('labels', [{ label: 'berth.virtual-host', value: 'blue' }, { label: 'berth.virtual-host', value: 'green' }]);
  resource.addOverride('gpus', 'all');
  resource.addOverride('volume_driver', 'other');
  expect(problemsOf(blue)).toEqual(expect.arrayContaining([
    expect.stringContaining('has the label "berth.virtual-host" once'), expect.stringContaining('`gpus` gives others'),
    expect.stringContaining('have volumes only with the drivers "local"; given: "other"'),
  ]));
});

test('rules must be known, and a suspended container does not count', () => {
  const stack = TerraformStack.of(testHost());
  const { numberValue } = new TerraformVariable(stack, 'most', {});
  expect(refusal(() => blueWith({ maxContainers: numberValue }))).toContain('`maxContainers` of a virtual container host must be known');
  expect(refusal(() => blueWith({ devices: ['sda'] }))).toContain('The path of a device must be an absolute path');
  const blue = blueWith({ maxContainers: 1 });
  blue.addContainer('A', { image: IMAGE });
  blue.addContainer('B', { image: IMAGE }).resource.addOverride('suspended', true);
  expect(() => Synthesized.of(blue)).not.toThrow();
});
