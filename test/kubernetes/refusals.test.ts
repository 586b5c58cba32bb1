import { Token } from 'cdktf';
import { addApp, testCluster } from './support';
import {
  BaseImage, CgroupNamespace, CloneSet, ContainerOptions, Gpus, IpcMode, KubernetesCluster, KubernetesClusterProps, KubernetesConnection,
  LogDriver, Mount, NetworkMode, PidMode, RemovalPolicy, RestartPolicy, SeccompProfile, ServiceType, Size, UserNamespace,
  VirtualContainerHost,
} from '../../src';
import { anImage, refusal, Synthesized } from '../assertions';

const REFUSED: Array<[string, Partial<ContainerOptions>, string, KubernetesClusterProps?]> = [
  ['an empty entry point', { entryPoint: [] }, 'The prop `entryPoint` can\'t be empty'],
  ['the number of a clone', { environment: { A: CloneSet.NUMBER } }, 'The prop `environment` can\'t have CloneSet.NUMBER'],
  ['the number of a clone in a command', { command: [CloneSet.NUMBER] }, 'The prop `command` can\'t have CloneSet.NUMBER'],
  ['the name of a user', { user: 'www-data' }, 'The prop `user` can\'t be "www-data", since Kubernetes does not read the image\'s users'],
  ['the name of a group', { supplementaryGroups: ['staff'] }, 'The prop `supplementaryGroups` can only have numbers'],
  ['a signal to another first process', { stopSignal: 'SIGQUIT', init: true }, 'The prop `stopSignal` can\'t be sent with `init`'],
  ['a host name with dots', { hostname: 'a.example.com' }, 'The prop `hostname` can\'t be "a.example.com"'],
  ['a label that is no annotation', { labels: { 'a b': 'c' } }, 'The prop `labels` can\'t have "a b"'],
  ['a placeholder in a label', { labels: { a: CloneSet.NAME } }, 'The prop `labels` can\'t differ between the clones of a set'],
  ['no restart of what must run', { restart: RestartPolicy.NO }, 'The prop `restart` can\'t be RestartPolicy.NO'],
  ['a job that always restarts', { restart: RestartPolicy.ALWAYS, mustRun: false }, 'The prop `restart` can\'t be "always"'],
  ['a log driver', { logDriver: LogDriver.of('syslog', {}) }, 'The prop `logDriver` can\'t be chosen for a pod'],
  ['swap', { memory: Size.gibibytes(1), memorySwap: Size.gibibytes(2) }, 'The prop `memorySwap` is not known to pods'],
  ['a limit of processes that no node has', { pidsLimit: 100 }, 'The prop `pidsLimit` can\'t be less than that of all pods, which is 1024'],
  ['a limit of processes that nobody declares', {}, 'The prop `pidsLimit` can\'t be asked for by a pod. Set "podPidsLimit"',
    { podDefaults: {} }],
  ['a limit of files that nobody declares', {}, 'The prop `ulimits` can\'t be asked for by a pod. Set "LimitNOFILE"', { podDefaults: {} }],
  ['a control group of its own that nobody declares', {}, 'The prop `cgroupNamespace` can\'t be asked for by a pod', { podDefaults: {} }],
  ['another limit', { ulimits: [{ name: 'core', soft: 0 }] }, 'The prop `ulimits` can\'t have "core"'],
  ['fewer files than all pods', { ulimits: [{ name: 'nofile', soft: 10 }] }, 'The prop `ulimits` can\'t have less for "nofile"'],
  ['the control group of the host', { cgroupNamespace: CgroupNamespace.HOST }, 'The prop `cgroupNamespace` can\'t be chosen for a pod'],
  ['limits of disks', { diskLimits: [{ device: '/dev/sda', read: Size.mebibytes(1) }] }, 'The prop `diskLimits` is not known to pods'],
  ['a profile of system calls', { seccomp: SeccompProfile.allowing('read') }, 'The prop `seccomp` can\'t have a profile of its own'],
  ['a profile of AppArmor', { apparmorProfile: 'docker-default' }, 'The prop `apparmorProfile` is not known'],
  ['shared memory', { ipcMode: IpcMode.SHAREABLE }, 'The prop `ipcMode` can\'t be shared with another container'],
  ['users of another name', { userNamespace: 'private' as UserNamespace }, 'The prop `userNamespace` can\'t be chosen'],
  ['processes of another container', { pidMode: PidMode._of('container:a') }, 'The prop `pidMode` can\'t be shared with another container'],
  ['devices', { devices: [{ hostPath: '/dev/fuse' }] }, 'The prop `devices` is not known to pods'],
  ['all GPUs', { gpus: Gpus.all() }, 'The prop `gpus` can only be a number of GPUs'],
  ['options of security', { securityOptions: ['label=disable'] }, 'The prop `securityOptions` is not known to pods'],
  ['the network of the host', { networkMode: NetworkMode.of('host') }, 'The prop `networkMode` can\'t be chosen for a pod'],
  ['a domain', { domainName: 'example.com' }, 'The prop `domainName` is not known to pods'],
  ['the gateway as a host', { extraHosts: { a: 'host-gateway' } }, 'The prop `extraHosts` can\'t have "host-gateway"'],
  ['a port to the outside', { ports: [{ containerPort: 80, hostIp: '0.0.0.0' }] }, 'Allow that on the cluster: `publishPorts'],
  ['a port on one address', { ports: [{ containerPort: 80, hostIp: '10.0.0.1' }] }, 'on the address "10.0.0.1" alone'],
  ['a low port of nodes', { ports: [{ containerPort: 80, hostPort: 80, hostIp: '0.0.0.0' }] },
    'with ServiceType.NODE_PORT: use 30000 to 32767', { publishPorts: ServiceType.NODE_PORT }],
  ['a path of the host', { mounts: [Mount.bind('/srv', '/srv')] }, 'The prop `mounts` can\'t have a path of the host at "/srv"'],
  ['a placeholder in a file', { files: [{ path: '/a', content: CloneSet.NAME }] }, 'The prop `files` can\'t differ'],
  ['large files', { files: [{ path: '/a', content: 'x'.repeat(1_048_577) }] }, 'The prop `files` can have at most 1048576 bytes together'],
  ['several pods on a node, but not all', { placement: { maxPerNode: 2 } }, 'The prop `placement` can\'t have another `maxPerNode` than 1'],
];

test.each(REFUSED)('%s is refused', (_, options, message, props = {}) => {
  expect(refusal(() => addApp(testCluster(props), options))).toContain(message);
});

test('all that is refused is said at once', () => {
  const message = refusal(() => addApp(testCluster(), { user: 'nobody', domainName: 'a.b', networkMode: NetworkMode.of('host') }));
  ['`user`', '`domainName`', '`networkMode`'].forEach((prop) => expect(message).toContain(prop));
});

test.each<[string, (cluster: KubernetesCluster) => unknown, string]>([
  ['a rollback', (cluster) => cluster.addCloneSet('a', { replicas: 2, image: anImage, rollingUpdate: { rollback: true } }),
    'The prop `rollingUpdate` can\'t have `rollback`'],
  ['an image of the stack without a builder', (cluster) => cluster.addImage(BaseImage.fromRootFilesystem(__dirname)), '`imageBuilder`'],
  ['a volume that nothing keeps', (cluster) => cluster.addVolume('a'), 'RemovalPolicy.DESTROY'],
  ['options of a volume', (cluster) => cluster.addVolume('a', { removalPolicy: RemovalPolicy.DESTROY, driverOptions: { o: 'x' } }),
    'The volume "stack-cluster-a" has the driver options "o", and a volume claim has only "size"'],
  ['an access mode that does not exist', (cluster) => (
    cluster.addVolume('a', { removalPolicy: RemovalPolicy.DESTROY, driverOptions: { accessMode: 'RWX' } })),
  'the access mode "RWX". Use ReadWriteOnce, ReadWriteOncePod or ReadWriteMany.'],
  ['DNS servers that Terraform knows later', (cluster) => addApp(cluster, { dns: [Token.asString({ Ref: 'x' })] }),
    'The prop `dns` has to be written out for a pod'],
  ['an address', (cluster) => cluster.address, 'The cluster stack/cluster has no address of which the stack knows'],
  ['a virtual container host in another one', (cluster) => {
    const host = new VirtualContainerHost(cluster.node.scope as never, 'a', { host: cluster });
    return new VirtualContainerHost(cluster.node.scope as never, 'b', { host });
  }, 'A virtual container host in another one belongs to a Docker Engine'],
  ['a virtual container host with a limit of processes', (cluster) => (
    new VirtualContainerHost(cluster.node.scope as never, 'a', { host: cluster, processes: 100 })), '`processes`'],
  ['autoscaling without a measure', (cluster) => (
    cluster.addAutoscaling('s', { cloneSet: cluster.addCloneSet('a', { replicas: 1, image: anImage }), max: 2 })),
  'Autoscaling needs a measure: set `cpuPercent`, `memoryPercent`, or both.'],
  ['autoscaling between reversed numbers', (cluster) => (
    cluster.addAutoscaling('s', { cloneSet: cluster.addCloneSet('a', { replicas: 5, image: anImage }), max: 2, cpuPercent: 50 })),
  'Autoscaling has a minimum of 5 clones, which is above its maximum of 2.'],
  ['a disruption budget that says two things', (cluster) => cluster.addDisruptionBudget('d', {
    cloneSet: cluster.addCloneSet('a', { replicas: 5, image: anImage }), minAvailable: 1, maxUnavailable: 1,
  }), 'has either `minAvailable` or `maxUnavailable`'],
  ['an Ingress to another cluster', (cluster) => cluster.addIngress('i', {
    hostname: 'a', container: addApp(testCluster()), port: 80, controllerNamespace: 'ingress',
  }), 'The container stack/cluster/app is not on the cluster stack/cluster'],
  ['a port that is none', (cluster) => cluster.addIngress('i', {
    hostname: 'a', container: addApp(cluster), port: 70_000, controllerNamespace: 'ingress',
  }), '70000'],
])('%s is refused', (_, define, message) => {
  expect(refusal(() => define(testCluster()))).toContain(message);
});

test.each<[string, KubernetesClusterProps, string]>([
  ['a namespace', { namespace: 'Shop' }, 'at most 63 lower-case letters, digits and "-"'],
  ['a DNS server without an address', { dnsServers: ['dns.example.com'] }, 'dns.example.com'],
  ['a registry without a builder', { imageRegistry: 'registry.example.com' }, '`imageRegistry` needs `imageBuilder`, too'],
])('%s is refused', (_, props, message) => {
  expect(refusal(() => testCluster(props))).toContain(message);
});

test('a token that is no variable is refused, and not shown', () => {
  const message = refusal(() => KubernetesConnection.token({ host: 'https://a', clusterCaCertificate: 'x', token: 'abc' as never }));
  expect(message).toContain('The `token` of KubernetesConnection.token()');
  expect(message).not.toContain('abc');
});

test('a volume of each clone that is added later is refused', () => {
  const cluster = testCluster();
  const set = cluster.addCloneSet('set', { replicas: 2, image: anImage });
  set.template.addMount(Mount.volumeOfClone('data', '/data'));
  expect(() => Synthesized.of(cluster)).toThrow('The mount at "/data" gives each clone a volume of its own, and it was added later.');
});

test('a volume of a clone is refused for a container of its own', () => {
  expect(refusal(() => addApp(testCluster(), { mounts: [Mount.volumeOfClone('data', '/data')] })))
    .toContain('Mount.volumeOfClone() is for the clones of a set, and this is a container of its own.');
});
