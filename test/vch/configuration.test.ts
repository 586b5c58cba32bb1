import {
  BaseImage, Control, Exemption, IsolationPolicy, PortRange, Registry, Shares, Shrink, SignatureKey, Size,
  VirtualContainerHost, VirtualContainerHostOptions, VolumeStore,
} from '../../src';
import { Synthesized, refusal, testHost } from '../assertions';
import { cosignKey } from '../cosign';

/** Every option. */
const ALL: Required<VirtualContainerHostOptions> = {
  name: 'blue',
  cpus: 2,
  memory: Size.gibibytes(4),
  memorySwap: Size.gibibytes(5),
  processes: 2_000,
  guaranteed: { cpus: 0.5, memory: Size.mebibytes(512) },
  shares: Shares.of(3_000),
  diskWeight: 100,
  diskLimits: [{ device: '/dev/sda', read: Size.mebibytes(10) }, { device: '/dev/sdb', write: Size.mebibytes(20) }],
  shrink: Shrink.AS_FAR_AS_POSSIBLE,
  suspended: false,
  maxContainers: 5,
  maxVolumes: 6,
  storage: Size.gibibytes(1),
  isolation: IsolationPolicy.RESTRICTED.meet(IsolationPolicy.SANDBOXED).with({ memory: Size.mebibytes(300) }),
  exemptions: [Exemption.of(Control.HOST_PATHS, 'its files are on a server')],
  sharedFolders: [{ path: '/srv/models' }, { path: '/srv/scratch', readOnly: false }],
  publishedPorts: PortRange.of(20_000, 20_999),
  registries: [Registry.of('*.corp.example'), Registry.DOCKER_HUB],
  requireDigests: true,
  signatureKeys: [SignatureKey.fromPem(cosignKey().pem)],
  volumeStores: [
    VolumeStore.local('default'), VolumeStore.memory('fast'),
    VolumeStore.nfs('shared', { server: 'files.example.com', path: '/export', mountOptions: 'nfsvers=4' }),
    VolumeStore.of('plugin', 'driver', { option: 'value' }),
  ],
  anonymousVolumes: { store: 'fast', size: Size.mebibytes(8) },
  networkParents: ['eth1'],
  devices: ['/dev/kvm'],
  addressRange: '10.230.0.0/20',
  // Others need a cluster.
  placementConstraints: [],
};

const host = () => testHost({ sharedFolders: [{ path: '/srv/models' }, { path: '/srv/scratch', readOnly: false }] });
const blueWith = (options: VirtualContainerHostOptions) => {
  const machine = host();
  return new VirtualContainerHost(machine.node.scope!, 'Blue', { host: machine, ...options });
};
const recreated = (configuration: string) => {
  const machine = host();
  return VirtualContainerHost.fromConfiguration(machine.node.scope!, 'Blue', machine, configuration);
};

/** Synthesizes something of each kind on a virtual container host. */
function synthesized(blue: VirtualContainerHost) {
  blue.addContainer('Api', { image: BaseImage.fromRegistry(`a.corp.example/api@sha256:${'0'.repeat(64)}`), user: '1000' });
  for (const [store, size] of [['default', 1], ['fast', 1], ['plugin']] as const) {
    blue.addVolume(store, { store, size: size && Size.mebibytes(size) });
  }
  blue.addNetwork('Net');
  const stack = Synthesized.of(blue);
  return ['docker_resource_pool', 'docker_container', 'docker_volume', 'docker_network'].map((type) => stack.resources(type));
}

test('recreates a virtual container host with every option', () => {
  const blue = blueWith(ALL);
  const { configuration } = blue;
  expect(Object.keys(JSON.parse(configuration) as object).sort()).toEqual(Object.keys(ALL).sort());
  const copy = recreated(configuration);
  expect(copy.configuration).toBe(configuration);
  expect(synthesized(copy)).toEqual(synthesized(blue));
});

test.each<[string, VirtualContainerHostOptions]>([
  ['without an option, which has its name', {}],
  ['with a policy that leaves controls open', {
    isolation: IsolationPolicy.PRIVILEGED, exemptions: Exemption.ofAll('it is as powerful as its host'),
  }],
])('recreates one %s', (_, options) => {
  const { configuration } = blueWith(options);
  expect(recreated(configuration).configuration).toBe(configuration);
});

test.each([
  ['{', 'It is no JSON.'],
  ['[]', 'It is no JSON object.'],
  ['{"cpus":1,"cpus":2}', 'The member "cpus" is there twice.'],
  ['{"cpu":1}', 'There is no option "cpu". The options are: name, cpus, memory,'],
  ['{"toString":1}', 'There is no option "toString". The options are:'],
  ['{"guaranteed":{"toString":1}}', '`guaranteed` can\'t be {"toString":1}.'],
  ['{"isolation":{"toString":"any"}}', '`isolation` can\'t be {"toString":"any"}.'],
  ['{"cpus":"1"}', '`cpus` can\'t be "1".'],
  ['{"guaranteed":{"cpu":1}}', '`guaranteed` can\'t be {"cpu":1}.'],
  ['{"diskLimits":[{"read":1}]}', '`diskLimits` can\'t be [{"read":1}].'],
  ['{"isolation":{"memory":"much"}}', '`isolation` can\'t be {"memory":"much"}.'],
  ['{"isolation":{"magic":"any"}}', '`isolation` can\'t be {"magic":"any"}.'],
  ['{"exemptions":[{"control":"magic","reason":"it is"}]}', '`exemptions` can\'t be'],
  ['{"volumeStores":[{"name":"a","of":"magic"}]}', '`volumeStores` can\'t be'],
  ['{"shrink":"never"}', '`shrink` can\'t be "never".'],
  ['{"placementConstraints":[{"subject":"label","isNot":false,"value":"a"}]}', '`placementConstraints` can\'t be'],
])('refuses %s, and says why', (configuration, problem) => {
  expect(refusal(() => recreated(configuration))).toContain(problem);
});
