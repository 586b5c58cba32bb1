import { TerraformResource, TerraformStack, TerraformVariable } from 'cdktf';
import { addApp, POD_DEFAULTS, testCluster } from './support';
import {
  BaseImage, CloneSet, ContainerHost, IContainerHost, KubernetesCluster, KubernetesConnection, Mount, PlacementConstraint, Port,
  RemovalPolicy, ServiceType, Shares, Size, VirtualContainerHost, VolumeStore,
} from '../../src';
import { anImage, refusal, Synthesized, testStack } from '../assertions';

const named = (output: Synthesized, type: string) => Object.fromEntries(
  Object.values(output.resources(`kubernetes_${type}_v1`)).map((each) => [each.metadata.name, each]));

test.each<[string, (stack: TerraformStack) => KubernetesConnection, object]>([
  ['the environment', () => KubernetesConnection.environment(), {}],
  ['a kubeconfig file', () => KubernetesConnection.kubeconfig({ context: 'a' }), { config_path: '~/.kube/config', config_context: 'a' }],
  ['a token', (stack) => KubernetesConnection.token({
    host: 'https://10.0.0.1', clusterCaCertificate: 'PEM', token: new TerraformVariable(stack, 'token', { sensitive: true }),
  }), { host: 'https://10.0.0.1', cluster_ca_certificate: 'PEM', token: '${var.token}' }],
  ['a program', () => KubernetesConnection.exec({
    host: 'https://10.0.0.1', clusterCaCertificate: 'PEM', command: 'aws', args: ['eks'], environment: { A: 'b' },
  }), {
    host: 'https://10.0.0.1',
    cluster_ca_certificate: 'PEM',
    exec: [{ api_version: 'client.authentication.k8s.io/v1', command: 'aws', args: ['eks'], env: { A: 'b' } }],
  }],
])('Terraform connects by %s', (_, connection, expected) => {
  const stack = testStack();
  new KubernetesCluster(stack, 'cluster', { connection: connection(stack) });
  const { json } = Synthesized.of(stack);
  expect(json.provider.kubernetes).toEqual([expected]);
  expect(json.terraform.required_providers.kubernetes).toEqual({ source: 'hashicorp/kubernetes', version: '~> 2.38' });
});

test('a second cluster of a stack has a provider of its own', () => {
  const stack = testStack();
  const [one, two] = ['one', 'two'].map((id) => new KubernetesCluster(stack, id, { podDefaults: POD_DEFAULTS }));
  addApp(one!);
  addApp(two!);
  const output = Synthesized.of(stack);
  expect(output.json.provider.kubernetes).toEqual([{}, { alias: 'stack-two' }]);
  expect(Object.values(output.resources('kubernetes_deployment_v1')).map(({ provider }) => provider)).toEqual([
    'kubernetes', 'kubernetes.stack-two',
  ]);
});

test('a stack needs no other provider, and a namespace may exist already', () => {
  const cluster = testCluster({ namespace: 'shop', existingNamespace: true, imagePullSecrets: ['registry'] });
  addApp(cluster);
  const output = Synthesized.of(cluster);
  expect(Object.keys(output.json.provider)).toEqual(['kubernetes']);
  expect(output.resources('kubernetes_namespace_v1')).toEqual({});
  expect(output.resource('kubernetes_deployment_v1').metadata.namespace).toBe('shop');
  expect(output.resource('kubernetes_service_account_v1')).toMatchObject({
    automount_service_account_token: false, image_pull_secret: [{ name: 'registry' }],
  });
});

test('a set of clones is a Deployment, or a StatefulSet if its clones differ', () => {
  const cluster = testCluster({ volumeSize: Size.gibibytes(2) });
  const add = (id: string, more: object) => cluster.addCloneSet(id, { replicas: 3, image: anImage, ...more });
  add('same', { rollingUpdate: { maxUnavailable: 2, maxSurge: 1 } });
  add('numbered', { environment: { INDEX: CloneSet.INDEX } });
  add('keeping', { mounts: [Mount.volumeOfClone('data', '/data')] });
  const output = Synthesized.of(cluster);
  expect(output.resource('kubernetes_deployment_v1').spec).toMatchObject({
    replicas: '3', strategy: { type: 'RollingUpdate', rolling_update: { max_unavailable: '2', max_surge: '1' } },
  });
  const sets = named(output, 'stateful_set');
  expect(Object.keys(sets)).toEqual(['stack-cluster-keeping', 'stack-cluster-numbered']);
  expect(sets['stack-cluster-numbered'].spec.template.spec.container[0].env).toEqual([
    {
      name: 'BERTH_CLONE_INDEX',
      value_from: { field_ref: { field_path: 'metadata.labels[\'apps.kubernetes.io/pod-index\']' } },
    },
    { name: 'INDEX', value: '$(BERTH_CLONE_INDEX)' },
  ]);
  expect(sets['stack-cluster-keeping'].spec).toMatchObject({
    service_name: 'stack-cluster-keeping',
    volume_claim_template: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage: '2Gi' } } } }],
  });
  expect(named(output, 'service')['stack-cluster-keeping'].spec.cluster_ip).toBe('None');
});

test('what others wait for has a name that resolves while it is ready', () => {
  const cluster = testCluster({ toolsImage: BaseImage.fromRegistry('registry.example.com/tools:1') });
  const db = cluster.addContainer('db', { image: anImage });
  addApp(cluster, { startAfter: [db] });
  const output = Synthesized.of(cluster);
  const app = named(output, 'deployment')['stack-cluster-app'];
  expect(app.spec.template.spec.init_container).toMatchObject([{
    image: 'registry.example.com/tools:1',
    command: ['sh', '-c', 'until nslookup "$0"; do sleep 1; done', 'stack-cluster-db-ready.stack-cluster.svc.cluster.local.'],
    security_context: { run_as_non_root: true },
  }]);
  expect(app.depends_on).toContainEqual(expect.stringMatching(/^kubernetes_deployment_v1\.cluster_db_/));
  expect(named(output, 'service')['stack-cluster-db-ready'].spec).toMatchObject({ cluster_ip: 'None' });
});

test('autoscaling decides how many clones there are, and a budget how many always run', () => {
  const cluster = testCluster();
  const web = cluster.addCloneSet('web', { replicas: 3, image: anImage });
  cluster.addAutoscaling('scale', { cloneSet: web, max: 9, cpuPercent: 70, memoryPercent: 80 });
  cluster.addDisruptionBudget('budget', { cloneSet: web, maxUnavailable: 1 });
  const output = Synthesized.of(cluster);
  const deployment = output.resource('kubernetes_deployment_v1');
  expect(deployment.spec.replicas).toBeUndefined();
  expect(deployment.lifecycle.ignore_changes).toEqual(['spec[0].replicas']);
  const metric = (name: string, percent: number) => (
    { type: 'Resource', resource: { name, target: { type: 'Utilization', average_utilization: percent } } });
  expect(output.resource('kubernetes_horizontal_pod_autoscaler_v2').spec).toEqual({
    min_replicas: 3,
    max_replicas: 9,
    scale_target_ref: { api_version: 'apps/v1', kind: 'Deployment', name: 'stack-cluster-web' },
    metric: [metric('cpu', 70), metric('memory', 80)],
  });
  expect(output.resource('kubernetes_pod_disruption_budget_v1').spec).toMatchObject({ max_unavailable: '1' });
});

test('a port of nodes that the cluster chooses is a token', () => {
  const cluster = testCluster({ publishPorts: ServiceType.NODE_PORT, address: 'node.example.com' });
  const app = addApp(cluster, { ports: [{ containerPort: 80, hostIp: '0.0.0.0' }] });
  expect(JSON.stringify(cluster.node.root && app.publishedAddress(80))).toContain('node.example.com:');
  expect(Object.values(Synthesized.of(cluster).resources('kubernetes_service_v1'))[0].spec).toEqual({
    selector: { 'app.kubernetes.io/name': 'stack-cluster-app' },
    type: 'NodePort',
    port: [{ name: 'tcp-80', port: 80, target_port: '80', protocol: 'TCP' }],
  });
});

test('an image that the stack makes is pushed by a host, and used by its digest', () => {
  const stack = testStack();
  const cluster = new KubernetesCluster(stack, 'cluster', {
    podDefaults: POD_DEFAULTS,
    imageBuilder: ContainerHost.fromEnvironment(stack, 'builder'),
    imageRegistry: 'registry.example.com/team',
  });
  cluster.addContainer('app', { image: BaseImage.fromRootFilesystem(__dirname, { command: ['/bin/a'] }) });
  const output = Synthesized.of(stack);
  expect(output.resource('docker_tag').target_image).toMatch(/^registry\.example\.com\/team\//);
  expect(output.resource('kubernetes_deployment_v1').spec.template.spec.container[0].image)
    .toMatch(/^registry\.example\.com\/team\/[^@]+@\$\{docker_registry_image\./);
});

describe('a virtual container host', () => {
  const withHost = (more: object = {}) => {
    const cluster = testCluster();
    const blue = new VirtualContainerHost(cluster.node.scope as TerraformStack, 'blue', {
      host: cluster,
      memory: Size.gibibytes(2),
      cpus: 1.5,
      maxContainers: 4,
      maxVolumes: 2,
      storage: Size.gibibytes(9),
      shares: Shares.HIGH,
      ...more,
    });
    return { cluster, blue };
  };
  const add = (host: IContainerHost & { addContainer: VirtualContainerHost['addContainer'] }, more: object = {}) => (
    host.addContainer('app', { image: anImage, memory: Size.gibibytes(1), cpus: 1, ...more }));

  test('is a namespace with a quota, limits, a priority and a default of no traffic', () => {
    const { blue } = withHost({ placementConstraints: [PlacementConstraint.nodeLabel('tier', 'batch')] });
    add(blue);
    blue.addVolume('data', { removalPolicy: RemovalPolicy.DESTROY });
    const output = Synthesized.of(blue);
    expect(named(output, 'namespace')).toHaveProperty('stack-blue');
    expect(output.resource('kubernetes_resource_quota_v1').spec.hard).toEqual({
      'limits.cpu': '1500m', 'limits.memory': '2Gi', 'requests.storage': '9Gi', 'pods': '4', 'persistentvolumeclaims': '2',
    });
    expect(output.resource('kubernetes_limit_range_v1').spec.limit).toEqual([{
      type: 'Container', default: { cpu: '1', memory: '512Mi' }, max: { cpu: '1500m', memory: '2Gi' },
    }]);
    expect(output.resource('kubernetes_priority_class_v1')).toMatchObject({ value: 2_048, preemption_policy: 'Never' });
    const pod = output.resource('kubernetes_deployment_v1').spec.template.spec;
    expect(pod.priority_class_name).toMatch(/^\$\{kubernetes_priority_class_v1\./);
    expect(JSON.stringify(pod.affinity)).toContain('"values":["batch"]');
    expect(Object.values(output.resources('kubernetes_network_policy_v1')).filter(({ metadata }) => metadata.name === 'deny-all'))
      .toHaveLength(2);
  });

  test('refuses what is above its bounds, and the arithmetic is said', () => {
    const { blue } = withHost();
    add(blue);
    blue.addContainer('other', { image: anImage, memory: Size.gibibytes(1), cpus: 1 });
    expect(() => Synthesized.of(blue)).toThrow('are 2 of CPUs together, and it has 1.5 (stack/blue/app: 1 x 1; stack/blue/other: 1 x 1)');
  });

  test('refuses too many containers, and images of other registries', () => {
    const { blue } = withHost({ cpus: 100, memory: Size.gibibytes(100), maxContainers: 1, volumeStores: [VolumeStore.memory('default')] });
    add(blue);
    blue.addContainer('other', { image: anImage, memory: Size.gibibytes(1), cpus: 1 });
    expect(() => Synthesized.of(blue)).toThrow('maxContainers');
  });

  test('exposes a port to another one', () => {
    const { cluster, blue } = withHost();
    const server = add(blue);
    const client = cluster.addContainer('client', { image: anImage });
    client.connections.allowTo(server, Port.tcp(80));
    expect(() => Synthesized.of(blue)).toThrow('expose');
    server.connections.expose(Port.tcp(80));
    expect(named(Synthesized.of(blue), 'service').app.spec).toEqual({
      type: 'ExternalName', external_name: 'stack-blue-app.stack-blue.svc.cluster.local',
    });
  });
});

test('two names that are one in Kubernetes are refused', () => {
  const cluster = testCluster();
  cluster.addContainer('a', { image: anImage, name: 'my.app' });
  expect(refusal(() => cluster.addContainer('b', { image: anImage, name: 'my_app' }))).toContain('The name is "my-app" in Kubernetes');
});

test('one name for two containers is refused', () => {
  const cluster = testCluster();
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => cluster.addContainer(id, { image: anImage }));
  a!.connections.allowTo(b!, Port.tcp(1), { alias: 'server' });
  c!.connections.allowTo(d!, Port.tcp(1), { alias: 'server' });
  expect(() => Synthesized.of(cluster)).toThrow('"server" is the name of stack/cluster/b and of stack/cluster/d for others');
});

test('an override is judged, and one that adds a container is refused', () => {
  const override = (path: string, value: unknown) => {
    const cluster = testCluster();
    const app = addApp(cluster);
    (app.node.findChild('Resource') as TerraformResource).addOverride(path, value);
    return () => Synthesized.of(cluster);
  };
  expect(override('spec.template.spec.host_pid', true)).toThrow('Process namespace');
  expect(override('spec.template.spec.container.1', { name: 'other', image: 'x' })).toThrow('An override adds the containers "other"');
});

test('connections are explained as they are enforced', () => {
  const cluster = testCluster();
  const [web, db] = ['web', 'db'].map((id) => cluster.addContainer(id, { image: anImage }));
  web!.connections.allowTo(db!, Port.tcp(5_432));
  web!.connections.allowInternet();
  expect(web!.connections.explain().split('\n')).toEqual([
    'stack/cluster/web:',
    '- stack/cluster/web can reach stack/cluster/db on 5432/tcp, as "db".',
    '- Network policies hold the ports and directions, if the cluster\'s network plugin enforces network policies.',
    '- It can reach the internet.',
  ]);
  expect(refusal(() => db!.connections.isolate())).toContain('connections');
  const alone = cluster.addContainer('alone', { image: anImage });
  alone.connections.isolate();
  expect(alone.connections.explain()).toContain('no network');
});
