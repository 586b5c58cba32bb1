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
    return { name, id, driver, options, internal, scope, ipam_config: subnets };
  },
};
