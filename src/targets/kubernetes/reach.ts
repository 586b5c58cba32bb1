import { IConstruct } from 'constructs';
import { NAME_LABEL, NAMESPACE_LABEL, networkLabel } from './names';
import { Namespace } from './namespace';
import { publicPorts } from './network-rows';
import { Attributes } from '../../model/attributes';
import { ContainerModel, PortRange } from '../../model/container';
import { AllowedTraffic } from '../../model/network';
import { unlessEmpty } from '../../workload/blocks';

/** The pods that a container became. */
export interface Pods {
  readonly construct: IConstruct;
  readonly name: string;
  readonly namespace: Namespace;
  readonly model: ContainerModel;
}

/** What the policies of a cluster need to know of it. */
export interface Surroundings {
  /** The addresses that are not the internet, in CIDR notation: of the cluster itself, and of the networks around it. */
  readonly privateRanges: readonly string[];
  /** The addresses at which pods ask for names, beside the DNS pods of the cluster. */
  readonly dnsServers: readonly string[];
  /** Returns the pods of a container. */
  readonly podsOf: (container: IConstruct) => Pods | undefined;
  /** The namespaces from which Ingress controllers reach pods, and on which ports, by the container. */
  readonly controllersOf: (container: IConstruct) => ReadonlyArray<{ readonly namespace: string; readonly port: number }>;
}

/** The DNS pods of every cluster. */
const DNS_PODS = {
  namespace_selector: { match_labels: { [NAMESPACE_LABEL]: 'kube-system' } },
  pod_selector: { match_labels: { 'k8s-app': 'kube-dns' } },
};

/** Returns what may reach pods: a rule for each connection, published port and Ingress. */
export function ingressRules({ construct, namespace, model }: Pods, { podsOf, controllersOf }: Surroundings): Attributes[] {
  const connections = model.connections.filter(({ to }) => to === construct).flatMap(({ from, port }) => {
    const client = podsOf(from);
    return client === undefined ? [] : [{ from: [peer(client, namespace)], ports: portsOf(port) }];
  });
  const outside = publicPorts(model);
  const controllers = controllersOf(construct).map(({ namespace: name, port }) => ({
    from: [{ namespace_selector: { match_labels: { [NAMESPACE_LABEL]: name } } }], ports: [{ port: `${port}`, protocol: 'TCP' }],
  }));
  return [
    ...connections,
    ...outside.length === 0 ? []
      : [{ ports: outside.map(({ containerPort, protocol }) => ({ port: `${containerPort}`, protocol: protocol.toUpperCase() })) }],
    ...controllers,
  ];
}

/** Returns what pods may reach: a rule for each connection, the internet, and DNS if they reach anything. */
export function egressRules({ construct, namespace, model }: Pods, surroundings: Surroundings): Attributes[] {
  const { privateRanges, dnsServers, podsOf } = surroundings;
  const connections = model.connections.filter(({ from }) => from === construct).flatMap(({ to, port }) => {
    const server = podsOf(to);
    return server === undefined ? [] : [{ to: [peer(server, namespace)], ports: portsOf(port) }];
  });
  const rules = [...connections, ...model.reachesInternet ? [internet(privateRanges)] : []];
  const asks = rules.length > 0 || model.startAfter.length > 0;
  // A pod with servers of its own asks no others.
  return [...rules, ...asks ? [model.dns === undefined ? dnsRule([DNS_PODS], dnsServers) : dnsRule([], model.dns)] : []];
}

/** Returns what the members of a network may reach, and what may reach them. */
export function networkRules(
  name: string, { peers, outside }: AllowedTraffic, { privateRanges, dnsServers }: Pick<Surroundings, 'privateRanges' | 'dnsServers'>,
) {
  const members = { pod_selector: { match_labels: { [networkLabel(name)]: 'member' } } };
  const rules = [...peers ? [{ to: [members] }] : [], ...outside ? [internet(privateRanges)] : []];
  const dns = dnsRule([DNS_PODS], dnsServers);
  return { ingress: peers ? [{ from: [members] }] : undefined, egress: rules.length > 0 ? [...rules, dns] : undefined };
}

function dnsRule(pods: readonly Attributes[], addresses: readonly string[]): Attributes {
  const blocks = addresses.map((address) => ({ ip_block: { cidr: `${address}/${address.includes(':') ? 128 : 32}` } }));
  return { to: [...pods, ...blocks], ports: [{ port: '53', protocol: 'UDP' }, { port: '53', protocol: 'TCP' }] };
}

function internet(privateRanges: readonly string[]): Attributes {
  const except = (isIpv6: boolean) => unlessEmpty(privateRanges.filter((range) => range.includes(':') === isIpv6));
  return { to: [{ ip_block: { cidr: '0.0.0.0/0', except: except(false) } }, { ip_block: { cidr: '::/0', except: except(true) } }] };
}

function peer({ name, namespace }: Pods, seenFrom: Namespace): Attributes {
  const pods = { pod_selector: { match_labels: { [NAME_LABEL]: name } } };
  if (namespace === seenFrom) return pods;
  return { ...pods, namespace_selector: { match_labels: { [NAMESPACE_LABEL]: namespace.props.name } } };
}

function portsOf({ _protocol: protocol, _first: first, _last: last }: PortRange): Attributes[] | undefined {
  if (protocol === undefined) return undefined;
  return [{ port: `${first}`, end_port: last > first ? last : undefined, protocol: protocol.toUpperCase() }];
}
