// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `vsphere_datastore`.
 */
export interface DataDatastoreAttributes {
  readonly datacenter_id?: Value<string>;
  readonly id?: Value<string>;
  readonly name: Value<string>;
  readonly stats?: Value<{ readonly [key: string]: string }>;
}

/**
 * The types of the arguments of the data source `vsphere_datastore`.
 */
export const DATA_DATASTORE_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_datastore',
  attributes: { datacenter_id: 'string', id: 'string', name: 'string', stats: ['map', 'string'] },
};

/**
 * The data source `vsphere_datastore`.
 *
 * @internal
 */
export class DataDatastore extends GeneratedDataSource<DataDatastoreAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataDatastoreAttributes>) {
    super(scope, id, DATA_DATASTORE_SCHEMA, config);
  }
}
