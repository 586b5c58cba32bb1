// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `docker_swarm_nodes`.
 */
export interface DataSwarmNodesAttributes {
  /**
   * Only nodes with this role.
   */
  readonly role?: Value<string>;

  /**
   * Only nodes with this availability.
   */
  readonly availability?: Value<string>;

  /**
   * Only nodes in this state.
   */
  readonly state?: Value<string>;

  /**
   * Only nodes with this host name.
   */
  readonly hostname?: Value<string>;

  /**
   * Only nodes that have all these labels.
   */
  readonly labels?: Value<{ readonly [key: string]: string }>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the data source `docker_swarm_nodes`.
 */
export const DATA_SWARM_NODES_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_swarm_nodes',
  attributes: { role: 'string', availability: 'string', state: 'string', hostname: 'string', labels: ['map', 'string'], engine: 'string' },
};

/**
 * The data source `docker_swarm_nodes`. The nodes of a swarm. The engine has to be a manager.
 *
 * @internal
 */
export class DataSwarmNodes extends GeneratedDataSource<DataSwarmNodesAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataSwarmNodesAttributes>) {
    super(scope, id, DATA_SWARM_NODES_SCHEMA, config);
  }
}
