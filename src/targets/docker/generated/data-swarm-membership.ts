// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `docker_swarm_membership`.
 */
export interface DataSwarmMembershipAttributes {
  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the data source `docker_swarm_membership`.
 */
export const DATA_SWARM_MEMBERSHIP_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_swarm_membership',
  attributes: { engine: 'string' },
};

/**
 * The data source `docker_swarm_membership`. The part that an engine has in a swarm, as it reports it itself. Unlike `docker_swarm_nodes`,
 * it can be read on a worker.
 *
 * @internal
 */
export class DataSwarmMembership extends GeneratedDataSource<DataSwarmMembershipAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataSwarmMembershipAttributes>) {
    super(scope, id, DATA_SWARM_MEMBERSHIP_SCHEMA, config);
  }
}
