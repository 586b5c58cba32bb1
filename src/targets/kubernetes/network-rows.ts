import { PodTable } from './kubernetes-row';
import { ContainerModel, PortModel } from '../../model/container';
import { isKnown, isListToken } from '../../private/tokens';
import { canonicalAddress } from '../../shared/ip';
import { unlessEmpty } from '../../workload/blocks';
import { refused } from '../target-row';

type NetworkField = 'networkMode' | 'networks' | 'ports' | 'domainName' | 'extraHosts' | 'dns' | 'dnsSearch' | 'dnsOptions';

/** The ports that a node publishes (Kubernetes, "type: NodePort"). */
const NODE_PORTS = { first: 30_000, last: 32_767 } as const;

/** How the networks of a container become those of a pod. Network policies and services are resources of their own. */
export const NETWORK_ROWS: PodTable<NetworkField> = {
  networkMode: refused('can\'t be chosen for a pod. Leave it out, and use connections', (mode) => mode === 'none'),
  networks: {
    keeping: 'otherwise',
    how: 'as network policies between the pods on the same network; fixed addresses are refused',
    refusal: (networks) => networks.some(({ ipv4Address, ipv6Address }) => (ipv4Address ?? ipv6Address) !== undefined)
      ? 'can\'t have fixed addresses: pods get theirs from the cluster. Leave them out, and use names' : undefined,
  },
  ports: {
    keeping: 'otherwise',
    how: 'on the loopback address: for `kubectl port-forward`; on all addresses: as a Service of the kind in `publishPorts`',
    refusal: (ports, _, { publishing }) => {
      const outside = ports.filter((port) => !isLoopback(port));
      const single = outside.find(({ hostIp }) => isKnown(hostIp) && !['0.0.0.0', '::'].includes(hostIp));
      if (single !== undefined) return `can't be published on the address "${single.hostIp}" alone. Use "0.0.0.0"`;
      if (outside.length > 0 && publishing === undefined) {
        return 'would be open to the outside of the cluster. Allow that on the cluster: `publishPorts: ServiceType.LOAD_BALANCER`, or '
          + '`ServiceType.NODE_PORT`';
      }
      const isNodePort = (port: number | undefined) => !isKnown(port) || port >= NODE_PORTS.first && port <= NODE_PORTS.last;
      const other = publishing === 'NodePort' ? outside.find(({ hostPort }) => !isNodePort(hostPort)) : undefined;
      return other === undefined ? undefined
        : `can't be published as ${other.hostPort} with ServiceType.NODE_PORT: use ${NODE_PORTS.first} to ${NODE_PORTS.last}`;
    },
    write: (ports) => ({
      container: {
        port: ports.length === 0 ? undefined
          : ports.map(({ containerPort, protocol }) => ({ container_port: containerPort, protocol: protocol.toUpperCase() })),
      },
    }),
  },
  domainName: refused('is not known to pods. Leave it out'),
  extraHosts: {
    keeping: 'kept',
    refusal: (hosts) => Object.values(hosts).includes('host-gateway') ? 'can\'t have "host-gateway" in a pod. Write an address' : undefined,
    write: (hosts) => ({
      pod: {
        host_aliases: hosts && unlessEmpty([...new Set(Object.values(hosts))].map((ip) => ({
          ip, hostnames: Object.entries(hosts).filter(([, each]) => each === ip).map(([name]) => name),
        }))),
      },
    }),
  },
  dns: {
    keeping: 'otherwise',
    how: 'instead of that of the cluster, so that the names of containers don\'t resolve; the addresses have to be known',
    refusal: (servers, { startAfter }) => {
      if (isListToken(servers) || !servers.every(isKnown)) return 'has to be written out for a pod: its network policy has these addresses';
      return startAfter.length === 0 ? undefined
        : 'can\'t be set with `startAfter`: the pod waits until the name of the other one resolves, which these servers don\'t know. Leave '
          + 'one of them out';
    },
    write: (servers, { dnsSearch, dnsOptions }) => {
      if ([servers, dnsSearch, dnsOptions].every((each) => each === undefined)) return {};
      const option = dnsOptions?.map((text) => {
        const [name, value] = text.split(':');
        return { name, value };
      });
      return {
        pod: {
          dns_policy: servers === undefined ? 'ClusterFirst' : 'None',
          dns_config: { nameservers: servers, searches: dnsSearch, option },
        },
      };
    },
  },
  // Part of `dns`.
  dnsSearch: { keeping: 'kept' },
  dnsOptions: { keeping: 'kept' },
};

/** Returns whether a port is only for the machine itself: inside a cluster, for `kubectl port-forward`. */
export function isLoopback({ hostIp }: PortModel): boolean {
  return isKnown(hostIp) && (hostIp.startsWith('127.') || canonicalAddress(hostIp) === '::1');
}

/** Returns the ports that are published to the outside. */
export function publicPorts({ ports }: ContainerModel): PortModel[] {
  return ports.filter((port) => !isLoopback(port));
}
