// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `vsphere_network`.
 */
export interface DataNetworkAttributes {
  readonly datacenter_id?: Value<string>;
  readonly distributed_virtual_switch_uuid?: Value<string>;
  readonly id?: Value<string>;
  readonly name: Value<string>;
  readonly retry_interval?: Value<number>;
  readonly retry_timeout?: Value<number>;
  readonly vpc_id?: Value<string>;
  readonly filter?: Value<readonly DataNetworkFilter[]>;
}

/**
 * The block `filter`.
 */
export interface DataNetworkFilter {
  readonly network_type?: Value<string>;
}

/**
 * The types of the arguments of the data source `vsphere_network`.
 */
export const DATA_NETWORK_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_network',
  attributes: {
    datacenter_id: 'string',
    distributed_virtual_switch_uuid: 'string',
    id: 'string',
    name: 'string',
    retry_interval: 'number',
    retry_timeout: 'number',
    vpc_id: 'string',
  },
  blocks: { filter: { nesting: 'set', attributes: { network_type: 'string' } } },
};

/**
 * The data source `vsphere_network`.
 *
 * @internal
 */
export class DataNetwork extends GeneratedDataSource<DataNetworkAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataNetworkAttributes>) {
    super(scope, id, DATA_NETWORK_SCHEMA, config);
  }
}
