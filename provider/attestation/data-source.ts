import { attestedOf, attributesOf, containerBlocks, found, given, late } from './schema';
import { Engine } from '../engine/engine';
import { DataSource, defineSchema } from '../framework/resource';

const schema = defineSchema({
  description: 'An attestation that only reports: what containers have to be isolated by, what is configured, and what is in force, as the kernel shows it while they run. '
    + 'The resource `docker_isolation` fails an apply where something is weaker; this does not.',
  attributes: {
    ...given,
    id: { type: 'string', computed: true, description: 'The address of the engine.' },
    ...found,
  },
  blocks: containerBlocks,
});

/** `docker_isolation` as a data source. */
export const isolationDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_isolation',
  schema,
  async read({ client, signal }, config) {
    const { attest, textOf } = late();
    const report = await attest(client, attestedOf(config), { probe: config.probe !== false, fresh: true, signal });
    return { ...config, id: client.endpoint.address, ...attributesOf(report, textOf(report)) };
  },
};
