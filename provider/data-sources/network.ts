import Dockerode from 'dockerode';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { inspectNetwork } from '../engine/inspect';
import { DataSource, defineSchema } from '../framework/resource';
import { fromEngine } from '../resources/network/model';

const schema = defineSchema({
  description: 'A network that the engine has.',
  attributes: {
    name: { type: 'string', required: true, description: 'The network, by name or id.' },
    id: { type: 'string', computed: true, description: 'The network\'s id.' },
    driver: { type: 'string', computed: true, description: 'The network driver, such as `bridge`.' },
    options: { type: ['map', 'string'], computed: true, description: 'Options of the driver.' },
    internal: { type: 'bool', computed: true, description: 'Whether the network is isolated from everything outside it.' },
    scope: { type: 'string', computed: true, description: 'The scope of the network: `local`, `swarm` or `global`.' },
    ipam_config: {
      type: ['set', ['object', { subnet: 'string', ip_range: 'string', gateway: 'string', aux_address: ['map', 'string'] }]],
      computed: true,
      description: 'The subnets of the network, including those that the engine chose.',
    },
    containers: {
      type: ['list', ['object', {
        container_id: 'string',
        endpoint_id: 'string',
        ipv4_address: 'string',
        ipv6_address: 'string',
        mac_address: 'string',
        name: 'string',
      }]],
      computed: true,
      description: 'The running containers that are connected to the network, sorted by id. Addresses include the length of the subnet\'s '
        + 'prefix: "172.18.0.2/16".',
    },
  },
});

/** `docker_network` as a data source. */
export const networkDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_network',
  schema,
  async read({ client, signal }, { name }) {
    const inspect = await inspectNetwork(client, name!, { signal, fresh: true });
    if (inspect === undefined) {
      throw new DiagnosticError({
        summary: `The engine has no network "${name}"`,
        detail: `The engine is ${client.endpoint.address}. To create the network, use the resource \`docker_network\`.`,
        path: ['name'],
      });
    }
    const { id, driver, options, internal, scope, ipam_config: subnets } = fromEngine(inspect);
    return { name, id, driver, options, internal, scope, ipam_config: subnets, containers: containersOf(inspect) };
  },
};

interface Connected {
  readonly Name?: string;
  readonly EndpointID?: string;
  readonly MacAddress?: string;
  readonly IPv4Address?: string;
  readonly IPv6Address?: string;
}

function containersOf({ Containers: containers }: Dockerode.NetworkInspectInfo) {
  return Object.entries((containers ?? {}) as Record<string, Connected>).sort(([a], [b]) => a < b ? -1 : 1).map(([id, connected]) => ({
    container_id: id,
    endpoint_id: connected.EndpointID ?? '',
    ipv4_address: connected.IPv4Address ?? '',
    ipv6_address: connected.IPv6Address ?? '',
    mac_address: connected.MacAddress ?? '',
    name: connected.Name ?? '',
  }));
}
