import { ILabelSelector } from '@kubernetes-models/apimachinery/apis/meta/v1/LabelSelector';
import { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';
import { ApiObject, Labels } from '../objects/api-object';
import { Pod, Protocol } from '../objects/pods';

/*
 * A second definition of what policies allow, to test the first one with: every policy is expanded to the set of the connections that it
 * allows, out of all that there are between a few pods. It shares no code with network-policies.ts.
 */

export interface Universe {
  readonly pods: readonly Pod[];
  readonly namespaces: { readonly [name: string]: Labels };
  readonly ports: readonly number[];
  readonly protocols: readonly Protocol[];
}

const key = (from: Pod, to: Pod, port: number, protocol: Protocol) => [from.name, to.name, protocol, port].join(' ');

/** Returns all connections that policies allow, such as `a/x b/y TCP 80`. */
export function connectionsOf(policies: ReadonlyArray<ApiObject & INetworkPolicy>, universe: Universe): Set<string> {
  const allowed = { Ingress: new Set<string>(), Egress: new Set<string>() };
  const isolated = { Ingress: new Set<Pod>(), Egress: new Set<Pod>() };
  for (const { metadata, spec } of policies) {
    if (spec === undefined) continue;
    const selected = select(universe.pods.filter((pod) => pod.namespace === metadata.namespace), spec.podSelector);
    const types = spec.policyTypes ?? [];
    if (types.includes('Ingress')) {
      for (const pod of selected) isolated.Ingress.add(pod);
      for (const rule of spec.ingress ?? []) {
        const sources = ends(rule.from ?? [], metadata.namespace ?? '', universe);
        for (const from of sources) for (const to of selected) fill(allowed.Ingress, from, to, rule.ports ?? [], universe);
      }
    }
    if (types.includes('Egress')) {
      for (const pod of selected) isolated.Egress.add(pod);
      for (const rule of spec.egress ?? []) {
        const destinations = ends(rule.to ?? [], metadata.namespace ?? '', universe);
        for (const from of selected) for (const to of destinations) fill(allowed.Egress, from, to, rule.ports ?? [], universe);
      }
    }
  }
  const result = new Set<string>();
  for (const from of universe.pods) {
    for (const to of universe.pods) {
      const all = new Set<string>();
      fill(all, from, to, [], universe);
      for (const each of all) {
        if (isolated.Egress.has(from) && !allowed.Egress.has(each)) continue;
        if (isolated.Ingress.has(to) && !allowed.Ingress.has(each)) continue;
        result.add(each);
      }
    }
  }
  return result;
}

function fill(set: Set<string>, from: Pod, to: Pod, ports: readonly INetworkPolicyPort[], universe: Universe): void {
  if (ports.length === 0) {
    for (const protocol of universe.protocols) for (const port of universe.ports) set.add(key(from, to, port, protocol));
  }
  for (const { port, endPort, protocol = 'TCP' } of ports) {
    let numbers = universe.ports;
    if (typeof port === 'number') numbers = universe.ports.filter((each) => each === port || (each > port && each <= (endPort ?? 0)));
    if (typeof port === 'string') {
      numbers = to.ports.filter((each) => each.name === port && each.protocol === protocol).map((each) => each.port);
    }
    for (const number of numbers) set.add(key(from, to, number, protocol));
  }
}

function ends(peers: readonly INetworkPolicyPeer[], namespace: string, universe: Universe): Pod[] {
  if (peers.length === 0) return [...universe.pods];
  const result = new Set<Pod>();
  for (const { podSelector, namespaceSelector } of peers) {
    if (podSelector === undefined && namespaceSelector === undefined) continue;
    const names = namespaceSelector === undefined
      ? [namespace]
      : select(Object.entries(universe.namespaces).map(([name, labels]) => ({ name, labels })), namespaceSelector).map(({ name }) => name);
    for (const name of names) {
      for (const pod of select(universe.pods.filter((each) => each.namespace === name), podSelector ?? {})) result.add(pod);
    }
  }
  return [...result];
}

/** Leaves out, requirement by requirement, what doesn't meet it. */
function select<Labelled extends { readonly labels: Labels }>(all: readonly Labelled[], selector: ILabelSelector = {}): Labelled[] {
  let left = [...all];
  for (const [name, value] of Object.entries(selector.matchLabels ?? {})) left = left.filter(({ labels }) => labels[name] === value);
  for (const { key: name, operator, values } of selector.matchExpressions ?? []) {
    const inverse = operator === 'NotIn' || operator === 'DoesNotExist';
    const meets = (labels: Labels) => (values === undefined ? name in labels : values.some((value) => labels[name] === value));
    left = left.filter(({ labels }) => meets(labels) !== inverse);
  }
  return left;
}
