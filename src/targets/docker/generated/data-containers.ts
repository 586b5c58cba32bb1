// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';

/**
 * The arguments of the data source `docker_containers`.
 */
export interface DataContainersAttributes {
}

/**
 * The types of the arguments of the data source `docker_containers`.
 */
export const DATA_CONTAINERS_SCHEMA: TypeSchema = { provider: 'docker', type: 'docker_containers', attributes: {} };

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
