// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `vsphere_storage_policy`.
 */
export interface DataStoragePolicyAttributes {
  readonly id?: Value<string>;
  readonly name: Value<string>;
}

/**
 * The types of the arguments of the data source `vsphere_storage_policy`.
 */
export const DATA_STORAGE_POLICY_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_storage_policy',
  attributes: { id: 'string', name: 'string' },
};

/**
 * The data source `vsphere_storage_policy`.
 *
 * @internal
 */
export class DataStoragePolicy extends GeneratedDataSource<DataStoragePolicyAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataStoragePolicyAttributes>) {
    super(scope, id, DATA_STORAGE_POLICY_SCHEMA, config);
  }
}
