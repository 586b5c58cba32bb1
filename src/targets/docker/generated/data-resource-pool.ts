// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `docker_resource_pool`.
 */
export interface DataResourcePoolAttributes {
  /**
   * Name of the pool, unique within its `parent`: 1 to 63 lower-case letters, digits and "-".
   */
  readonly name: Value<string>;

  /**
   * The `id` of the pool in which this one is, and whose bounds hold for it, too. The default is none.
   */
  readonly parent?: Value<string>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the data source `docker_resource_pool`.
 */
export const DATA_RESOURCE_POOL_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_resource_pool',
  attributes: { name: 'string', parent: 'string', engine: 'string' },
};

/**
 * The data source `docker_resource_pool`. What the containers of a resource pool use, and each of them, as the kernel counts it. It is read
 * with every plan. A figure that the kernel does not tell is null.
 *
 * @internal
 */
export class DataResourcePool extends GeneratedDataSource<DataResourcePoolAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataResourcePoolAttributes>) {
    super(scope, id, DATA_RESOURCE_POOL_SCHEMA, config);
  }
}
