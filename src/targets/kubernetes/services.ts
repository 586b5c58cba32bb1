import { Construct } from 'constructs';
import { ServiceV1 } from './generated/service-v1';
import { NAME_LABEL } from './names';
import { isLoopback, publicPorts } from './network-rows';
import { Pods, Surroundings } from './reach';
import { PortRange } from '../../model/container';
import { isKnown } from '../../private/tokens';
import { unlessEmpty } from '../../workload/blocks';

/** A service with more ports is as good as one without any. */
const MOST_PORTS = 100;

/** No address of its own: its name resolves to those of its pods. */
const HEADLESS = 'None';

/** A port of a service. */
interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly target_port: string;
  readonly protocol: string;
  readonly node_port?: number;
}

/** Returns whether others find pods by their name. */
export function hasName({ construct, model: { connections, networks, ports } }: Pods, { controllersOf }: Surroundings): boolean {
  return connections.some(({ to }) => to === construct) || networks.some(({ network }) => network._model.traffic.peers)
    || ports.some(isLoopback) || controllersOf(construct).length > 0;
}

/** Adds the service by whose name others find pods. It has an address of its own if all ports are known on which they are reached. */
export function addNamedService(scope: Construct, pods: Pods, name: string, surroundings: Surroundings): ServiceV1 {
  return add(scope, pods, name, () => {
    const { port, areAll } = portsWithin(pods, surroundings);
    return { cluster_ip: port === undefined || !areAll ? HEADLESS : undefined, port };
  });
}

/** Adds the service of a StatefulSet. Its name resolves to the addresses of pods, and Ingresses find its ports. */
export function addGoverningService(scope: Construct, pods: Pods, name: string, surroundings: Surroundings): ServiceV1 {
  return add(scope, pods, name, () => ({ cluster_ip: HEADLESS, port: portsWithin(pods, surroundings).port }));
}

/** Adds a service whose name resolves to the addresses of pods, only while they are ready. */
export function addHeadlessService(scope: Construct, pods: Pods, name: string): ServiceV1 {
  return add(scope, pods, name, () => ({ cluster_ip: HEADLESS }));
}

/** Adds the service that publishes ports to the outside. */
export function addPublicService(scope: Construct, pods: Pods, name: string, type: string): ServiceV1 {
  return add(scope, pods, name, () => ({
    type,
    port: publicPorts(pods.model).map(({ containerPort, hostPort, protocol }) => ({
      ...servicePort(hostPort ?? containerPort, protocol, containerPort),
      ...type === 'NodePort' && hostPort !== undefined ? { node_port: hostPort } : {},
    })),
  }));
}

/** Adds a name for pods of another namespace. */
export function addExternalName(scope: Construct, of: Pods, within: Pods, name: string, domain: string): ServiceV1 {
  return new ServiceV1(scope, 'Resource', {
    provider: within.namespace.props.provider,
    attributes: () => ({
      metadata: within.namespace.metadata(name),
      spec: { type: 'ExternalName', external_name: `${of.name}.${of.namespace.props.name}.svc.${domain}` },
    }),
  });
}

function add(scope: Construct, pods: Pods, name: string, specOf: () => object): ServiceV1 {
  const { namespace } = pods;
  return new ServiceV1(scope, 'Resource', {
    provider: namespace.props.provider,
    attributes: () => ({ metadata: namespace.metadata(name), spec: { selector: { [NAME_LABEL]: pods.name }, ...specOf() } }),
  });
}

/** Returns the ports, as far as they are known, on which others in the cluster reach pods, and whether those are all. */
function portsWithin({ construct, model }: Pods, { controllersOf }: Surroundings) {
  const connected = model.connections.filter(({ to }) => to === construct).map(({ port }) => port);
  const others = [
    ...model.ports.filter(isLoopback).map(({ containerPort, protocol }) => servicePort(containerPort, protocol)),
    ...controllersOf(construct).map(({ port }) => servicePort(port, 'tcp')),
  ];
  const listed = connected.filter(isListed).flatMap(({ _protocol: protocol, _first: first, _last: last }) => (
    Array.from({ length: last - first + 1 }, (_, index) => servicePort(first + index, protocol!))));
  const all = unique([...listed, ...others]);
  const isTooMuch = all.length > MOST_PORTS;
  return {
    port: unlessEmpty(isTooMuch ? unique(others) : all),
    areAll: !isTooMuch && connected.every(isListed) && !model.networks.some(({ network }) => network._model.traffic.peers),
  };
}

function isListed({ _protocol: protocol, _first: first, _last: last }: PortRange): boolean {
  return protocol !== undefined && isKnown(first) && isKnown(last) && last - first < MOST_PORTS;
}

function unique(ports: readonly ServicePort[]): ServicePort[] {
  return [...new Map(ports.map((port) => [port.name, port])).values()];
}

function servicePort(port: number, protocol: string, target = port): ServicePort {
  return { name: `${protocol}-${port}`, port, target_port: `${target}`, protocol: protocol.toUpperCase() };
}
