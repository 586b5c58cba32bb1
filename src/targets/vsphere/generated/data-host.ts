// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `vsphere_host`.
 */
export interface DataHostAttributes {
  readonly datacenter_id: Value<string>;
  readonly id?: Value<string>;
  readonly name?: Value<string>;
}

/**
 * The types of the arguments of the data source `vsphere_host`.
 */
export const DATA_HOST_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_host',
  attributes: { datacenter_id: 'string', id: 'string', name: 'string' },
};

/**
 * The data source `vsphere_host`.
 *
 * @internal
 */
export class DataHost extends GeneratedDataSource<DataHostAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataHostAttributes>) {
    super(scope, id, DATA_HOST_SCHEMA, config);
  }
}
