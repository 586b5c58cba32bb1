import { TerraformResource, TerraformStack, TerraformVariable } from 'cdktf';
import { apiObjects } from './judges/api-objects';
import { openApiProblems } from './judges/openapi-problems';
import { TerraformJson } from './judges/terraform/expressions';
import { addApp, renderedPod, testCluster } from './support';
import {
  CloneSet, ContainerOptions, Control, Duration, Exemption, KubernetesCluster, Mount, Port, Registry, RemovalPolicy, RestartPolicy,
  SecretFile, ServiceType, Size,
  VirtualContainerHost,
} from '../../src';
import { anImage, refusal, Synthesized } from '../assertions';

/*
 * What pods would be weaker by than described, and what the API server would refuse after synthesis passed.
 */

const problemsOf = (cluster: KubernetesCluster) => (
  openApiProblems(apiObjects(Synthesized.of(cluster).json as TerraformJson))
    .map(({ object, path, message }) => `${object} ${path} ${message}`));

test('Kubernetes leaves every dollar sign of a text as it is', () => {
  // Two of them stand for one, and an odd one before a parenthesis refers to a variable.
  const { container } = renderedPod({ command: ['echo $$', 'a $$(B)', '$', '$1 $x'], environment: { A: 'x$$$y' } });
  expect(container.args).toEqual(['echo $$$$', 'a $$$$(B)', '$', '$1 $x']);
  expect(container.env).toEqual([{ name: 'A', value: 'x$$$$$$y' }]);
});

test('a dollar sign before a placeholder is no escape of it', () => {
  const cluster = testCluster();
  cluster.addCloneSet('set', { replicas: 1, image: anImage, command: [`costs $${CloneSet.NAME}`] });
  expect(Synthesized.of(cluster).resource('kubernetes_deployment_v1').spec.template.spec.container[0].args).toEqual([
    'costs $$$(BERTH_CLONE_NAME)',
  ]);
});

test.each<[string, (cluster: KubernetesCluster) => unknown]>([
  ['two networks', (cluster) => ['my.net', 'my_net'].map((name, index) => cluster.addNetwork(`n${index}`, { name }))],
  ['two volumes', (cluster) => ['my.data', 'my_data'].map((name, index) => (
    cluster.addVolume(`v${index}`, { name, removalPolicy: RemovalPolicy.DESTROY })))],
  ['a network and a container', (cluster) => {
    cluster.addNetwork('n', { name: 'blue' });
    cluster.addContainer('c', { image: anImage, name: 'network-blue' });
  }],
  ['a container and the policy against all traffic', (cluster) => cluster.addContainer('c', { image: anImage, name: 'deny-all' })],
])('%s with one name are refused', (_, define) => {
  expect(refusal(() => define(testCluster()))).toContain('in the namespace "stack-cluster"');
});

test('an alias can\'t be the name by which others find the published ports of a container', () => {
  const cluster = testCluster({ publishPorts: 'LoadBalancer' as never });
  cluster.addContainer('web', { image: anImage, name: 'web', ports: [{ containerPort: 80, hostIp: '0.0.0.0' }] });
  const other = cluster.addContainer('other', { image: anImage });
  addApp(cluster).connections.allowTo(other, Port.tcp(80), { alias: 'web-public' });
  expect(() => Synthesized.of(cluster)).toThrow('"web-public" is the name of');
});

test('files with similar paths have keys of their own', () => {
  const { output, container } = renderedPod({
    files: ['/etc/a', '/etc_a', '/etc_a.1', '/..a'].map((path, index) => ({ path, content: `${index}` })),
  });
  expect(output.resource('kubernetes_config_map_v1').data).toEqual({ 'etc_a': '0', 'etc_a.2': '1', 'etc_a.1': '2', '_.a': '3' });
  expect(container.volume_mount[1]).toMatchObject({ mount_path: '/etc_a', sub_path: 'etc_a.2' });
});

test('mounts at similar paths have names of their own', () => {
  const cluster = testCluster();
  addApp(cluster, {
    sharedMemory: Size.mebibytes(64), mounts: ['/a-b', '/a/b', '/A', '/a', '/dev/shm'].map((target) => Mount.tmpfs(target)),
  });
  expect(problemsOf(cluster)).toEqual([]);
});

test.each<[string, Partial<ContainerOptions>, string]>([
  ['":" in the path of a mount', { mounts: [Mount.tmpfs('/a:b')] }, 'The prop `mounts` can\'t have ":" in the path "/a:b"'],
  ['":" in the path of a file', { files: [{ path: '/a:b', content: '' }] }, 'The prop `files` can\'t have ":" in the path "/a:b"'],
  ['a file where something is mounted', { files: [{ path: '/a', content: '' }], mounts: [Mount.tmpfs('/a')] },
    'The prop `files` can\'t have the path "/a", where something is mounted'],
])('%s is refused', (_, options, message) => {
  expect(refusal(() => addApp(testCluster(), options))).toContain(message);
});

test.each([
  ['files', [Mount.volumeOfClone('files', '/data')], 'the name "files", which a pod has for other mounts'],
  ['two names that are one', ['d.a', 'd_a'].map((name) => Mount.volumeOfClone(name, `/${name}`)),
    'two volumes of a clone with the name "d-a"'],
])('volumes of clones with the name of %s are refused', (_, mounts, message) => {
  expect(refusal(() => testCluster().addCloneSet('set', { replicas: 1, image: anImage, mounts }))).toContain(message);
});

test.each<[string, (cluster: KubernetesCluster) => Parameters<KubernetesCluster['addIngress']>[1]['container']]>([
  ['a network', (cluster) => addApp(cluster, { networks: [cluster.addNetwork('net')] })],
  ['any port', (cluster) => {
    const app = addApp(cluster);
    cluster.addContainer('client', { image: anImage }).connections.allowTo(app, Port.all());
    return app;
  }],
  ['names of its own', (cluster) => cluster
    .addCloneSet('app', { replicas: 2, image: anImage, environment: { I: CloneSet.INDEX } }).template],
])('an Ingress finds its port of pods with %s', (_, add) => {
  const cluster = testCluster();
  cluster.addIngress('site', { hostname: 'a.example.com', container: add(cluster), port: 80, controllerNamespace: 'ingress' });
  expect(problemsOf(cluster)).toEqual([]);
});

test('the name of a container begins with a letter, as that of a Service has to', () => {
  const cluster = testCluster();
  const server = cluster.addContainer('db', { image: anImage, name: '1db' });
  addApp(cluster).connections.allowTo(server, Port.tcp(80));
  expect(problemsOf(cluster)).toEqual([]);
});

test.each<[Size, string]>([
  [Size.mebibytes(1_024), '1Gi'], [Size.gibibytes(2_048), '2Ti'], [Size.mebibytes(1_536), '1536Mi'], [Size.bytes(8_000_000), '8M'],
  [Size.bytes(8_000_001), '8000001'],
])('%s is written as the API server does', (size, expected) => {
  const { pod } = renderedPod({ mounts: [Mount.tmpfs('/a', { size })] });
  expect(pod.volume[0].empty_dir.size_limit).toBe(expected);
});

test('a pod does not request more CPUs than its limit', () => {
  expect(renderedPod({ cpus: 0.5, cpuShares: 2_048 }).container.resources.requests).toEqual({ cpu: '500m' });
});

test('a secret at another path is written again', () => {
  const revision = (path: string, version?: string) => {
    const cluster = testCluster();
    const password = new TerraformVariable(cluster.node.scope as TerraformStack, 'password', { type: 'string', sensitive: true });
    addApp(cluster, { secrets: [SecretFile.fromVariable(password, path, { version })] });
    return Synthesized.of(cluster).resource('kubernetes_secret_v1').data_wo_revision;
  };
  expect(revision('/run/a')).not.toBe(revision('/run/b'));
  expect(revision('/run/a', '0')).toBeGreaterThan(0);
});

test.each<[string, string, unknown, string]>([
  ['another account', 'spec.template.spec.service_account_name', 'admin', '`service_account_name`'],
  ['a token', 'spec.template.spec.automount_service_account_token', true, '`automount_service_account_token`'],
  ['a label of a network', 'spec.template.metadata.labels', { 'network.berth/x': 'member' }, '`labels`'],
  ['another namespace', 'metadata.namespace', 'kube-system', '`namespace`'],
  ['a port of the node', 'spec.template.spec.container.0.port', [{ container_port: 22, host_port: 22 }], '`host_port`'],
  ['what runs before it', 'spec.template.spec.init_container.0.security_context.privileged', true, '`init_container`'],
  ['the network of the host as text', 'spec.template.spec.host_network', 'true', 'Network namespace'],
  ['the processes of the host by an expression', 'spec.template.spec.host_pid', '${1 == 1}', 'Process namespace'],
  ['a volume of another machine', 'spec.template.spec.volume', [{ name: 'x', nfs: { path: '/', server: 'x' } }], '`volume`'],
  ['an annotation that adds networks', 'spec.template.metadata.annotations', { 'k8s.v1.cni.cncf.io/networks': 'x' }, '`annotations`'],
  ['a node', 'spec.template.spec.node_name', 'master', '`node_name`'],
  ['a label of SELinux', 'spec.template.spec.container.0.security_context.se_linux_options', { type: 'spc_t' }, 'SELinux'],
])('an override with %s is refused', (_, path, value, message) => {
  const cluster = testCluster();
  const app = addApp(cluster, { startAfter: [cluster.addContainer('other', { image: anImage })] });
  (app.node.findChild('Resource') as TerraformResource).addOverride(path, value);
  expect(() => Synthesized.of(cluster)).toThrow(message);
});

test('the image of an override is judged by the registries of a virtual container host', () => {
  const cluster = testCluster();
  const host = new VirtualContainerHost(cluster.node.scope as TerraformStack, 'blue', { host: cluster, registries: [Registry.DOCKER_HUB] });
  const app = host.addContainer('app', { image: anImage });
  (app.node.findChild('Resource') as TerraformResource).addOverride('spec.template.spec.container.0.image', 'evil.example.com/x');
  expect(() => Synthesized.of(cluster)).toThrow('evil.example.com');
});

test.each<[string, Partial<ContainerOptions>, string]>([
  ['a label that chooses AppArmor', { labels: { 'container.apparmor.security.beta.kubernetes.io/main': 'unconfined' } }, 'reads it'],
  ['a label that Kata reads', { labels: { 'io.katacontainers.config.hypervisor.path': '/x' } }, 'reads it'],
  ['a label that adds networks', { labels: { 'k8s.v1.cni.cncf.io/networks': 'x' } }, 'reads it'],
  ['a label of Berth', { labels: { 'berth/files': 'x' } }, 'reads it'],
  ['a variable with a digit', { environment: { '1A': 'x' } }, 'The prop `environment` can\'t have "1A"'],
  ['a variable of Berth', { environment: { BERTH_CLONE_NAME: 'x' } }, 'The prop `environment` can\'t have "BERTH_CLONE_NAME"'],
  ['a privileged container without new privileges', {
    privileged: true, exemptions: [Exemption.of(Control.PRIVILEGED, 'for the test')],
  }, 'The prop `noNewPrivileges` can\'t be true with `privileged`'],
])('%s is refused', (_, options, message) => {
  expect(refusal(() => addApp(testCluster(), options))).toContain(message);
});

test('a pod that waits for a name asks the servers of the cluster', () => {
  const cluster = testCluster();
  const other = cluster.addContainer('other', { image: anImage });
  expect(refusal(() => addApp(cluster, { startAfter: [other], dns: ['1.1.1.1'] }))).toContain('The prop `dns` can\'t be set with');
});

test('a Job is one pod, and tries again as often as said', () => {
  const cluster = testCluster();
  const job = { image: anImage, mustRun: false, restart: RestartPolicy.onFailure(4) };
  expect(refusal(() => cluster.addCloneSet('set', { ...job, replicas: 3 }))).toContain('The prop `mustRun` can\'t be false for a set');
  expect(refusal(() => cluster.addContainerOnEachNode('agent', job))).toContain('The prop `mustRun` can\'t be false for a set');
  addApp(cluster, job);
  expect(Synthesized.of(cluster).resource('kubernetes_job_v1').spec.backoff_limit).toBe(4);
});

test('an index that is added later is refused', () => {
  const cluster = testCluster();
  cluster.addCloneSet('set', { replicas: 2, image: anImage }).template.addEnvironment('INDEX', CloneSet.INDEX);
  expect(() => Synthesized.of(cluster)).toThrow('CloneSet.INDEX needs a StatefulSet');
});

test('a pod in a virtual container host ends before the next one starts, since there may be no room for both', () => {
  const cluster = testCluster();
  new VirtualContainerHost(cluster.node.scope as TerraformStack, 'blue', { host: cluster, maxContainers: 1 })
    .addContainer('app', { image: anImage });
  expect(Synthesized.of(cluster).resource('kubernetes_deployment_v1').spec.strategy).toEqual({ type: 'Recreate' });
});

test('an alias is a Service, of a network, too', () => {
  const cluster = testCluster();
  addApp(cluster).connectTo(cluster.addNetwork('net'), { aliases: ['DB'] });
  expect(problemsOf(cluster)).toEqual([]);
  expect(JSON.stringify(Synthesized.of(cluster).resources('kubernetes_service_v1'))).toContain('"name":"db"');
});

test.each(['1db', 'db.example'])('the alias "%s" is refused', (alias) => {
  const cluster = testCluster();
  addApp(cluster).connections.allowTo(cluster.addContainer('other', { image: anImage }), Port.tcp(1), { alias });
  expect(() => Synthesized.of(cluster)).toThrow(`"${alias}" can't be an alias in Kubernetes`);
});

test('what overrides and autoscaling make counts for the bounds of a virtual container host', () => {
  const add = (define: (cluster: KubernetesCluster, host: VirtualContainerHost) => void) => () => {
    const cluster = testCluster();
    define(cluster, new VirtualContainerHost(cluster.node.scope as TerraformStack, 'blue', { host: cluster, maxContainers: 2 }));
    Synthesized.of(cluster);
  };
  expect(add((_, host) => (host.addContainer('app', { image: anImage }).node.findChild('Resource') as TerraformResource)
    .addOverride('spec.replicas', '5'))).toThrow('maxContainers');
  expect(add((cluster, host) => {
    const cloneSet = host.addCloneSet('set', { replicas: 1, image: anImage });
    cluster.addAutoscaling('scale', { cloneSet, max: 5, cpuPercent: 50 });
  })).toThrow('maxContainers');
});

test.each<[string, Partial<ContainerOptions>, number | undefined]>([
  ['more than the default', { mustRunFor: Duration.minutes(11) }, 1_260],
  ['more than the time to become healthy', { mustRunFor: Duration.minutes(2), healthyTimeout: Duration.minutes(1) }, 180],
  ['a moment', { mustRunFor: Duration.seconds(5) }, undefined],
])('a rollout may take longer than pods must run, which is %s', (_, options, expected) => {
  expect(renderedPod(options).deployment.spec.progress_deadline_seconds).toBe(expected);
});

test('two ports of nodes may lead to one port', () => {
  const cluster = testCluster({ publishPorts: ServiceType.NODE_PORT });
  addApp(cluster, { ports: [30_001, 30_002].map((hostPort) => ({ containerPort: 80, hostPort, hostIp: '0.0.0.0' })) });
  expect(problemsOf(cluster)).toEqual([]);
});

test('a size that is none is refused, and so are private addresses', () => {
  const options = { removalPolicy: RemovalPolicy.DESTROY, driverOptions: { size: '10 GB' } };
  expect(refusal(() => testCluster().addVolume('data', options))).toContain('The volume "stack-cluster-data" has the size "10 GB"');
  expect(refusal(() => testCluster({ privateRanges: ['10.0.0.1'] }))).toContain('"10.0.0.1" can\'t be one of `privateRanges`');
  expect(refusal(() => testCluster({ privateRanges: ['0.0.0.0/0'] }))).toContain('but not all of them');
});

test('who reaches the internet does not reach the services by which clouds manage machines', () => {
  const cluster = testCluster();
  addApp(cluster).connections.allowInternet();
  const policies = JSON.stringify(Synthesized.of(cluster).resources('kubernetes_network_policy_v1'));
  ['169.254.0.0/16', '168.63.129.16/32', '192.0.0.0/24'].forEach((range) => expect(policies).toContain(range));
});

test.each([
  ['A_b', '/', 'The host name of an Ingress is "A_b"'], ['a.example.com', 'shop', 'The path of an Ingress is "shop". Begin it with "/".'],
])('an Ingress of the host "%s" and the path "%s" is refused', (hostname, path, message) => {
  const cluster = testCluster();
  const options = { hostname, path, container: addApp(cluster), port: 80, controllerNamespace: 'ingress' };
  expect(refusal(() => cluster.addIngress('site', options))).toContain(message);
});

test('a second autoscaling of a set is refused', () => {
  const cluster = testCluster();
  const options = { cloneSet: cluster.addCloneSet('set', { replicas: 1, image: anImage }), max: 2, cpuPercent: 50 };
  cluster.addAutoscaling('one', options);
  expect(refusal(() => cluster.addAutoscaling('two', options))).toContain('which is that of stack/cluster/one');
});

test('the namespace of a virtual container host is its own, and its priority has a name that is free', () => {
  const cluster = testCluster();
  const add = (name: string) => new VirtualContainerHost(cluster.node.scope as TerraformStack, name, { host: cluster, name });
  expect(refusal(() => add('stack-cluster'))).toContain('The cluster has a namespace "stack-cluster" already');
  const other = testCluster();
  new VirtualContainerHost(other.node.scope as TerraformStack, 'a', { host: other, name: 'system-a' });
  expect(problemsOf(other)).toEqual([]);
});
