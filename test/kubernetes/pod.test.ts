import { TerraformVariable } from 'cdktf';
import { addApp, renderedPod, testCluster } from './support';
import {
  Capability, ContainerOptions, Control, Duration, Exemption, Gpus, HealthCheck, IpcMode, IsolationPolicy, KubernetesClusterProps, Mount,
  PidMode, PlacementConstraint, RemovalPolicy, RestartPolicy, Runtime, SeccompProfile, SecretFile, ServiceType, Size,
} from '../../src';
import { Synthesized } from '../assertions';

const exempt = (...controls: Control[]) => controls.map((control) => Exemption.of(control, 'for the test'));

type Rendered = ReturnType<typeof renderedPod>;

const CASES: Array<[string, Partial<ContainerOptions>, (rendered: Rendered) => unknown, unknown, KubernetesClusterProps?]> = [
  ['the image', {}, ({ container }) => container.image, 'busybox:1.36'],
  ['a command, with what Kubernetes would fill in escaped', { command: ['a $(B)', '${c}'] }, ({ container }) => container.args,
    ['a $$(B)', '$${c}']],
  ['an entry point', { entryPoint: ['/bin/a'] }, ({ container }) => container.command, ['/bin/a']],
  ['variables', { environment: { A: 'x $(Y)', B: '' } }, ({ container }) => container.env,
    [{ name: 'A', value: 'x $$(Y)' }, { name: 'B', value: '' }]],
  ['a user', { user: '1000:2000' }, ({ security }) => [security.run_as_user, security.run_as_group, security.run_as_non_root],
    ['1000', '2000', true]],
  ['root', { user: '0' }, ({ security }) => [security.run_as_user, security.run_as_non_root], ['0', undefined]],
  ['groups', { supplementaryGroups: ['7'] }, ({ pod }) => pod.security_context.supplemental_groups, [7]],
  ['a working directory', { workingDirectory: '/srv' }, ({ container }) => container.working_dir, '/srv'],
  ['a reaper', { init: true }, ({ pod }) => pod.share_process_namespace, true],
  ['a terminal and an open input', { tty: true, stdinOpen: true }, ({ container }) => [container.tty, container.stdin], [true, true]],
  ['the time to stop', { stopGracePeriod: Duration.seconds(42) }, ({ pod }) => pod.termination_grace_period_seconds, 42],
  ['the default signal', { stopSignal: 'SIGTERM' }, ({ container }) => container.lifecycle, undefined],
  ['another signal', { stopSignal: 'SIGQUIT' }, ({ container }) => container.lifecycle,
    { pre_stop: [{ exec: { command: ['sh', '-c', 'kill -s QUIT 1; exec sleep 86400'] } }] }],
  ['a host name', { hostname: 'me' }, ({ pod }) => pod.hostname, 'me'],
  ['labels', { labels: { 'com.example.team': 'a & b' } }, ({ metadata }) => metadata.annotations, { 'com.example.team': 'a & b' }],
  ['a health check', {
    healthCheck: HealthCheck.exec(['check', '$(X)'], {
      interval: Duration.millis(500), timeout: Duration.seconds(2), retries: 4, startPeriod: Duration.seconds(0),
    }),
  }, ({ container }) => [container.readiness_probe, container.liveness_probe, container.startup_probe], [
    { exec: { command: ['check', '$$(X)'] }, period_seconds: 1, timeout_seconds: 2, failure_threshold: 4 },
    { exec: { command: ['check', '$$(X)'] }, period_seconds: 1, timeout_seconds: 2, failure_threshold: 4 },
    undefined,
  ]],
  ['a health check with time to start', {
    healthCheck: HealthCheck.shell('true', { interval: Duration.seconds(10), startPeriod: Duration.seconds(25) }),
  }, ({ container }) => container.startup_probe,
  { exec: { command: ['/bin/sh', '-c', 'true'] }, period_seconds: 10, timeout_seconds: 3, failure_threshold: 6 }],
  ['no wait for health', { waitUntilHealthy: false }, ({ deployment }) => deployment.wait_for_rollout, false],
  ['the time to become healthy', { healthyTimeout: Duration.minutes(2) },
    ({ deployment }) => [deployment.spec.progress_deadline_seconds, deployment.timeouts], [120, { create: '120s', update: '120s' }]],
  ['the time that it must run', { mustRunFor: Duration.seconds(9) }, ({ deployment }) => deployment.spec.min_ready_seconds, 9],
  ['a restart policy', { restart: RestartPolicy.ALWAYS }, ({ pod }) => pod.restart_policy, undefined],
  ['memory', { memory: Size.mebibytes(1_536) }, ({ container }) => container.resources.limits.memory, '1536Mi'],
  ['CPUs', { cpus: 0.25 }, ({ container }) => container.resources.limits.cpu, '250m'],
  ['shares of a CPU', { cpuShares: 512 }, ({ container }) => container.resources.requests, { cpu: '500m' }],
  ['a limit of processes above that of the nodes', { pidsLimit: 4_096 }, ({ container }) => Object.keys(container.resources.limits),
    ['cpu', 'memory']],
  ['GPUs', { gpus: Gpus.count(2), exemptions: exempt(Control.DEVICES) }, ({ container }) => container.resources.limits['nvidia.com/gpu'],
    '2'],
  ['capabilities', { capabilities: [Capability.NET_BIND_SERVICE] }, ({ security }) => security.capabilities,
    { drop: ['ALL'], add: ['NET_BIND_SERVICE'] }],
  ['no capabilities', { capabilities: [] }, ({ security }) => security.capabilities, { drop: ['ALL'] }],
  ['no new privileges, by default', {}, ({ security }) => security.allow_privilege_escalation, false],
  ['new privileges', { noNewPrivileges: false, exemptions: exempt(Control.NO_NEW_PRIVILEGES) },
    ({ security }) => security.allow_privilege_escalation, true],
  ['a privileged container', {
    privileged: true, noNewPrivileges: false, exemptions: exempt(Control.PRIVILEGED, Control.NO_NEW_PRIVILEGES),
  },
  ({ security }) => [security.privileged, security.allow_privilege_escalation], [true, true]],
  ['the default profile of system calls', {}, ({ security }) => security.seccomp_profile, { type: 'RuntimeDefault' }],
  ['no profile', { seccomp: SeccompProfile.UNCONFINED, exemptions: exempt(Control.SECCOMP) }, ({ security }) => security.seccomp_profile,
    { type: 'Unconfined' }],
  ['gVisor', { runtime: Runtime.RUNSC }, ({ pod }) => pod.runtime_class_name, 'gvisor'],
  ['a runtime class of its own name', { runtime: Runtime.RUNSC }, ({ pod }) => pod.runtime_class_name, 'sandbox',
    { runtimeClasses: { runsc: 'sandbox' } }],
  ['runc', { runtime: Runtime.RUNC }, ({ pod }) => pod.runtime_class_name, undefined],
  ['the processes of the host', { pidMode: PidMode.HOST, exemptions: exempt(Control.PID_NAMESPACE) }, ({ pod }) => pod.host_pid, true],
  ['the memory of the host', { ipcMode: IpcMode.HOST, exemptions: exempt(Control.IPC_NAMESPACE) }, ({ pod }) => pod.host_ipc, true],
  ['kernel parameters', { sysctls: { 'net.ipv4.tcp_syncookies': '1' } }, ({ pod }) => pod.security_context.sysctl,
    [{ name: 'net.ipv4.tcp_syncookies', value: '1' }]],
  ['a read-only root, with a folder for temporary files', { readOnlyRootFilesystem: true },
    ({ security, pod, container }) => [security.read_only_root_filesystem, pod.volume, container.volume_mount], [
      true, [{ name: 'at-tmp', empty_dir: { medium: 'Memory', size_limit: '64Mi' } }], [{ name: 'at-tmp', mount_path: '/tmp' }],
    ]],
  ['a tmpfs', { mounts: [Mount.tmpfs('/run/app', { size: Size.mebibytes(3) })] }, ({ pod }) => pod.volume,
    [{ name: 'at-run-app', empty_dir: { medium: 'Memory', size_limit: '3Mi' } }]],
  ['shared memory', { sharedMemory: Size.mebibytes(128) }, ({ pod, container }) => [pod.volume, container.volume_mount], [
    [{ name: 'at-dev-shm', empty_dir: { medium: 'Memory', size_limit: '128Mi' } }], [{ name: 'at-dev-shm', mount_path: '/dev/shm' }],
  ]],
  ['other hosts', { extraHosts: { a: '10.0.0.1', b: '10.0.0.1' } }, ({ pod }) => pod.host_aliases,
    [{ ip: '10.0.0.1', hostnames: ['a', 'b'] }]],
  ['DNS servers', { dns: ['10.0.0.2'], dnsOptions: ['ndots:2', 'rotate'] }, ({ pod }) => [pod.dns_policy, pod.dns_config], [
    'None', { nameservers: ['10.0.0.2'], option: [{ name: 'ndots', value: '2' }, { name: 'rotate' }] },
  ]],
  ['search domains', { dnsSearch: ['example.com'] }, ({ pod }) => [pod.dns_policy, pod.dns_config],
    ['ClusterFirst', { searches: ['example.com'] }]],
  ['nodes', {
    placement: { constraints: [PlacementConstraint.notNodeLabel('disk', 'hdd'), PlacementConstraint.worker()], spreadOver: ['zone'] },
  }, ({ pod: { affinity: { node_affinity: nodes, pod_anti_affinity: others }, topology_spread_constraint: spread } }) => [
    nodes.required_during_scheduling_ignored_during_execution.node_selector_term, others, spread,
  ], [
    [{
      match_expressions: [
        { key: 'disk', operator: 'NotIn', values: ['hdd'] }, { key: 'node-role.kubernetes.io/control-plane', operator: 'DoesNotExist' },
      ],
    }],
    undefined,
    [{
      topology_key: 'zone',
      max_skew: 1,
      when_unsatisfiable: 'ScheduleAnyway',
      label_selector: [{ match_labels: { 'app.kubernetes.io/name': 'stack-cluster-app' } }],
    }],
  ]],
  ['one pod on a node', { placement: { maxPerNode: 1 } },
    ({ pod }) => pod.affinity.pod_anti_affinity.required_during_scheduling_ignored_during_execution, [{
      topology_key: 'kubernetes.io/hostname', label_selector: [{ match_labels: { 'app.kubernetes.io/name': 'stack-cluster-app' } }],
    }]],
  ['no rights at the API server', {}, ({ pod }) => [pod.automount_service_account_token, pod.enable_service_links], [false, false]],
];

test.each(CASES)('a pod has %s', (_, options, read, expected, props = {}) => {
  expect(read(renderedPod(options, props))).toEqual(expected);
});

test('an ordinary container can run anywhere that its policy allows', () => {
  const { pod, deployment } = renderedPod({ isolation: IsolationPolicy.RESTRICTED, user: '1000' });
  expect(deployment.spec.replicas).toBe('1');
  expect(pod.container).toHaveLength(1);
});

test('files are a ConfigMap, each mounted alone, and a change of them is another template', () => {
  const files = (content: string) => renderedPod({
    files: [{ path: '/etc/a', content }, { path: '/etc_a', contentBase64: 'AAEC', mode: '0400' }],
  });
  const { output, pod, container, metadata } = files('one ${x}');
  expect(output.resource('kubernetes_config_map_v1')).toMatchObject({
    metadata: { name: 'stack-cluster-app-files' }, data: { etc_a: 'one $${x}' }, binary_data: { 'etc_a.1': 'AAEC' },
  });
  expect(pod.volume).toEqual([{
    name: 'files',
    config_map: {
      name: expect.stringMatching(/^\$\{kubernetes_config_map_v1\..*\.metadata\[0\]\.name\}$/),
      items: [{ key: 'etc_a', path: 'etc_a', mode: '0644' }, { key: 'etc_a.1', path: 'etc_a.1', mode: '0400' }],
    },
  }]);
  expect(container.volume_mount).toEqual([
    { name: 'files', mount_path: '/etc/a', sub_path: 'etc_a', read_only: true },
    { name: 'files', mount_path: '/etc_a', sub_path: 'etc_a.1', read_only: true },
  ]);
  expect(metadata.annotations['berth/files']).toMatch(/^[0-9a-f]{64}$/);
  expect(files('two').metadata.annotations['berth/files']).not.toBe(metadata.annotations['berth/files']);
});

test('secrets are a Secret whose content Terraform does not store, readable by their group', () => {
  const cluster = testCluster();
  const password = new TerraformVariable(cluster, 'password', { type: 'string', sensitive: true });
  addApp(cluster, { secrets: [SecretFile.fromVariable(password, '/run/password', { owner: '0:70', mode: '0440', version: 'v2' })] });
  const output = Synthesized.of(cluster);
  expect(output.resource('kubernetes_secret_v1')).toMatchObject({
    data_wo: { run_password: expect.stringMatching(/^\$\{var\./) }, data_wo_revision: expect.any(Number),
  });
  const { spec } = output.resource('kubernetes_deployment_v1').spec.template;
  expect(spec.security_context.fs_group).toBe('70');
  expect(spec.volume[0].secret.items).toEqual([{ key: 'run_password', path: 'run_password', mode: '0440' }]);
});

test('a volume is a claim, which its pods can write to, and two pods never have it at once', () => {
  const cluster = testCluster({ storageClass: 'fast' });
  const data = cluster.addVolume('data', { removalPolicy: RemovalPolicy.DESTROY, driverOptions: { size: '3Gi' } });
  const other = cluster.addVolume('other', { preventDestroy: true, driver: 'slow' });
  addApp(cluster, { user: '1000', mounts: [Mount.volume(data, '/a'), Mount.volume(other, '/b', { readOnly: true })] });
  const output = Synthesized.of(cluster);
  const [first, second] = Object.values(output.resources('kubernetes_persistent_volume_claim_v1'));
  expect(first).toMatchObject({
    wait_until_bound: false,
    spec: { access_modes: ['ReadWriteOnce'], storage_class_name: 'fast', resources: { requests: { storage: '3Gi' } } },
  });
  expect(second).toMatchObject({
    lifecycle: { prevent_destroy: true }, spec: { storage_class_name: 'slow', resources: { requests: { storage: '1Gi' } } },
  });
  const { spec } = output.resource('kubernetes_deployment_v1');
  expect(spec.strategy).toEqual({ type: 'Recreate' });
  expect(spec.template.spec.security_context).toMatchObject({ fs_group: '1000', fs_group_change_policy: 'OnRootMismatch' });
  expect(spec.template.spec.container[0].volume_mount).toEqual([
    { name: 'at-a', mount_path: '/a' }, { name: 'at-b', mount_path: '/b', read_only: true },
  ]);
});

test('ports on the loopback address are for kubectl alone, the others a Service to the outside', () => {
  const { output } = renderedPod({
    ports: [{ containerPort: 80, hostPort: 8_080 }, { containerPort: 443, hostPort: 443, hostIp: '0.0.0.0' }],
  }, { publishPorts: ServiceType.LOAD_BALANCER });
  const services = Object.values(output.resources('kubernetes_service_v1'));
  expect(services.map(({ spec }) => [spec.type, spec.port])).toEqual([
    [undefined, [{ name: 'tcp-80', port: 80, target_port: '80', protocol: 'TCP' }]],
    ['LoadBalancer', [{ name: 'tcp-443', port: 443, target_port: '443', protocol: 'TCP' }]],
  ]);
  const policies = Object.values(output.resources('kubernetes_network_policy_v1'));
  const own = policies.find(({ metadata }) => metadata.name === 'stack-cluster-app')!;
  expect(own.spec.ingress).toEqual([{ ports: [{ port: '443', protocol: 'TCP' }] }]);
});
