import * as fc from 'fast-check';
import { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';
import { INetworkPolicySpec } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicySpec';
import { Universe, connectionsOf } from './connection-sets';
import { NetworkPolicies } from './network-policies';
import { ApiObject } from '../objects/api-object';
import { Pod } from '../objects/pods';

const pod = (namespace: string, name: string, more: Partial<Pod>): Pod => (
  { name: `${namespace}/${name}`, namespace, labels: {}, ports: [], ...more }
);

const universe: Universe = {
  pods: [
    pod('a', 'web', { labels: { app: 'web' }, ports: [{ name: 'http', port: 1, protocol: 'TCP' }] }),
    pod('a', 'db', {
      labels: { app: 'db', tier: 'back' },
      ports: [{ name: 'http', port: 2, protocol: 'TCP' }, { name: 'q', port: 1, protocol: 'UDP' }],
    }),
    pod('b', 'web', { labels: { app: 'web', tier: 'back' }, ports: [{ name: 'q', port: 3, protocol: 'TCP' }] }),
    pod('b', 'none', {}),
  ],
  namespaces: { a: { 'team': 'x', 'kubernetes.io/metadata.name': 'a' }, b: { 'kubernetes.io/metadata.name': 'b' } },
  ports: [1, 2, 3],
  protocols: ['TCP', 'UDP', 'SCTP'],
};

const namespaces: ApiObject[] = Object.entries(universe.namespaces).map(([name, labels]) => (
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
));

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const selector = (labels: { readonly [key: string]: readonly string[] }) => {
  const keys = fc.constantFrom(...Object.keys(labels));
  return fc.record({
    matchLabels: fc.oneof(fc.constant({}), keys.chain((key) => fc.constantFrom(...labels[key]).map((value) => ({ [key]: value })))),
    matchExpressions: fc.array(fc.oneof(
      keys.chain((key) => fc.record({
        key: fc.constant(key),
        operator: fc.constantFrom<'In' | 'NotIn'>('In', 'NotIn'),
        values: fc.subarray([...labels[key]], { minLength: 1 }),
      })),
      fc.record({ key: keys, operator: fc.constantFrom<'Exists' | 'DoesNotExist'>('Exists', 'DoesNotExist') }),
    ), { maxLength: 1 }),
  });
};
const podSelector = selector({ app: ['web', 'db'], tier: ['back', 'front'] });
const namespaceSelector = selector({ 'team': ['x', 'y'], 'kubernetes.io/metadata.name': ['a', 'b'] });

/** A member that is undefined would be a member in JSON, so leave it out. */
const defined = <Value extends object>(value: Value) => Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));

const peers = fc.array(
  fc.record({ podSelector: optional(podSelector), namespaceSelector: optional(namespaceSelector) })
    .map((peer): INetworkPolicyPeer => defined(peer)),
  { maxLength: 2 },
);
const protocol = optional(fc.constantFrom(...universe.protocols));
const ports = fc.array(fc.oneof(
  fc.record({ protocol }),
  fc.record({ protocol, port: fc.constantFrom<number | string>(...universe.ports, 'http', 'q') }),
  fc.record({ protocol, port: fc.constantFrom(1, 2), endPort: fc.constantFrom(2, 3) }),
).map((port): INetworkPolicyPort => defined(port)), { maxLength: 2 });

const policy = fc.record({
  namespace: fc.constantFrom('a', 'b'),
  spec: fc.record({
    podSelector,
    policyTypes: fc.subarray<'Ingress' | 'Egress'>(['Ingress', 'Egress'], { minLength: 1 }),
    ingress: fc.array(fc.record({ from: peers, ports }), { maxLength: 2 }),
    egress: fc.array(fc.record({ to: peers, ports }), { maxLength: 2 }),
  }),
}).map((given) => policyOf(given.namespace, given.spec));

function policyOf(namespace: string, spec: INetworkPolicySpec) {
  return { apiVersion: 'networking.k8s.io/v1' as const, kind: 'NetworkPolicy' as const, metadata: { name: 'p', namespace }, spec };
}

type Policy = ReturnType<typeof policyOf>;

const policies = fc.array(policy, { maxLength: 4 });

/** Returns all connections that the judge allows. */
function allowed(given: readonly Policy[]): Set<string> {
  const judge = new NetworkPolicies([...namespaces, ...given]);
  return new Set(universe.pods.flatMap((from) => universe.pods.flatMap((to) => universe.ports.flatMap((port) => (
    universe.protocols
      .filter((each) => judge.allows({ from, to, port, protocol: each }))
      .map((each) => [from.name, to.name, each, port].join(' '))
  )))));
}

const isSubset = (part: ReadonlySet<string>, whole: ReadonlySet<string>) => [...part].every((each) => whole.has(each));

test('allows what the sets of connections allow', () => {
  fc.assert(fc.property(policies, (given) => {
    expect(allowed(given)).toEqual(connectionsOf(given, universe));
  }), { numRuns: 300 });
});

test('the order of policies doesn\'t matter, nor does a policy twice', () => {
  fc.assert(fc.property(policies, (given) => {
    expect(allowed([...given, ...given].reverse())).toEqual(allowed(given));
  }));
});

test('another rule in a policy allows no less', () => {
  fc.assert(fc.property(policies, policy, peers, ports, (given, last, from, of) => {
    const { ingress = [], egress = [] } = last.spec;
    const spec = { ...last.spec, ingress: [...ingress, { from, ports: of }], egress: [...egress, { to: from, ports: of }] };
    const more = { ...last, spec };
    expect(isSubset(allowed([...given, last]), allowed([...given, more]))).toBe(true);
  }));
});

test('a policy without rules allows no more', () => {
  fc.assert(fc.property(policies, policy, (given, last) => {
    const deny = { ...last, spec: { ...last.spec, ingress: [], egress: [] } };
    expect(isSubset(allowed([...given, deny]), allowed(given))).toBe(true);
  }));
});

test('a policy allows as much as one policy for each of its rules, peers and ports', () => {
  fc.assert(fc.property(policies, policy, (given, last) => {
    const { ingress = [], egress = [] } = last.spec;
    const each = <Item>(items: readonly Item[] = []) => (items.length === 0 ? [[]] : items.map((item) => [item]));
    const rules = [
      { ingress: [], egress: [] },
      ...ingress.flatMap((rule) => each(rule.from).flatMap((from) => each(rule.ports).map((of) => (
        { ingress: [{ from, ports: of }], egress: [] }
      )))),
      ...egress.flatMap((rule) => each(rule.to).flatMap((to) => each(rule.ports).map((of) => (
        { ingress: [], egress: [{ to, ports: of }] }
      )))),
    ];
    const split = rules.map((rule) => ({ ...last, spec: { ...last.spec, ...rule } }));
    expect(allowed([...given, ...split])).toEqual(allowed([...given, last]));
  }));
});
