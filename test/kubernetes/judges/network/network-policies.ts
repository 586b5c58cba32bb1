import { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';
import { INetworkPolicySpec } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicySpec';
import { INamespace } from 'kubernetes-models/v1/Namespace';
import { contains } from './ip-block';
import { ApiObject, Labels, ofKind } from '../objects/api-object';
import { matches } from '../objects/label-selector';
import { Pod, Protocol } from '../objects/pods';

/** One end of a connection: a pod, or an address outside the cluster. */
export type End = Pod | string;

/** A connection that one end opens to a port of the other. */
export interface Connection {
  readonly from: End;
  readonly to: End;
  readonly port: number;
  /** @default TCP */
  readonly protocol?: Protocol;
}

type Direction = 'Ingress' | 'Egress';

interface Policy { readonly namespace: string; readonly spec: INetworkPolicySpec }

interface Rule { readonly peers: readonly INetworkPolicyPeer[]; readonly ports: readonly INetworkPolicyPort[] }

/** The label that the API server gives to each namespace. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/**
 * Says which connections the NetworkPolicies of a cluster allow, by the rules of the API. A namespace that is not among the objects, such
 * as `kube-system`, has only the label with its name.
 *
 * Whether an IP block contains a pod depends on the network plugin. Here it does if the pod has an address.
 */
export class NetworkPolicies {
  private readonly policies: readonly Policy[];

  private readonly namespaces: ReadonlyMap<string, Labels>;

  constructor(objects: readonly ApiObject[]) {
    this.policies = ofKind<INetworkPolicy>(objects, 'NetworkPolicy').flatMap(({ metadata, spec }) => (
      spec === undefined ? [] : [{ namespace: metadata.namespace ?? 'default', spec }]
    ));
    this.namespaces = new Map(ofKind<INamespace>(objects, 'Namespace').map(({ metadata }) => [metadata.name ?? '', metadata.labels ?? {}]));
  }

  /** Returns whether the policies allow a connection: those of its source for egress, and those of its destination for ingress. */
  public allows(connection: Connection): boolean {
    return this.allowsDirection('Egress', connection.from, connection.to, connection)
      && this.allowsDirection('Ingress', connection.to, connection.from, connection);
  }

  /** Returns whether any policy restricts the connections of a pod in a direction. Without one, all are allowed. */
  public isolates(pod: Pod, direction: Direction): boolean {
    return this.policiesOf(pod, direction).length > 0;
  }

  private allowsDirection(direction: Direction, end: End, other: End, connection: Connection): boolean {
    if (typeof end === 'string') return true;
    const policies = this.policiesOf(end, direction);
    return policies.length === 0 || policies.some((policy) => rulesOf(policy, direction).some((rule) => (
      this.hasPeer(rule, policy, other) && hasPort(rule, connection)
    )));
  }

  private policiesOf(pod: Pod, direction: Direction): Policy[] {
    if (pod.hostNetwork === true) {
      throw new Error(`${pod.name} uses the network of its node, where NetworkPolicies have no defined effect. Leave it out.`);
    }
    return this.policies.filter(({ namespace, spec }) => (
      namespace === pod.namespace && matches(spec.podSelector ?? {}, pod.labels) && typesOf(spec).includes(direction)
    ));
  }

  /** A rule without peers is for all ends. */
  private hasPeer({ peers }: Rule, { namespace }: Policy, end: End): boolean {
    return peers.length === 0 || peers.some((peer) => this.isPeer(peer, namespace, end));
  }

  private isPeer({ ipBlock, namespaceSelector, podSelector }: INetworkPolicyPeer, namespace: string, end: End): boolean {
    const address = typeof end === 'string' ? end : end.address;
    if (ipBlock !== undefined) return address !== undefined && contains(ipBlock, address);
    if (typeof end === 'string' || (namespaceSelector === undefined && podSelector === undefined)) return false;
    const inNamespace = namespaceSelector === undefined
      ? end.namespace === namespace
      : matches(namespaceSelector, { ...this.namespaces.get(end.namespace), [NAMESPACE_NAME]: end.namespace });
    return inNamespace && matches(podSelector ?? {}, end.labels);
  }
}

/** A policy without types is for ingress, and for egress if it has rules for it. */
function typesOf({ policyTypes, egress }: INetworkPolicySpec): readonly string[] {
  if (policyTypes !== undefined && policyTypes.length > 0) return policyTypes;
  return egress !== undefined && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

function rulesOf({ spec }: Policy, direction: Direction): Rule[] {
  return direction === 'Ingress'
    ? (spec.ingress ?? []).map(({ from = [], ports = [] }) => ({ peers: from, ports }))
    : (spec.egress ?? []).map(({ to = [], ports = [] }) => ({ peers: to, ports }));
}

/** A rule without ports is for all ports of all protocols. */
function hasPort({ ports }: Rule, connection: Connection): boolean {
  return ports.length === 0 || ports.some((port) => isPort(port, connection));
}

function isPort({ port, endPort, protocol = 'TCP' }: INetworkPolicyPort, connection: Connection): boolean {
  if (protocol !== (connection.protocol ?? 'TCP')) return false;
  if (port === undefined) return true;
  if (typeof port === 'number') return connection.port >= port && connection.port <= (endPort ?? port);
  // The destination says which port has a name. An address has no names.
  return typeof connection.to !== 'string' && connection.to.ports.some((each) => (
    each.name === port && each.port === connection.port && each.protocol === protocol
  ));
}
