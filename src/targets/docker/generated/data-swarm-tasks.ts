// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `docker_swarm_tasks`.
 */
export interface DataSwarmTasksAttributes {
  /**
   * Only tasks of this service, by its name or id.
   */
  readonly service?: Value<string>;

  /**
   * Only tasks on this node, by its host name or id.
   */
  readonly node?: Value<string>;

  /**
   * Only tasks that the managers want in this state: "running", "shutdown" or "accepted".
   */
  readonly desired_state?: Value<string>;

  /**
   * Reports `created_at`, `updated_at` and `state_since`. They differ with every change of a task, so that plans do, too. The default is
   * false: then they are "".
   */
  readonly with_timestamps?: Value<boolean>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the data source `docker_swarm_tasks`.
 */
export const DATA_SWARM_TASKS_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_swarm_tasks',
  attributes: { service: 'string', node: 'string', desired_state: 'string', with_timestamps: 'bool', engine: 'string' },
};

/**
 * The data source `docker_swarm_tasks`. The tasks of a swarm: what runs where, and why it does not. The engine has to be a manager.
 *
 * @internal
 */
export class DataSwarmTasks extends GeneratedDataSource<DataSwarmTasksAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataSwarmTasksAttributes>) {
    super(scope, id, DATA_SWARM_TASKS_SCHEMA, config);
  }
}
