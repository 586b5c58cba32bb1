import { IConstruct } from 'constructs';
import { IContainer } from './i-container';
import { INetwork } from '../i-network';
import { Port } from './networking/port';

/** What a description of a container's connections needs beside its model. */
interface Known {
  readonly isIsolated: boolean;
  readonly portsFromHost: readonly Port[];
  /** Returns the names by which the container finds another one. */
  readonly namesOf: (other: IContainer) => readonly string[];
}

/** Describes what a container may reach, what may reach it, and what its host can't enforce of that. */
export function explainConnections(container: IContainer, { isIsolated, portsFromHost, namesOf }: Known): string {
  const { connections, reachesInternet } = container._model;
  const networks = container._model.networks.map(({ network }) => network as INetwork);
  const { connectsByNetworks } = container.host._placement.target;
  const hasRules = !connectsByNetworks && (connections.length > 0 || portsFromHost.length > 0 || reachesInternet === true);
  if (networks.length === 0 && !hasRules) {
    const isolation = isIsolated ? ' It is isolated, so nothing can be allowed.' : '';
    return `${container.node.path}: no network. It can't reach anything, and nothing can reach it.${isolation}`;
  }
  const levels = new Set(networks.map(({ level }) => level));
  const names = (from: IConstruct, to: IConstruct) => {
    const own = from === container ? namesOf(to as IContainer) : [];
    return own.length > 0 ? `, as ${own.map((name) => `"${name}"`).join(' and ')}` : '';
  };
  return [
    `${container.node.path}:`,
    ...connections.map(({ from, to, port }) => (
      `- ${from.node.path} can reach ${to.node.path} on ${port._protocol ? port : 'all ports'}${names(from, to)}.`)),
    ...(connections.length > 0 ? [connectsByNetworks ? BY_NETWORKS : BY_RULES] : []),
    ...portsFromHost.map((port) => `- The host can reach it on ${port}, through the host's loopback address.`),
    ...(reachesInternet ? ['- It can reach the internet.'] : []),
    ...networks.map(({ node, level }) => `- It is on the network ${node.path}, which has the level "${level}".`),
    ...(connectsByNetworks ? [...levels].map((level) => level.explain()) : []),
  ].join('\n');
}

const BY_NETWORKS = '- Docker doesn\'t enforce the ports and directions of connections: '
  + 'both containers can reach each other on every port.';
const BY_RULES = '- Network policies hold the ports and directions, if the cluster\'s network plugin enforces network policies.';
