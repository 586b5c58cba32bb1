import { inContainer, ServiceTable } from './service-row';
import { PortModel } from '../../model/container';
import { FIELDS } from '../../workload/container/fields/table';
import { refused } from '../target-row';

type NetworkField = 'networkMode' | 'networks' | 'ports' | 'domainName' | 'extraHosts' | 'dns' | 'dnsSearch' | 'dnsOptions';

const NO_ADDRESS = 'can\'t have fixed addresses: tasks get theirs from the swarm. Leave them out, and use names';

/** How the networks of a container become those of a service. */
export const NETWORK_ROWS: ServiceTable<NetworkField> = {
  networkMode: refused('can\'t be chosen for a task. Leave it out, and use `networks` or connections', (mode) => mode === 'none'),
  networks: {
    keeping: 'otherwise',
    how: 'overlay networks; a service without one gets an internal network to itself',
    refusal: (networks) => networks.some(({ ipv4Address, ipv6Address }) => (ipv4Address ?? ipv6Address) !== undefined)
      ? NO_ADDRESS : undefined,
    write: (networks) => ({
      task: {
        networks_advanced: networks.length === 0 ? undefined
          : networks.map(({ network, aliases }) => ({ name: network.name, aliases })),
      },
    }),
  },
  ports: {
    keeping: 'otherwise',
    how: 'on all addresses of the nodes, so the cluster has to allow it: `publishPorts`',
    refusal: (ports, _, { publishMode, endpointMode }) => ports.length === 0 ? undefined
      : publishMode === undefined
        ? 'would be open on all addresses of the nodes, since a swarm can\'t publish on one address. Allow that on the cluster: '
          + '`publishPorts: PortPublishing.ON_ALL_NODES`, or `PortPublishing.ON_NODES_WITH_TASK`'
        : publishMode === 'ingress' && endpointMode === 'dnsrr'
          ? 'can\'t be published on all nodes without virtual addresses. Set `publishPorts: PortPublishing.ON_NODES_WITH_TASK` on the '
            + 'cluster, or use ServiceDiscovery.VIRTUAL_ADDRESS'
          : undefined,
    write: (ports, _, { publishMode, endpointMode }) => ({
      service: {
        endpoint_spec: {
          mode: endpointMode,
          ports: ports.length === 0 ? undefined : ports.map((port) => portOf(port, publishMode)),
        },
      },
    }),
  },
  domainName: refused('is not known to services. Leave it out'),
  extraHosts: {
    ...inContainer<{ [name: string]: string }>('hosts', (hosts) => Object.entries(hosts).map(([host, ip]) => ({ host, ip }))),
    refusal: (hosts) => (
      Object.values(hosts).includes('host-gateway') ? 'can\'t have "host-gateway" in a swarm. Write an address' : undefined),
  },
  dns: {
    keeping: 'kept',
    write: (servers, model) => {
      const { dns } = FIELDS.dns.write(servers, model, { has: () => true });
      const { dnsSearch, dnsOptions } = model;
      const isSet = [dns, dnsSearch, dnsOptions].some((each) => each !== undefined);
      return { container: { dns_config: isSet ? { nameservers: dns ?? [], search: dnsSearch, options: dnsOptions } : undefined } };
    },
  },
  // Part of `dns`.
  dnsSearch: { keeping: 'kept' },
  dnsOptions: { keeping: 'kept' },
};

function portOf({ containerPort, hostPort, protocol }: PortModel, mode: string | undefined) {
  return { target_port: containerPort, published_port: hostPort, protocol, publish_mode: mode };
}
