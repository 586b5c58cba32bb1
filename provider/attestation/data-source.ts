import { containersToAttest, attributesOf, containerBlocks, inputs, loadAttestation, nodesNotAttested, outputs } from './schema';
import { Engine } from '../engine/engine';
import { DataSource, defineSchema } from '../framework/resource';

const schema = defineSchema({
  description: 'An attestation that only reports: for each container, how strictly it must be isolated, what is configured, and what is '
    + 'in force, as the kernel reports it while the container runs. '
    + 'The resource `docker_isolation` makes an apply fail if a container is weaker; this data source does not.',
  attributes: {
    ...inputs,
    id: { type: 'string', computed: true, description: 'The address of the engine.' },
    ...outputs,
  },
  blocks: containerBlocks,
});

/** The data source `docker_isolation`. */
export const isolationDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_isolation',
  schema,
  async read({ client, signal }, config) {
    const { attest, textOf } = loadAttestation();
    const containers = await containersToAttest(config, client, signal);
    const unattestedNodes = await nodesNotAttested(config, client, signal);
    const report = await attest(client, containers, { probe: config.probe !== false, fresh: true, signal, unattestedNodes });
    return { ...config, id: client.endpoint.address, ...attributesOf(report, textOf(report)) };
  },
};
