// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `docker_containers`.
 */
export interface DataContainersAttributes {
  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the data source `docker_containers`.
 */
export const DATA_CONTAINERS_SCHEMA: TypeSchema = { provider: 'docker', type: 'docker_containers', attributes: { engine: 'string' } };

/**
 * The data source `docker_containers`. All containers that the engine has, running or not. They are read with every plan and stored in the
 * state.
 *
 * @internal
 */
export class DataContainers extends GeneratedDataSource<DataContainersAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataContainersAttributes>) {
    super(scope, id, DATA_CONTAINERS_SCHEMA, config);
  }
}
