import { TerraformStack, TerraformVariable } from 'cdktf';
import { clusterOf, hostsIn, NODE_DEFAULTS } from './cluster-hosts';
import {
  BaseImage, Capability, CgroupNamespace, CloneSet, CloneSetOptions, Container, ContainerHost, ContainerOptions, Control, Duration,
  Endpoint, Exemption, HealthCheck, IsolationReport, Mount, Network, NetworkLevel, Port, PortPublishing, Runtime, SeccompProfile,
  SecretFile, ServiceDiscovery, Size, SwarmCluster, SwarmClusterProps, Volume,
} from '../../src';
import { anImage, refusal, Synthesized, testStack } from '../assertions';

/** Returns the service that a container becomes. */
function serviceOf(options: Partial<ContainerOptions> = {}, props: Partial<SwarmClusterProps> = {}) {
  const { stack, cluster } = clusterOf(props);
  cluster.addContainer('Web', { image: anImage, ...options });
  return Synthesized.of(stack).resource('docker_service') as any;
}

const refusalOf = (options: Partial<ContainerOptions>, props: Partial<SwarmClusterProps> = {}) => refusal(() => serviceOf(options, props));

test('the first manager makes the swarm, and the others join it, one after the other', () => {
  const { stack } = clusterOf({ drain: ['m2'], nodeLabels: { w1: { disk: 'ssd' } }, nodeAddresses: { w1: '192.168.0.3' } });
  const { json } = Synthesized.of(stack);
  expect(json.resource.docker_swarm).toMatchObject({ [key(json.resource.docker_swarm)]: { engine: 'm1', advertise_addr: '10.0.0.1' } });
  const swarm = `docker_swarm.${key(json.resource.docker_swarm)}`;
  const nodes = Object.values<any>(json.resource.docker_swarm_node);
  expect(nodes).toMatchObject([
    { engine: 'm1', manager_engine: 'm1', role: 'manager', availability: 'active', depends_on: [swarm] },
    {
      engine: 'm2',
      manager_engine: 'm1',
      role: 'manager',
      availability: 'drain',
      join_token: `\${${swarm}.manager_join_token}`,
      remote_addrs: ['10.0.0.1:2377'],
      advertise_addr: '10.0.0.2',
    },
    {
      engine: 'w1',
      role: 'worker',
      labels: [{ label: 'disk', value: 'ssd' }],
      join_token: `\${${swarm}.worker_join_token}`,
      advertise_addr: '192.168.0.3',
    },
  ]);
  expect(nodes[0].join_token).toBeUndefined();
  expect(nodes[2].depends_on).toEqual([expect.stringContaining('docker_swarm_node.Cluster_m1_')]);
});

test.each<[string, HealthCheck | undefined, string]>([
  ['that fails', undefined, 'on-failure'],
  ['that fails', HealthCheck.none(), 'on-failure'],
  ['that ends, since the swarm stops an unhealthy one', HealthCheck.shell('true'), 'any'],
])('a task %s is replaced', (_, healthCheck, condition) => {
  expect(serviceOf({ healthCheck }).task_spec.restart_policy).toEqual({ condition, max_attempts: 5 });
});

test('another manager is used instead of the first one while it is lost, and nothing else changes', () => {
  const m3 = (stack: TerraformStack) => new ContainerHost(stack, 'm3', { endpoint: Endpoint.unix('/run/m3'), address: '10.0.0.4' });
  const synthesized = (lost: string[]) => {
    const stack = testStack();
    const { managers, workers } = hostsIn(stack);
    const props = { managers: { ...managers, m3: m3(stack) }, workers, nodeDefaults: NODE_DEFAULTS, lost };
    const cluster = new SwarmCluster(stack, 'Cluster', props);
    cluster.addContainer('Web', { image: anImage });
    return Synthesized.of(stack).json;
  };
  const [whole, json] = [synthesized([]), synthesized(['m1', 'w1'])];
  const engines = json.provider.docker.find(({ engine }: any) => engine !== undefined).engine;
  expect(engines).toMatchObject([{ name: 'm1', substitute: 'm2' }, { name: 'm2' }, { name: 'm3' }, { name: 'w1' }]);
  expect(engines.filter(({ substitute }: any) => substitute !== undefined)).toHaveLength(1);
  const { docker_swarm_node: nodes, ...others } = json.resource;
  const { docker_swarm_node: before, ...othersBefore } = whole.resource;
  expect(others).toEqual(othersBefore);
  // Terraform ignores the difference in nodes that are there. A new one joins through the other manager.
  const joined = (from: object) => Object.values<any>(from).slice(1);
  expect(joined(before).map(({ remote_addrs: addresses }) => addresses)).toEqual(Array(3).fill(['10.0.0.1:2377']));
  expect(joined(nodes)).toEqual(joined(before).map((node) => ({ ...node, remote_addrs: ['10.0.0.2:2377'] })));
  for (const { lifecycle } of joined(nodes)) expect(lifecycle).toEqual({ ignore_changes: ['remote_addrs'] });
  expect(Object.keys(json.data.docker_host_facts)).toEqual([expect.stringMatching(/^m2_/), expect.stringMatching(/^m3_/)]);
});

test.each([
  ['a source', Mount.bind(`/srv/${CloneSet.NUMBER}`, '/data'), '"/srv/{{clone.number}}"'],
  ['a target', Mount.tmpfs('/run/{{.Task.Slot}}'), '"/run/{{.Task.Slot}}"'],
])('%s of a mount with a template is explained', (_, mount, path) => {
  const message = `The path ${path} of a mount has a template, which the swarm replaces when it starts a task.`;
  expect(refusalOf({ mounts: [mount] })).toContain(message);
});

test('a swarm that exists is neither made nor changed', () => {
  const { stack, cluster } = clusterOf({ existing: true });
  cluster.addContainer('Web', { image: anImage });
  const { json } = Synthesized.of(stack);
  expect(Object.keys(json.resource)).toEqual(['docker_image', 'docker_network', 'docker_service']);
  const memberships = Object.values<any>(json.data.docker_swarm_membership);
  expect(memberships.map(({ engine }) => engine)).toEqual(['m1', 'm2', 'w1']);
  expect(memberships[2].lifecycle.postcondition[0].error_message).toContain('The host "w1" is in no swarm');
  expect(refusal(() => clusterOf({ existing: true, drain: ['w1'] }))).toContain('`drain` would change the nodes of a swarm');
});

test('a container becomes a service of one task, on the nodes, by the digest of its image', () => {
  const service = serviceOf({
    command: ['serve', '${x}'],
    entryPoint: ['/app'],
    environment: { A: '1' },
    user: '1000:1000',
    memory: Size.mebibytes(64),
    cpus: 0.5,
    pidsLimit: 10,
    readOnlyRootFilesystem: true,
    capabilities: [Capability.of('CHOWN')],
    stopGracePeriod: Duration.seconds(3),
    labels: { team: 'a' },
  });
  expect(service).toMatchObject({
    engine: 'm1',
    name: 'stack-cluster-web',
    mode: { replicated: { replicas: 1 } },
    labels: [{ label: 'team', value: 'a' }],
    converge_config: { delay: '1s', timeout: '3m0s' },
    endpoint_spec: { mode: 'vip' },
    update_config: { order: 'stop-first', parallelism: 1, failure_action: 'pause' },
    isolation_policy: 'baseline@1',
    node_defaults: { no_new_privileges: true, private_cgroup_namespace: true },
    task_spec: {
      container_spec: {
        image: expect.stringMatching(/^\$\{docker_image\.\w+\.repo_digest\}$/) as string,
        args: ['serve', '$${x}'],
        command: ['/app'],
        env: { A: '1' },
        user: '1000:1000',
        read_only: true,
        cap_add: ['CHOWN'],
        cap_drop: ['ALL'],
        stop_grace_period: '3s',
        ulimits: [{ name: 'nofile', soft: 16_384, hard: 16_384 }],
        mounts: [{ type: 'tmpfs', target: '/tmp', tmpfs_options: { mode: 0o1777, size_bytes: 64 * 2 ** 20 } }],
      },
      resources: { limits: { memory_bytes: 64 * 2 ** 20, nano_cpus: 500_000_000, pids: 10 } },
      restart_policy: { condition: 'on-failure', max_attempts: 5 },
    },
  });
  expect(service.depends_on).toHaveLength(3);
});

test('a set of clones becomes a service of many tasks, whose change rolls', () => {
  const setOf = (options: Partial<CloneSetOptions>) => {
    const { stack, cluster } = clusterOf({ publishPorts: PortPublishing.ON_ALL_NODES });
    cluster.addCloneSet('Web', { replicas: 3, image: anImage, ...options });
    return Synthesized.of(stack).resource('docker_service') as any;
  };
  expect(setOf({
    environment: { NUMBER: CloneSet.NUMBER, NAME: `x-${CloneSet.NAME}` },
    ports: [{ containerPort: 80, hostPort: 8_080 }],
    rollingUpdate: { maxSurge: 2, rollback: true },
    mustRunFor: Duration.seconds(2),
  })).toMatchObject({
    name: 'stack-cluster-web',
    mode: { replicated: { replicas: 3 } },
    update_config: { order: 'start-first', parallelism: 2, failure_action: 'rollback', monitor: '2s' },
    rollback_config: { order: 'start-first', parallelism: 2 },
    endpoint_spec: { mode: 'vip', ports: [{ target_port: 80, published_port: 8_080, protocol: 'tcp', publish_mode: 'ingress' }] },
    task_spec: { container_spec: { env: { NUMBER: '{{.Task.Slot}}', NAME: 'x-{{.Service.Name}}-{{.Task.Slot}}' } } },
  });
  expect(setOf({ rollingUpdate: { maxUnavailable: 2 } }).update_config).toMatchObject({ order: 'stop-first', parallelism: 2 });
  expect(refusal(() => setOf({ environment: { INDEX: CloneSet.INDEX } }))).toContain('Use CloneSet.NUMBER');
  expect(refusal(() => setOf({ command: [CloneSet.NUMBER] }))).toContain('can\'t differ between the tasks');
});

test('a container can run on each node', () => {
  const { stack, cluster } = clusterOf();
  cluster.addContainerOnEachNode('Agent', { image: anImage });
  const service = Synthesized.of(stack).resource('docker_service') as any;
  expect(service.mode).toEqual({ global: true });
  expect(service.converge_config).toBeUndefined();
});

test('the name of a network that no swarm takes is shortened', () => {
  const { stack, cluster } = clusterOf();
  const [a, b] = ['Of-A-Container-With-A-Long-Id', 'Of-Another-With-A-Long-Id'].map((id) => cluster.addContainer(id, { image: anImage }));
  a!.connections.allowTo(b!, Port.tcp(5_432));
  const [{ name }] = Object.values<any>(Synthesized.of(stack).json.resource.docker_network);
  expect(name).toMatch(/^stack-cluster-of-a-container-.*-[0-9a-f]{8}$/);
  expect(name).toHaveLength(63);
});

test('a connection is an internal overlay network of two, and a container without one is alone', () => {
  const { stack, cluster } = clusterOf();
  const db = cluster.addContainer('Db', { image: anImage });
  const web = cluster.addContainer('Web', { image: anImage, startAfter: [db] });
  cluster.addContainer('Lonely', { image: anImage });
  web.connections.allowTo(db, Port.tcp(5_432));
  const { json } = Synthesized.of(stack);
  const networks = Object.values<any>(json.resource.docker_network);
  expect(networks).toHaveLength(2);
  expect(networks.map(({ name }) => name)).toContain('stack-cluster-lonely-alone');
  expect(networks.every(({ driver, internal }) => driver === 'overlay' && internal)).toBe(true);
  expect(networks.every(({ depends_on: nodes }) => nodes.length === 3)).toBe(true);
  const services = Object.values<any>(json.resource.docker_service);
  const named = (name: string) => services.find((each) => each.name === `stack-cluster-${name}`);
  expect(named('db').task_spec.networks_advanced).toMatchObject([{ aliases: ['db'] }]);
  expect(named('db').task_spec.container_spec.dns_config).toEqual({ nameservers: ['127.0.0.1'] });
  expect(named('web').depends_on.at(-1)).toContain('docker_service.Cluster_Db_');
  expect(named('lonely').task_spec.networks_advanced).toHaveLength(1);
});

test('files are configs, secrets are in no name and no state, and another content is another one beside it', () => {
  const { stack, cluster } = clusterOf();
  const password = new TerraformVariable(stack, 'password', { sensitive: true });
  const web = cluster.addContainer('Web', { image: anImage, secrets: [SecretFile.fromVariable(password, '/run/secret')] });
  web.addFile({ path: '/etc/app.conf', content: 'a' });
  const { json } = Synthesized.of(stack);
  const [config] = Object.values<any>(json.resource.docker_config);
  expect(config).toMatchObject({
    engine: 'm1', name: 'stack-cluster-web-app.conf', data: 'YQ==', random_suffix: true, lifecycle: { create_before_destroy: true },
  });
  const [secret] = Object.values<any>(json.resource.docker_secret);
  expect(secret).toMatchObject({
    data_wo: '${base64encode(var.password)}', random_suffix: true, lifecycle: { create_before_destroy: true },
  });
  expect(secret.data).toBeUndefined();
  const [service] = Object.values<any>(json.resource.docker_service);
  expect(service.task_spec.container_spec).toMatchObject({
    configs: [{ file_name: '/etc/app.conf', file_mode: 0o644 }], secrets: [{ file_name: '/run/secret' }],
  });
});

test('a local volume is on the storage node, and so is what mounts it', () => {
  const { stack, cluster } = clusterOf({ storageNode: 'm2' });
  cluster.addContainer('Db', { image: anImage, mounts: [Mount.volume(new Volume(stack, 'Data', { host: cluster }), '/data')] });
  const { json } = Synthesized.of(stack);
  expect(Object.values<any>(json.resource.docker_volume)).toMatchObject([{ provider: 'docker.m2' }]);
  const [service] = Object.values<any>(json.resource.docker_service);
  expect(service.task_spec.placement.constraints).toEqual([
    expect.stringMatching(/^node\.id==\$\{docker_swarm_node\.Cluster_m2_\w+\.id\}$/),
  ]);
});

test('a volume that all nodes reach is on each, and its services run anywhere', () => {
  const { stack, cluster } = clusterOf();
  const volume = new Volume(stack, 'Data', { host: cluster, driver: 'example/cluster-storage' });
  cluster.addContainer('Db', { image: anImage, mounts: [Mount.volume(volume, '/data')] });
  const { json } = Synthesized.of(stack);
  expect(Object.keys(json.resource.docker_volume)).toHaveLength(3);
  expect(Object.values<any>(json.resource.docker_service)[0].task_spec.placement).toBeUndefined();
});

test('an image that the stack makes is pushed, and without a registry it is refused', () => {
  const image = BaseImage.fromRootFilesystem(__filename, { name: 'made' });
  expect(refusalOf({ image })).toContain('Set `imageRegistry` on the cluster');
  const service = serviceOf({ image }, { imageRegistry: 'registry.example.com/team' });
  expect(service.task_spec.container_spec.image)
    .toMatch(/^registry\.example\.com\/team\/made@\$\{docker_registry_image\.[\w-]+\.sha256_digest\}$/);
});

test.each<[string, Partial<ContainerOptions>, string]>([
  ['a device', { devices: [{ hostPath: '/dev/fuse' }] }, 'The prop `devices` is not known to services'],
  ['a swap limit', { memory: Size.mebibytes(8), memorySwap: Size.mebibytes(8) }, 'The prop `memorySwap` is not known to services'],
  ['a runtime', { runtime: Runtime.RUNSC }, 'Make it the "default-runtime" in daemon.json of each node'],
  ['a domain', { domainName: 'example.com' }, 'The prop `domainName` is not known to services'],
  ['a port', { ports: [{ containerPort: 80 }] }, 'would be open on all addresses of the nodes'],
  ['a large file', { files: [{ path: '/x', content: 'x'.repeat(600 * 1024) }] }, 'can have at most 512000 bytes each'],
])('what a swarm can\'t keep is refused: %s', (_, options, message) => {
  expect(refusalOf(options)).toContain(message);
});

test('all that a swarm can\'t keep is refused at once', () => {
  const message = refusalOf({ domainName: 'a', cpuShares: 2 });
  expect(message).toContain('`domainName`');
  expect(message).toContain('`cpuShares`');
});

test('what no service can ask for, and no node does, is refused or exempted', () => {
  expect(refusalOf({}, { nodeDefaults: {} })).toContain('"no-new-privileges": true in daemon.json of each node');
  const exemptions = [Exemption.of(Control.NO_NEW_PRIVILEGES, 'old engines'), Exemption.of(Control.CGROUP_NAMESPACE, 'control groups v1')];
  const { stack, cluster } = clusterOf({ nodeDefaults: {} });
  cluster.addContainer('Web', { image: anImage, exemptions, noNewPrivileges: false, cgroupNamespace: CgroupNamespace.HOST });
  const service = Synthesized.of(stack).resource('docker_service') as any;
  expect(Object.keys(service.isolation_exemptions).sort()).toEqual(['cgroup_namespace', 'no_new_privileges']);
});

test('services of newer engines ask for their privileges themselves, and a plan asks each node for its version', () => {
  const { stack, cluster } = clusterOf({ nodeDefaults: { privateCgroupNamespace: true }, servicePrivileges: true });
  cluster.addContainer('Web', { image: anImage, seccomp: SeccompProfile.allowing('read') });
  const { json } = Synthesized.of(stack);
  const [{ task_spec: task }] = Object.values<any>(json.resource.docker_service);
  const { privileges } = task.container_spec;
  expect(privileges).toMatchObject({ no_new_privileges: true, seccomp: { mode: 'custom' } });
  expect(JSON.parse(privileges.seccomp.profile)).toHaveProperty('defaultAction');
  const [{ lifecycle }] = Object.values<any>(json.data.docker_host_facts);
  expect(lifecycle.postcondition).toContainEqual({
    condition: '${try(tonumber(split(".", self.engine_version)[0]) >= 25, false)}',
    error_message: expect.stringContaining('has an engine that ignores `privileges` of services') as string,
  });
  expect(refusalOf({ seccomp: SeccompProfile.allowing('read') })).toContain('set `servicePrivileges: true` on the cluster');
  expect(refusalOf({ apparmorProfile: 'mine' }, { servicePrivileges: true })).toContain('can only be "unconfined"');
});

test('a network that keeps its members apart is refused', () => {
  const { stack, cluster } = clusterOf();
  const closed = () => new Network(stack, 'Closed', { host: cluster, level: NetworkLevel.CLOSED });
  expect(refusal(closed)).toContain('can\'t keep their members apart');
});

test('a plan asks each node for what the cluster needs of it', () => {
  const conditionsOf = (props: Partial<SwarmClusterProps>) => {
    const { stack } = clusterOf(props);
    const facts = Object.values<any>(Synthesized.of(stack).json.data?.docker_host_facts ?? {});
    return facts.map(({ lifecycle }) => lifecycle.postcondition.map(({ condition }: { condition: string }) => condition));
  };
  const always = ['${coalesce(self.default_seccomp, false)}'];
  expect(conditionsOf({ nodeDefaults: {}, discovery: ServiceDiscovery.DNS_ROUND_ROBIN })).toEqual([always, always, always]);
  expect(conditionsOf({ encrypted: true, nodeDefaults: { ...NODE_DEFAULTS, runtime: Runtime.RUNSC } })[0]).toEqual([
    '${coalesce(self.ip_vs, false)}',
    '${coalesce(self.esp, false)}',
    ...always,
    '${coalesce(self.default_no_new_privileges, false)}',
    '${try(self.default_cgroup_namespace, "") == "private"}',
    '${self.default_runtime == "runsc" && try(self.runtimes["runsc"].starts, false) == true}',
  ]);
  expect(conditionsOf({ probe: false })).toEqual([]);
});

test('a report attests the tasks on each node to which the stack has a connection', () => {
  const { stack, cluster } = clusterOf();
  cluster.addContainer('Web', { image: anImage });
  new IsolationReport(stack, 'Report', { host: cluster });
  const reports = Object.values<any>(Synthesized.of(stack).json.resource.docker_isolation);
  expect(reports).toMatchObject([
    { directory: 'isolation/Report/m1', service: [{ name: 'stack-cluster-web', isolation_policy: 'baseline@1' }] },
    { directory: 'isolation/Report/m2', provider: 'docker.m2' },
    { directory: 'isolation/Report/w1', provider: 'docker.w1' },
  ]);
  // Only a manager knows the other nodes.
  expect(reports.map(({ attested_nodes: nodes }) => nodes?.length)).toEqual([3, undefined, undefined]);
});

test('a local volume on a swarm that exists is on the storage node, too', () => {
  const { stack, cluster } = clusterOf({ existing: true });
  cluster.addContainer('Db', { image: anImage, mounts: [Mount.volume(new Volume(stack, 'Data', { host: cluster }), '/data')] });
  const [service] = Object.values<any>(Synthesized.of(stack).json.resource.docker_service);
  expect(service.task_spec.placement.constraints).toEqual([
    expect.stringMatching(/^node\.id==\$\{data\.docker_swarm_membership\.Cluster_w1_\w+\.node_id\}$/),
  ]);
});

test.each<[string, (stack: TerraformStack) => SwarmClusterProps, string]>([
  ['no managers', () => ({ managers: {} }), 'The cluster has no managers'],
  ['a host twice', (stack) => {
    const { managers } = hostsIn(stack);
    return { managers, workers: { m1: managers.m2 } };
  }, '"m1" is a manager and a worker'],
  ['an unknown host', (stack) => ({ ...hostsIn(stack), drain: ['x'] }), '`drain` names "x"'],
  ['too few managers left', (stack) => ({ ...hostsIn(stack), lost: ['m1'] }), '`lost` leaves 1 of 2 managers'],
  ['lost hosts of a swarm that exists', (stack) => ({ ...hostsIn(stack), existing: true, lost: ['w1'] }),
    'Leave the lost hosts out of the cluster'],
  ['all drained', (stack) => ({ ...hostsIn(stack), drain: ['m1', 'm2', 'w1'] }), 'drains all its hosts'],
  ['no address', (stack) => ({ managers: { m: ContainerHost.fromUnixSocket(stack, 'M', { path: '/m' }) } }),
    'can\'t reach the host "m" at "localhost"'],
])('refuses a cluster with %s', (_, propsIn, message) => {
  const stack = testStack();
  expect(refusal(() => new SwarmCluster(stack, 'Cluster', propsIn(stack)))).toContain(message);
});

test('containers of a cluster have no `docker_container`, and no address', () => {
  const { cluster } = clusterOf();
  const network = cluster.addNetwork('Net');
  const web = new Container(cluster, 'Web', { host: cluster, image: anImage, networks: [network] });
  expect(refusal(() => web.resource)).toContain('does not become a `docker_container`');
  expect(refusal(() => web.ipAddress(network))).toContain('have no address that is known before they run');
});

function key(named: object): string {
  return Object.keys(named)[0]!;
}
