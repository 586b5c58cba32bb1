import { Engine } from '../engine/engine';
import { DataSource, defineSchema } from '../framework/resource';
import { inputs, measuredFacts, outputs } from '../resources/host-facts/schema';

const schema = defineSchema({
  description: 'What a host can really do: found by starting containers that try it whenever it is read, and not by what the engine '
    + 'reports. A fact that is not known is null, which is never a yes, and `evidence` has the reason. '
    + 'The resource `docker_host_facts` keeps what it found instead.',
  attributes: {
    ...inputs,
    id: { type: 'string', computed: true, description: 'The address of the engine.' },
    ...outputs,
  },
});

/** The data source `docker_host_facts`. */
export const hostFactsDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_host_facts',
  schema,
  async read({ client, signal }, config) {
    return { ...config, id: client.endpoint.address, ...await measuredFacts(client, config, signal) };
  },
};
