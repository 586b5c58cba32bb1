import { apiObjects } from './api-objects';
import { stack, toWeb } from './example-stack';
import { openApiProblems } from './openapi-problems';

const problems = (more?: { readonly [type: string]: object }) => openApiProblems(apiObjects(stack(more)))
  .map(({ object, path, message }) => `${object}: ${path} ${message}`);

test('a stack without a problem', () => {
  expect(problems()).toEqual([]);
});

const WEB = 'Deployment shop/web: spec.template.spec.containers[0]';

test.each<[string, { readonly [type: string]: object }, string]>([
  // The OpenAPI.
  [
    'a value that is none of an enumeration', { container: { image_pull_policy: 'Sometimes' } },
    `${WEB}.imagePullPolicy must be equal to one of the allowed values`,
  ],
  [
    'a quantity that is none', { container: { resources: { limits: { cpu: '1x' } } } },
    `${WEB}.resources.limits.cpu must match format "quantity"`,
  ],
  ['a number with a fraction', { deployment_v1: { replicas: '1.5' } }, 'Deployment shop/web: spec.replicas must be integer'],
  [
    'a field that is missing', { ingress_v1: { rule: { http: { path: { path: '/', backend: {} } } } } },
    'spec.rules[0].http.paths[0] must have required property',
  ],

  // Names.
  [
    'a namespace with a dot', { namespace: { name: 'a.b' } },
    'Namespace a.b: metadata.name is "a.b". Allowed are lower-case letters, digits and "-"',
  ],
  ['a long label', { namespace: { labels: { a: 'x'.repeat(64) } } }, 'with 64 characters. At most 63 are allowed.'],
  [
    'a label with a space', { namespace: { labels: { a: 'x y' } } },
    'Namespace shop: metadata.labels["a"] is "x y". Allowed are letters, digits, "-", "_" and "."',
  ],
  [
    'the key of a label with two slashes', { namespace: { labels: { 'a/b/c': '' } } },
    'has the key "a/b/c". Write a name, or a DNS name, "/" and a name.',
  ],
  [
    'the key of an annotation in capitals before the slash', { namespace: { annotations: { 'A.b/c': '' } } },
    'metadata.annotations (prefix of a key) is "A.b".',
  ],
  ['a container with an underscore', { container: { name: 'a_b' } }, `${WEB}.name is "a_b".`],
  [
    'a long name of a port', { container: { port: { container_port: 80, name: 'a'.repeat(16) } } },
    'with 16 characters. At most 15 are allowed.',
  ],
  ['the key of a secret with a space', { secret_v1: { data: { 'a b': 'x' } } }, 'Secret shop/password: data (key) is "a b".'],

  // Pods.
  [
    'a port out of range', { container: { port: { container_port: 70000, name: 'http' } } },
    `${WEB}.ports[0].containerPort is 70000. Allowed: 1 to 65535.`,
  ],
  ['a variable with a space', { container: { env: { name: 'A B', value: 'x' } } }, `${WEB}.env[0].name is "A B".`],
  [
    'a mount without a volume', { container: { volume_mount: { name: 'x', mount_path: '/x' } } },
    `${WEB}.volumeMounts[0].name is "x". The pod has the volumes: settings, data.`,
  ],
  [
    'two mounts at a path', { container: { volume_mount: [{ name: 'data', mount_path: '/x' }, { name: 'data', mount_path: '/x' }] } },
    `${WEB}.volumeMounts (paths) has "/x" twice.`,
  ],
  [
    'a request above its limit', { container: { resources: { limits: { memory: '64Mi' }, requests: { memory: '1G' } } } },
    `${WEB}.resources.requests.memory is "1G", more than the limit "64Mi".`,
  ],
  [
    'a probe of a port that has another name', { container: { liveness_probe: { tcp_socket: { port: 'x' } } } },
    `${WEB}.livenessProbe.tcpSocket.port is "x", but no port of the container has this name.`,
  ],
  [
    'a probe with two handlers', { container: { liveness_probe: { tcp_socket: { port: 1 }, exec: { command: ['a'] } } } },
    `${WEB}.livenessProbe.handler has exec, tcpSocket. Give exactly one.`,
  ],
  [
    'a liveness probe that must succeed twice', { container: { liveness_probe: { tcp_socket: { port: 1 }, success_threshold: 2 } } },
    `${WEB}.livenessProbe.successThreshold is 2. It must be 1.`,
  ],
  [
    'privileged without escalation', { container: { security_context: { privileged: true, allow_privilege_escalation: false } } },
    'is false, but the container is privileged.',
  ],
  [
    'user 0 that is not root', { container: { security_context: { run_as_non_root: true, run_as_user: '0' } } },
    'is 0, but runAsNonRoot is true.',
  ],
  [
    'a profile of seccomp without its file', { container: { security_context: { seccomp_profile: { type: 'Localhost' } } } },
    'securityContext.seccompProfile is of the type Localhost.',
  ],
  [
    'an alias that is no address', { pod: { host_aliases: { ip: 'x', hostnames: ['a'] } } },
    'hostAliases[0].ip is "x". Give an IP address.',
  ],
  [
    'two containers with a name', { pod: { container: [{ name: 'a', image: 'a' }, { name: 'a', image: 'a' }] } },
    'spec.containers (names) has "a" twice.',
  ],
  ['no container', { pod: { container: [] } }, 'must have required property'],
  [
    'a volume with two sources', { pod: { volume: { name: 'a', empty_dir: {}, host_path: { path: '/' } } } },
    'volumes[0].source has emptyDir, hostPath. Give exactly one.',
  ],
  [
    'a path with dots', { pod: { volume: { name: 'a', config_map: { name: 'settings', items: { key: 'a.conf', path: '../x' } } } } },
    'items[0].path is "../x".',
  ],
  [
    'a toleration of all with a value', { pod: { toleration: { operator: 'Exists', value: 'x' } } },
    'tolerations[0].value is given, but the operator is Exists.',
  ],
  [
    'a deployment that doesn\'t restart', { pod: { restart_policy: 'Never' } },
    'Deployment shop/web: spec.template.spec.restartPolicy is Never. A Deployment takes: Always.',
  ],
  [
    'a job that restarts', { pod: { restart_policy: 'Always' } },
    'Job shop/once: spec.template.spec.restartPolicy is Always. A Job takes: OnFailure, Never.',
  ],

  // Workloads.
  [
    'a selector of other labels', { deployment_v1: { selector: { match_labels: { app: 'x' } } } },
    'spec.selector is {"matchLabels":{"app":"x"}}. It doesn\'t match the labels',
  ],
  ['an empty selector', { deployment_v1: { selector: {} } }, 'Deployment shop/web: spec.selector is empty.'],
  [
    'recreate with a rolling update', { deployment_v1: { strategy: { type: 'Recreate', rolling_update: { max_surge: '1' } } } },
    'spec.strategy.rollingUpdate is given, but the type is Recreate.',
  ],
  [
    'a rolling update that can\'t start', { deployment_v1: { strategy: { rolling_update: { max_surge: '0', max_unavailable: '0%' } } } },
    'One of them must be more.',
  ],

  // Network.
  [
    'a peer with nothing', { network_policy_v1: { ingress: { from: [{}] } } },
    'spec.ingress[0].from[0] is empty. Give a podSelector, a namespaceSelector or an ipBlock.',
  ],
  [
    'a peer with a block and a selector', { network_policy_v1: { egress: { to: { ip_block: { cidr: '0.0.0.0/0' }, pod_selector: {} } } } },
    'spec.egress[0].to[0] has an ipBlock and a selector.',
  ],
  [
    'a block that is an address', { network_policy_v1: { egress: { to: { ip_block: { cidr: '10.0.0.1' } } } } },
    'spec.egress[0].to[0].ipBlock has "10.0.0.1".',
  ],
  [
    'an exception outside the block',
    { network_policy_v1: { egress: { to: { ip_block: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } } } } },
    'has "11.0.0.0/16", which is no part of 10.0.0.0/8.',
  ],
  [
    'a range that ends before it starts', { network_policy_v1: { egress: { ports: { port: '80', end_port: 79 } } } },
    'spec.egress[0].ports[0].endPort is 79. Allowed: 80 to 65535.',
  ],
  ['a range from a name', { network_policy_v1: { egress: { ports: { port: 'http', end_port: 79 } } } }, 'needs a port that is a number.'],
  ['rules of a type that is missing', { network_policy_v1: { policy_types: ['Ingress'], egress: {} } }, 'spec.policyTypes lacks Egress'],
  ['a service without ports', { service_v1: { port: [] } }, 'Service shop/web: spec.ports is empty.'],
  [
    'ports without names', { service_v1: { port: [{ port: 80, target_port: 'http' }, { port: 81, target_port: 'http' }] } },
    'spec.ports[0].name is missing.',
  ],
  [
    'a node port of a cluster IP', { service_v1: { port: { port: 80, target_port: 'http', node_port: 30000 } } },
    'is given, but the type is ClusterIP.',
  ],
  [
    'a path without a slash', { ingress_v1: { rule: { http: { path: { path: 'x', path_type: 'Prefix', backend: toWeb(80) } } } } },
    'is "x". Start it with "/".',
  ],

  // Limits.
  ['a count with a fraction', { resource_quota_v1: { hard: { pods: '1500m' } } }, 'spec.hard["pods"] is "1500m". Write a whole number.'],
  [
    'a default below the request',
    { limit_range_v1: { limit: { type: 'Container', default: { cpu: '50m' }, default_request: { cpu: '100m' } } } },
    'spec.limits[0].default.cpu is less than defaultRequest.',
  ],
  ['a claim without a size', { persistent_volume_claim_v1: { resources: {} } }, 'spec.resources.requests.storage is missing.'],
  ['a budget with both', { pod_disruption_budget_v1: { min_available: '1' } }, 'spec has minAvailable, maxUnavailable. Give exactly one.'],
  [
    'an autoscaler with less than its minimum', { horizontal_pod_autoscaler_v2: { min_replicas: 6 } },
    'spec.maxReplicas is 5, less than minReplicas 6.',
  ],
  ['a high priority', { priority_class_v1: { value: 2_000_000_000 } }, 'value is 2000000000. At most 1000000000 is allowed.'],
  [
    'a large config map', { config_map_v1: { data: { 'a.conf': 'x'.repeat(1024 * 1024 + 1) } } },
    'ConfigMap shop/settings: data has 1048577 bytes.',
  ],
  ['a secret of a registry', { secret_v1: { type: 'kubernetes.io/dockerconfigjson' } }, 'lacks the key ".dockerconfigjson"'],

  // References.
  [
    'an account that isn\'t there', { pod: { service_account_name: 'x' } },
    'is "x", but there is no such ServiceAccount in the namespace shop.',
  ],
  [
    'a config map that isn\'t there', { container: { env_from: { config_map_ref: { name: 'x' } } } },
    `${WEB}.envFrom[0] is "x", but there is no such ConfigMap in the namespace shop.`,
  ],
  [
    'a key that isn\'t there', { container: { env: { name: 'A', value_from: { secret_key_ref: { name: 'password', key: 'x' } } } } },
    `${WEB}.env[0].valueFrom has the key "x", but Secret password doesn't.`,
  ],
  [
    'a claim that isn\'t there', { pod: { volume: { name: 'a', persistent_volume_claim: { claim_name: 'x' } } } },
    'is "x", but there is no such PersistentVolumeClaim in the namespace shop.',
  ],
  ['a class that isn\'t there', { pod: { priority_class_name: 'x' } }, 'is "x", but there is no such PriorityClass.'],
  [
    'a set without its service', { stateful_set_v1: { service_name: 'x' } },
    'StatefulSet shop/db: spec.serviceName is "x", but there is no such Service in the namespace shop.',
  ],
  ['a set whose service has an address', { headless: { cluster_ip: '10.0.0.1' } }, 'spec.serviceName is "db", which has a clusterIP.'],
  [
    'an autoscaler of nothing',
    { horizontal_pod_autoscaler_v2: { scale_target_ref: { api_version: 'apps/v1', kind: 'Deployment', name: 'x' } } },
    'spec.scaleTargetRef is "x", but there is no such Deployment',
  ],
  [
    'an autoscaler without requests', { container: { resources: {} } },
    'is about cpu, but the container web of Deployment web requests none.',
  ],
  ['a budget of no pod', { pod_disruption_budget_v1: { selector: { match_labels: { app: 'x' } } } }, 'which selects no pod.'],
  [
    'a service of no pod', { service_v1: { selector: { app: 'x' } } },
    'Service shop/web: spec leads to no pod: none has the labels and the ports.',
  ],
  [
    'a service with one port of two', { service_v1: { port: [{ name: 'a', port: 80 }, { name: 'b', port: 81, target_port: 'x' }] } },
    'spec.ports has the port 81, whose targetPort no pod has.',
  ],
  [
    'an ingress to a port that isn\'t there', { ingress_v1: { default_backend: toWeb(81) } },
    'is port 81 of Service web, which has no such port.',
  ],
])('%s', (_, more, expected) => {
  expect(problems(more)).toContainEqual(expect.stringContaining(expected));
});

test('a namespace that isn\'t there, unless the cluster has it', () => {
  const objects = apiObjects({ resource: { kubernetes_config_map_v1: { a: { metadata: { name: 'a', namespace: 'x' } } } } });
  expect(openApiProblems(objects)).toEqual([
    { object: 'ConfigMap x/a', path: 'metadata.namespace', message: 'is "x", but there is no such Namespace.' },
  ]);
  expect(openApiProblems(objects, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x' } }])).toEqual([]);
});

test('two objects with a name', () => {
  const [object] = apiObjects({ resource: { kubernetes_namespace_v1: { a: { metadata: { name: 'a' } } } } });
  expect(openApiProblems([object, object])).toEqual([
    { object: 'Namespace a', path: 'metadata.name', message: 'is the name of another object, too.' },
  ]);
});

test('a field that the API doesn\'t have', () => {
  const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', nam: 'b' }, spce: {} };
  expect(openApiProblems([object]).map(({ path, message }) => `${path} ${message}`)).toEqual([
    'metadata.nam is no field of the API.', 'spce is no field of the API.',
  ]);
});

test('no message has the value of a secret', () => {
  const found = problems({ secret_v1: { data: { 'a b': 'hunter2' }, type: 'kubernetes.io/tls' } });
  expect(found).not.toEqual([]);
  expect(JSON.stringify(found)).not.toMatch(/hunter2|aHVudGVyMg/);
});
