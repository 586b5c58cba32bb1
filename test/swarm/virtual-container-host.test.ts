import { TerraformResource, TerraformVariable } from 'cdktf';
import { clusterOf } from './cluster-hosts';
import {
  CloneSetOptions, ContainerOptions, IsolationPolicy, Mount, PlacementConstraint, PortPublishing, PortRange, Registry, Shares, Shrink,
  Size, SwarmClusterProps, VirtualContainerHost, VirtualContainerHostOptions, VolumeStore,
} from '../../src';
import { anImage, refusal, Synthesized, testHost } from '../assertions';

function blueOn(options: VirtualContainerHostOptions = {}, props: Partial<SwarmClusterProps> = {}) {
  const { stack, cluster } = clusterOf(props);
  return { stack, cluster, blue: new VirtualContainerHost(stack, 'Blue', { host: cluster, name: 'blue', ...options }) };
}

/** Returns what a virtual container host with a container and a set of clones becomes. */
function synthesized(
  options: VirtualContainerHostOptions, container: Partial<ContainerOptions> = {}, clones?: Partial<CloneSetOptions>,
  props: Partial<SwarmClusterProps> = {},
) {
  const { stack, blue } = blueOn(options, props);
  blue.addContainer('api', { image: anImage, ...container });
  if (clones !== undefined) blue.addCloneSet('web', { image: anImage, replicas: 3, ...clones });
  return Synthesized.of(stack);
}

const refusalOf = (...given: Parameters<typeof synthesized>) => refusal(() => synthesized(...given));
const LIMITED = { memory: Size.mebibytes(256), cpus: 0.5, pidsLimit: 100 };

test('its services have its names and labels, its constraints, its policy, and no rules that only an engine can hold', () => {
  const { json } = synthesized({
    cpus: 2,
    memory: Size.gibibytes(1),
    processes: 400,
    isolation: IsolationPolicy.RESTRICTED,
    placementConstraints: [PlacementConstraint.nodeLabel('tenant', 'blue')],
  }, { ...LIMITED, user: '1000', placement: { constraints: [PlacementConstraint.worker()] } }, { ...LIMITED, user: '1000' });
  expect(Object.keys(json.resource)).not.toContain('docker_resource_pool');
  const services = Object.values<any>(json.resource.docker_service);
  expect(services.map(({ name }) => name).sort()).toEqual(['blue-api', 'blue-web']);
  for (const { labels, isolation_policy: policy, virtual_host: rules } of services) {
    expect(labels).toContainEqual({ label: 'berth.virtual-host', value: 'blue' });
    expect(policy).toContain('restricted@1');
    expect(rules).toBeUndefined();
  }
  expect(services.find(({ name }) => name === 'blue-api').task_spec.placement.constraints)
    .toEqual(['node.role==worker', 'node.labels.tenant==blue']);
  expect(Object.values<any>(json.resource.docker_network).every(({ name }) => name.startsWith('blue-'))).toBe(true);
});

test('its images show its rules, since the provider can hold these', () => {
  const { json } = synthesized({ registries: [Registry.DOCKER_HUB] });
  const [image] = Object.values<any>(json.resource.docker_image);
  expect(JSON.parse(image.virtual_host)).toMatchObject({ name: 'blue', registries: ['docker.io'] });
  expect(JSON.parse(image.virtual_host).pool).toBeUndefined();
});

test.each<[string, VirtualContainerHostOptions, Partial<CloneSetOptions>, string]>([
  ['memory', { memory: Size.mebibytes(1_000) }, LIMITED,
    'are 1024 MiB of memory together, and it has 1000 MiB (stack/Blue/web/Clone: 3 x 256 MiB; stack/Blue/api: 1 x 256 MiB)'],
  ['CPUs', { cpus: 1.9 }, LIMITED, 'are 2 of CPUs together, and it has 1.9'],
  ['processes', { processes: 399 }, LIMITED, 'are 400 of processes together, and it has 399'],
  ['tasks that start before others stop', { memory: Size.mebibytes(1_200) }, { ...LIMITED, rollingUpdate: { maxSurge: 1 } },
    'stack/Blue/web/Clone: 4 x 256 MiB'],
])('the sum of the limits is refused above the bound: %s', (_, options, clones, message) => {
  expect(refusalOf(options, LIMITED, clones)).toContain(message);
});

test('what fits is not refused, and neither is a set without clones', () => {
  synthesized({ memory: Size.gibibytes(1), cpus: 2, processes: 400, maxContainers: 4 }, LIMITED, LIMITED);
  synthesized({ memory: Size.mebibytes(256) }, LIMITED, { replicas: 0, memory: Size.mebibytes(200) });
});

test('a task needs a limit of what is bounded, and none above the bound', () => {
  const { stack, blue } = blueOn({ cpus: 2, processes: 50, isolation: IsolationPolicy.SHARED });
  blue.addContainer('api', { image: anImage, pidsLimit: 51 });
  new TerraformResource(blue, 'Raw', { terraformResourceType: 'docker_service' }).addOverride('name', 'blue-raw');
  const message = refusal(() => Synthesized.of(stack));
  expect(message).toContain(
    'stack/Blue/Raw: It has no limit of CPUs that is known at synthesis, and the virtual container host "blue" bounds the sum',
  );
  expect(message).toContain('stack/Blue/api: It can have 51 of processes');
});

test.each<[string, object, string]>([
  ['a number that Terraform fills in', { mode: [{ replicated: [{ replicas: '${var.count}' }] }] }, 'known only to Terraform'],
  ['blocks that Terraform makes', { dynamic: { mode: { for_each: [1], content: {} } } }, 'known only to Terraform'],
  ['`count` that Terraform fills in', { count: '${var.count}' }, 'known only to Terraform'],
  ['a number as text', { mode: [{ replicated: [{ replicas: '50' }] }] }, 'has 50 containers, and may have 2'],
  ['`count`', { count: 50 }, 'has 50 containers, and may have 2'],
  ['`for_each`', { for_each: { a: 1, b: 2, c: 3 } }, 'has 3 containers, and may have 2'],
])('a service counts as often as Terraform makes it: %s', (_, given, message) => {
  const { stack, blue } = blueOn({ maxContainers: 2, isolation: IsolationPolicy.SHARED });
  const service = new TerraformResource(blue, 'Raw', { terraformResourceType: 'docker_service' });
  const labels = [{ label: 'berth.virtual-host', value: 'blue' }];
  Object.entries({ name: 'blue-raw', labels, ...given }).forEach(([name, value]) => service.addOverride(name, value));
  expect(refusal(() => Synthesized.of(stack))).toContain(message);
});

test('the number of clones has to be known', () => {
  const { stack, blue } = blueOn({ memory: Size.gibibytes(1) });
  const replicas = new TerraformVariable(stack, 'replicas', { type: 'number' }).numberValue;
  blue.addCloneSet('web', { image: anImage, replicas, ...LIMITED });
  expect(refusal(() => Synthesized.of(stack))).toContain('stack/Blue/web/Clone: How many there are is known only to Terraform');
});

test('a container on each node counts for each', () => {
  const { stack, blue } = blueOn({ maxContainers: 2 });
  const service = new TerraformResource(blue, 'Raw', { terraformResourceType: 'docker_service' });
  service.addOverride('name', 'blue-raw');
  service.addOverride('labels', [{ label: 'berth.virtual-host', value: 'blue' }]);
  service.addOverride('mode', { global: true });
  expect(refusal(() => Synthesized.of(stack))).toContain('has 3 containers, and may have 2');
});

test.each<[string, VirtualContainerHostOptions, Partial<ContainerOptions>, string]>([
  ['a quota of containers', { maxContainers: 3 }, {}, 'has 4 containers, and may have 3'],
  ['registries', { registries: [Registry.of('registry.example.com')] }, {}, 'is from the registry "docker.io"'],
  ['published ports', { publishedPorts: PortRange.of(20_000, 20_999) }, { ports: [{ containerPort: 80, hostPort: 80 }] },
    'publish only the ports 20000-20999 of the host; given: 80'],
  ['a port that the swarm chooses', { publishedPorts: PortRange.of(20_000, 20_999) }, { ports: [{ containerPort: 80 }] },
    'given: none for 80'],
])('its rules hold for services: %s', (_, options, container, message) => {
  expect(refusalOf(options, container, {}, { publishPorts: PortPublishing.ON_ALL_NODES })).toContain(message);
});

test('its volumes are in its stores', () => {
  const { stack, blue } = blueOn({ volumeStores: [VolumeStore.of('shared', 'example/nfs', { server: 'a' })], maxVolumes: 3 });
  const data = blue.addVolume('data', { store: 'shared' });
  blue.addContainer('api', { image: anImage, mounts: [Mount.volume(data, '/data')] });
  const volumes = Object.values<any>(Synthesized.of(stack).json.resource.docker_volume);
  expect(volumes).toMatchObject(Array.from({ length: 3 }, () => ({ name: 'blue-data', driver: 'example/nfs' })));
});

test('what only one engine can keep is refused at once', () => {
  const message = refusal(() => blueOn({
    memorySwap: Size.gibibytes(1),
    guaranteed: { cpus: 1 },
    shares: Shares.HIGH,
    diskWeight: 100,
    diskLimits: [{ device: '/dev/sda', read: Size.mebibytes(1) }],
    shrink: Shrink.REFUSE,
    suspended: true,
    storage: Size.gibibytes(1),
    networkParents: ['eth1'],
  }));
  for (const option of [
    'memorySwap', 'guaranteed', 'shares', 'diskWeight', 'diskLimits', 'shrink', 'suspended', 'storage', 'networkParents',
  ]) expect(message).toContain(`can't have \`${option}\``);
});

test('its configuration creates it again', () => {
  const { cluster, blue } = blueOn({
    cpus: 2, placementConstraints: [PlacementConstraint.notNodeLabel('disk', 'hdd'), PlacementConstraint.worker()],
  });
  const again = VirtualContainerHost.fromConfiguration(blue.node.scope!, 'Again', cluster, blue.configuration);
  expect(again.configuration).toBe(blue.configuration);
});

test('one in another one counts for both', () => {
  const { stack, blue } = blueOn({ memory: Size.mebibytes(500) });
  const team = new VirtualContainerHost(stack, 'Team', { host: blue, name: 'blue-team', memory: Size.mebibytes(400) });
  blue.addContainer('api', { image: anImage, memory: Size.mebibytes(300) });
  team.addContainer('app', { image: anImage, memory: Size.mebibytes(300) });
  expect(refusal(() => Synthesized.of(stack))).toContain('"blue" are 600 MiB of memory together');
});

test('one machine has no nodes to choose from, and no pool for a service', () => {
  const host = testHost();
  const placementConstraints = [PlacementConstraint.worker()];
  const place = () => new VirtualContainerHost(host.node.scope!, 'Red', { host, placementConstraints });
  expect(refusal(place)).toContain('`placementConstraints` choose among the nodes of a cluster');
  const green = new VirtualContainerHost(host.node.scope!, 'Green', { host, name: 'green' });
  new TerraformResource(green, 'Raw', { terraformResourceType: 'docker_service' }).addOverride('name', 'green-raw');
  expect(refusal(() => Synthesized.of(green))).toContain('The tasks of a service are in no resource pool');
});
