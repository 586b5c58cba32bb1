// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `vsphere_resource_pool`.
 */
export interface DataResourcePoolAttributes {
  readonly datacenter_id?: Value<string>;
  readonly id?: Value<string>;
  readonly name?: Value<string>;
  readonly parent_resource_pool_id?: Value<string>;
}

/**
 * The types of the arguments of the data source `vsphere_resource_pool`.
 */
export const DATA_RESOURCE_POOL_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_resource_pool',
  attributes: { datacenter_id: 'string', id: 'string', name: 'string', parent_resource_pool_id: 'string' },
};

/**
 * The data source `vsphere_resource_pool`.
 *
 * @internal
 */
export class DataResourcePool extends GeneratedDataSource<DataResourcePoolAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataResourcePoolAttributes>) {
    super(scope, id, DATA_RESOURCE_POOL_SCHEMA, config);
  }
}
