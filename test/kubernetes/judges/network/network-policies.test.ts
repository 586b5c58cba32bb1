import { INetworkPolicySpec } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicySpec';
import { contains } from './ip-block';
import { NetworkPolicies } from './network-policies';
import { ApiObject, Labels } from '../objects/api-object';
import { CLUSTER_DNS, Pod, PodPort } from '../objects/pods';

const policy = (spec: INetworkPolicySpec, namespace = 'a') => (
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p', namespace }, spec }
);
const namespace = (name: string, labels: Labels = {}): ApiObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
const pod = (of: string, labels: Labels, ports: readonly PodPort[] = []): Pod => ({ name: `${of}/x`, namespace: of, labels, ports });

const pods = (matchLabels: Labels) => ({ podSelector: { matchLabels } });
const namespacesWith = (matchLabels: Labels) => ({ namespaceSelector: { matchLabels } });
const podsIn = (labels: Labels, of: Labels) => ({ ...namespacesWith(labels), ...pods(of) });

const web = pod('a', { app: 'web' });
const db = pod('a', { app: 'db' }, [{ name: 'sql', port: 5432, protocol: 'TCP' }, { name: 'udp', port: 5432, protocol: 'UDP' }]);
const other = pod('b', { app: 'web' });
const namespaces = [namespace('a', { team: 'shop' }), namespace('b', { team: 'ops' })];

type Row = [string, ApiObject[], Parameters<NetworkPolicies['allows']>[0], boolean];

const toDb = { from: web, to: db, port: 5432 };
const selectDb = pods({ app: 'db' });
const ingress = (rule: object, more: object = {}) => [policy({ ...selectDb, policyTypes: ['Ingress'], ingress: [rule], ...more })];
const egress = (rule: object) => [policy({ podSelector: {}, policyTypes: ['Egress'], egress: [rule] })];
const deny = (...policyTypes: Array<'Ingress' | 'Egress'>) => [policy({ podSelector: {}, policyTypes })];

test.each<Row>([
  // Which policies are about a pod.
  ['no policy allows all', [], toDb, true],
  ['a policy of another namespace', [policy({ podSelector: {}, policyTypes: ['Ingress'] }, 'b')], toDb, true],
  ['a policy that selects another pod', [policy({ podSelector: { matchLabels: { app: 'x' } }, policyTypes: ['Ingress'] })], toDb, true],
  ['deny of ingress', deny('Ingress'), toDb, false],
  ['deny of egress', deny('Egress'), toDb, false],
  ['deny of egress is not about the destination', deny('Egress'), { ...toDb, from: other }, true],
  ['deny of ingress is not about the source', deny('Ingress'), { ...toDb, to: other }, true],
  ['without types, a policy is about ingress', [policy({ podSelector: {} })], toDb, false],
  ['without types and rules for egress, not about egress', [policy({ podSelector: {}, ingress: [{}] })], toDb, true],
  [
    'without types, but with a rule for egress',
    [policy({ podSelector: {}, ingress: [{}], egress: [{ to: [pods({ x: 'y' })] }] })], toDb, false,
  ],
  [
    'rules for egress without the type have no effect',
    [policy({ podSelector: {}, policyTypes: ['Ingress'], ingress: [{}], egress: [] })], toDb, true,
  ],
  ['policies add up', [...deny('Ingress'), ...ingress({})], toDb, true],
  ['both ends must allow', [...ingress({}), ...deny('Egress')], toDb, false],
  ['both ends allow', [...deny('Ingress', 'Egress'), ...ingress({}), ...egress({})], toDb, true],

  // Peers.
  ['an empty rule allows all', ingress({}), toDb, true],
  ['empty peers allow all', ingress({ from: [], ports: [] }), toDb, true],
  ['a pod of the namespace', ingress({ from: [pods({ app: 'web' })] }), toDb, true],
  ['another pod of the namespace', ingress({ from: [pods({ app: 'x' })] }), toDb, false],
  ['a pod selector alone is about the policy\'s namespace', ingress({ from: [pods({ app: 'web' })] }), { ...toDb, from: other }, false],
  ['all pods of a namespace', ingress({ from: [namespacesWith({ team: 'ops' })] }), { ...toDb, from: other }, true],
  ['another namespace', ingress({ from: [namespacesWith({ team: 'x' })] }), { ...toDb, from: other }, false],
  ['all namespaces', ingress({ from: [{ namespaceSelector: {} }] }), { ...toDb, from: other }, true],
  [
    'a namespace by its name', ingress({ from: [namespacesWith({ 'kubernetes.io/metadata.name': 'b' })] }),
    { ...toDb, from: other }, true,
  ],
  [
    'a pod of a namespace: both', ingress({ from: [podsIn({ team: 'ops' }, { app: 'web' })] }),
    { ...toDb, from: other }, true,
  ],
  [
    'a pod of a namespace: not the pod', ingress({ from: [podsIn({ team: 'ops' }, { app: 'x' })] }),
    { ...toDb, from: other }, false,
  ],
  [
    'a pod of a namespace: not the namespace', ingress({ from: [podsIn({ team: 'x' }, { app: 'web' })] }),
    { ...toDb, from: other }, false,
  ],
  [
    'two peers: one or the other', ingress({ from: [namespacesWith({ team: 'ops' }), pods({ app: 'x' })] }),
    { ...toDb, from: other }, true,
  ],
  ['a peer with nothing is nobody', ingress({ from: [{}] }), toDb, false],

  // Addresses.
  ['an address without a policy', [], { from: '192.0.2.1', to: db, port: 1 }, true],
  ['an address against deny', deny('Ingress'), { from: '192.0.2.1', to: db, port: 1 }, false],
  ['an address and an empty rule', ingress({}), { from: '192.0.2.1', to: db, port: 1 }, true],
  ['an address is no pod', ingress({ from: [{ namespaceSelector: {} }] }), { from: '192.0.2.1', to: db, port: 1 }, false],
  [
    'an address in a block',
    egress({ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] }), { from: web, to: '192.0.2.1', port: 1 }, true,
  ],
  [
    'an address in an exception',
    egress({ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] }), { from: web, to: '10.1.2.3', port: 1 }, false,
  ],
  ['a pod without an address is in no block', egress({ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }), toDb, false],
  ['a pod with an address', egress({ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }), { ...toDb, to: { ...db, address: '10.0.0.9' } }, true],
  ['an IPv6 address', egress({ to: [{ ipBlock: { cidr: '2001:db8::/32' } }] }), { from: web, to: '2001:db8::1', port: 1 }, true],
  [
    'an IPv6 address in a block of IPv4',
    egress({ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }), { from: web, to: '2001:db8::1', port: 1 }, false,
  ],

  // Ports.
  ['a port', ingress({ ports: [{ port: 5432 }] }), toDb, true],
  ['another port', ingress({ ports: [{ port: 5433 }] }), toDb, false],
  ['a port of another protocol', ingress({ ports: [{ port: 5432, protocol: 'UDP' }] }), toDb, false],
  ['a port of UDP', ingress({ ports: [{ port: 5432, protocol: 'UDP' }] }), { ...toDb, protocol: 'UDP' }, true],
  ['a port of SCTP', ingress({ ports: [{ port: 5432, protocol: 'SCTP' }] }), { ...toDb, protocol: 'SCTP' }, true],
  ['no ports: all protocols', ingress({ from: [{ podSelector: {} }] }), { ...toDb, protocol: 'SCTP' }, true],
  ['all ports of a protocol', ingress({ ports: [{ protocol: 'TCP' }] }), toDb, true],
  ['all ports of another protocol', ingress({ ports: [{ protocol: 'UDP' }] }), toDb, false],
  ['the first port of a range', ingress({ ports: [{ port: 5432, endPort: 5440 }] }), toDb, true],
  ['the last port of a range', ingress({ ports: [{ port: 5400, endPort: 5432 }] }), toDb, true],
  ['after a range', ingress({ ports: [{ port: 5400, endPort: 5431 }] }), toDb, false],
  ['a named port', ingress({ ports: [{ port: 'sql' }] }), toDb, true],
  ['the name of another port', ingress({ ports: [{ port: 'sql' }] }), { ...toDb, port: 80 }, false],
  ['the name of a port of another protocol', ingress({ ports: [{ port: 'udp' }] }), toDb, false],
  ['the name of a port for egress is of the destination', egress({ ports: [{ port: 'sql' }] }), toDb, true],
  ['an address has no named port', egress({ ports: [{ port: 'sql' }] }), { from: web, to: '192.0.2.1', port: 5432 }, false],
  ['peer and port of the same rule', ingress({ from: [pods({ app: 'x' })], ports: [{ port: 5432 }] }), toDb, false],
  [
    'peer of one rule and port of another',
    [
      ...ingress({ from: [{ podSelector: {} }], ports: [{ port: 1 }] }),
      ...ingress({ from: [pods({ app: 'x' })], ports: [{ port: 5432 }] }),
    ],
    toDb, false,
  ],

  // DNS.
  ['DNS against deny', deny('Egress'), { from: web, to: CLUSTER_DNS, port: 53, protocol: 'UDP' }, false],
  [
    'DNS with its rule',
    egress({
      to: [podsIn({ 'kubernetes.io/metadata.name': 'kube-system' }, { 'k8s-app': 'kube-dns' })],
      ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }],
    }),
    { from: web, to: CLUSTER_DNS, port: 53, protocol: 'UDP' }, true,
  ],
])('%s', (_, policies, connection, expected) => {
  expect(new NetworkPolicies([...namespaces, ...policies]).allows(connection)).toBe(expected);
});

test('says which pods a policy isolates', () => {
  const policies = new NetworkPolicies(ingress({}));
  expect(policies.isolates(db, 'Ingress')).toBe(true);
  expect(policies.isolates(db, 'Egress')).toBe(false);
  expect(policies.isolates(web, 'Ingress')).toBe(false);
});

test('refuses a pod in the network of its node', () => {
  expect(() => new NetworkPolicies([]).allows({ ...toDb, from: { ...web, hostNetwork: true } })).toThrow(
    'a/x uses the network of its node, where NetworkPolicies have no defined effect. Leave it out.',
  );
});

test.each([
  ['10.0.0.0/8', [], '10.255.255.255', true],
  ['10.0.0.0/8', [], '11.0.0.0', false],
  ['10.0.0.1/32', [], '10.0.0.1', true],
  ['0.0.0.0/0', ['10.0.0.0/8', '172.16.0.0/12'], '172.31.0.1', false],
  ['::/0', ['fd00::/8'], 'fd00::1', false],
  ['::/0', ['fd00::/8'], '2001:db8::1', true],
  ['::/0', [], '10.0.0.1', false],
])('the block %s except %j and the address %s: %s', (cidr, except, address, expected) => {
  expect(contains({ cidr, except }, address)).toBe(expected);
});
