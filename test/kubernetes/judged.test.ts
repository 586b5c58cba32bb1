import { apiObjects } from './judges/api-objects';
import { reaches } from './judges/network/matrix';
import { NetworkPolicies } from './judges/network/network-policies';
import { endpointsOf } from './judges/network/service-endpoints';
import { ApiObject, ofKind } from './judges/objects/api-object';
import { CLUSTER_DNS, podsOf } from './judges/objects/pods';
import { openApiProblems } from './judges/openapi-problems';
import { enforcedLevels, enforcedProblems, podSecurityProblems } from './judges/pod-security/pod-security';
import { TerraformJson } from './judges/terraform/expressions';
import { addApp, testCluster } from './support';
import { Capability, Control, Exemption, IsolationPolicy, KubernetesCluster, NetworkLevel, PidMode } from '../../src';
import { anImage, Synthesized, testStack } from '../assertions';
import { Everything } from './stacks/everything';

/*
 * What the stacks amount to for the API server, judged by programs that know nothing of the library.
 */

const CLUSTER = 'stack-cluster';

function objectsOf(construct: Parameters<typeof Synthesized.of>[0]): ApiObject[] {
  return apiObjects(Synthesized.of(construct).json as TerraformJson);
}

function everything(): ApiObject[] {
  const stack = testStack();
  new Everything(stack);
  return objectsOf(stack);
}

/** What the cluster has besides. */
const EXISTING: ApiObject[] = [
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'site', namespace: CLUSTER } },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'queue-data', namespace: CLUSTER } },
];

test('the API server accepts one of everything', () => {
  expect(openApiProblems(everything(), EXISTING)).toEqual([]);
});

test('the pods meet the level that their namespace enforces', () => {
  const all = everything();
  expect(Object.fromEntries(enforcedLevels(all))).toEqual({ 'stack-cluster': 'baseline', 'stack-blue': 'baseline' });
  expect(enforcedProblems(all)).toEqual([]);
});

test('each connection is allowed in its direction and on its ports, and nothing else is', () => {
  const ports = [
    ...[53, 5_432, 5_000, 5_010, 5_011, 8_080, 9_000].map((port) => ({ port, protocol: 'TCP' as const })),
    { port: 53, protocol: 'UDP' as const },
  ];
  const all = ports.map(({ port, protocol }) => `${protocol}/${port}`).sort();
  const found = Object.fromEntries(Object.entries(reaches(everything(), ports))
    .map(([from, to]) => [from.split('/')[1], Object.fromEntries(Object.entries(to)
      .map(([name, reached]) => [name.split('/')[1], [...reached].sort()]))]));
  const peers = { 'stack-cluster-one': all, 'stack-cluster-two': all };
  expect(found).toEqual({
    'stack-cluster-web': { 'stack-cluster-db': ['TCP/5432'] },
    'stack-blue-api': { 'stack-cluster-db': ['TCP/5432'] },
    'stack-cluster-job': { 'stack-cluster-db': ['TCP/5000', 'TCP/5010'], 'stack-cluster-queue': ['UDP/53'] },
    'stack-cluster-one': peers,
    'stack-cluster-two': peers,
    'stack-cluster-db': {},
    'stack-cluster-queue': {},
    'stack-cluster-agent': {},
    'stack-cluster-tuned': {},
  });
});

test('only what is published or has an Ingress is reached from outside, and only what may reaches the internet', () => {
  const all = everything();
  const policies = new NetworkPolicies(all);
  const pods = Object.fromEntries(podsOf(all).map((pod) => [pod.name.split('/')[1], pod]));
  const open = (allows: (name: string) => boolean) => Object.keys(pods).filter(allows);
  expect(open((name) => policies.allows({ from: '203.0.113.9', to: pods[name]!, port: 8_080, protocol: 'TCP' }))).toEqual([
    'stack-cluster-web',
  ]);
  expect(open((name) => policies.allows({ from: '203.0.113.9', to: pods[name]!, port: 9_000, protocol: 'TCP' }))).toEqual([]);
  expect(open((name) => policies.allows({ from: pods[name]!, to: '203.0.113.9', port: 443, protocol: 'TCP' }))).toEqual([
    'stack-cluster-web',
  ]);
  for (const address of ['169.254.169.254', '10.0.0.1', '192.168.1.1', 'fd00::1']) {
    expect(open((name) => policies.allows({ from: pods[name]!, to: address, port: 443, protocol: 'TCP' }))).toEqual([]);
  }
});

test('pods resolve names if they reach or await anything', () => {
  const all = everything();
  const policies = new NetworkPolicies(all);
  const asking = podsOf(all).filter((from) => policies.allows({ from, to: CLUSTER_DNS, port: 53, protocol: 'UDP' }));
  expect(asking.map(({ name }) => name.split('/')[1]).sort()).toEqual([
    'stack-blue-api', 'stack-cluster-job', 'stack-cluster-one', 'stack-cluster-two', 'stack-cluster-web',
  ]);
});

test('pods reach the DNS servers of the cluster and of its nodes, or only their own if they have some', () => {
  const cluster = testCluster({ dnsServers: ['169.254.20.10', 'fd00::a'] });
  const [usual, own, closed] = [{}, { dns: ['10.0.0.2'] }, {}]
    .map((options, index) => cluster.addContainer(`app-${index}`, { image: anImage, ...options }));
  [usual!, own!].forEach((each) => each.connections.allowInternet());
  const network = cluster.addNetwork('net', { level: NetworkLevel.OPEN });
  cluster.addContainer('member', { image: anImage, networks: [network] });
  const all = objectsOf(cluster);
  const policies = new NetworkPolicies(all);
  const asked = Object.fromEntries(podsOf(all).map((from) => [from.name.split('/')[1], [
    CLUSTER_DNS, '169.254.20.10', 'fd00::a', '10.0.0.2',
  ].map((to) => policies.allows({ from, to, port: 53, protocol: 'UDP' }))]));
  expect(asked).toEqual({
    [usual!.name]: [true, true, true, false],
    [own!.name]: [false, false, false, true],
    [closed!.name]: [false, false, false, false],
    'stack-cluster-member': [true, true, true, false],
  });
  const [from] = podsOf(all);
  expect(policies.allows({ from: from!, to: '169.254.20.10', port: 80, protocol: 'TCP' })).toBe(false);
});

test('names lead to the pods and ports of connections, also by aliases and from other namespaces', () => {
  const all = everything();
  const services = ofKind<Parameters<typeof endpointsOf>[0]>(all, 'Service');
  const leads = Object.fromEntries(services.map((service) => [
    `${service.metadata.namespace}/${service.metadata.name}`,
    service.spec?.type === 'ExternalName' ? service.spec.externalName
      : [...new Set(endpointsOf(service, all).map(({ pod, port }) => `${typeof pod === 'string' ? pod : pod.name}:${port}`))].sort(),
  ]));
  const db = ['stack-cluster-db:5432', ...Array.from({ length: 11 }, (_, index) => `stack-cluster-db:${5_000 + index}`)]
    .map((name) => `stack-cluster/${name}`).sort();
  expect(leads).toEqual({
    'stack-cluster/stack-cluster-db': db,
    'stack-cluster/db': db,
    'stack-blue/db': 'stack-cluster-db.stack-cluster.svc.cluster.local',
    'stack-cluster/names': ['stack-cluster/stack-cluster-queue:53', 'stack-cluster/stack-cluster-queue:9000'],
    'stack-cluster/stack-cluster-queue': ['stack-cluster/stack-cluster-queue:53', 'stack-cluster/stack-cluster-queue:9000'],
    'stack-cluster/stack-cluster-web': ['stack-cluster/stack-cluster-web:8080'],
    'stack-cluster/stack-cluster-web-public': ['stack-cluster/stack-cluster-web:8080'],
    // Their names lead to the addresses of pods, on every port.
    'stack-cluster/stack-cluster-db-ready': [],
    'stack-cluster/stack-cluster-one': [],
    'stack-cluster/stack-cluster-two': [],
  });
});

test.each<[string, string, (cluster: KubernetesCluster) => void]>([
  ['restricted', 'all pods meet RESTRICTED', (cluster) => addApp(cluster, { isolation: IsolationPolicy.RESTRICTED, user: '1000' })],
  ['baseline', 'one runs as root', (cluster) => addApp(cluster)],
  ['privileged', 'one has a capability that others must not have', (cluster) => addApp(cluster, {
    capabilities: [Capability.NET_ADMIN], exemptions: [Exemption.of(Control.CAPABILITIES, 'a router')],
  })],
  ['privileged', 'one sees the processes of the host', (cluster) => addApp(cluster, {
    pidMode: PidMode.HOST, exemptions: [Exemption.of(Control.PID_NAMESPACE, 'a monitor')],
  })],
])('a namespace enforces the level "%s" if %s', (level, _, define) => {
  const cluster = testCluster();
  define(cluster);
  const all = objectsOf(cluster);
  expect(enforcedLevels(all).get(CLUSTER)).toBe(level);
  expect(enforcedProblems(all)).toEqual([]);
  // It is the highest level that they meet.
  const above = { privileged: 'baseline', baseline: 'restricted', restricted: undefined }[level] as 'baseline' | 'restricted' | undefined;
  if (above !== undefined) expect(all.flatMap((each) => podSecurityProblems(each, above))).not.toEqual([]);
});
