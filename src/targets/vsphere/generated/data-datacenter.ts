// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `vsphere_datacenter`.
 */
export interface DataDatacenterAttributes {
  readonly id?: Value<string>;
  readonly name?: Value<string>;
}

/**
 * The types of the arguments of the data source `vsphere_datacenter`.
 */
export const DATA_DATACENTER_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_datacenter',
  attributes: { id: 'string', name: 'string' },
};

/**
 * The data source `vsphere_datacenter`.
 *
 * @internal
 */
export class DataDatacenter extends GeneratedDataSource<DataDatacenterAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataDatacenterAttributes>) {
    super(scope, id, DATA_DATACENTER_SCHEMA, config);
  }
}
