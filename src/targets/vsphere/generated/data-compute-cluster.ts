// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `vsphere_compute_cluster`.
 */
export interface DataComputeClusterAttributes {
  readonly datacenter_id?: Value<string>;
  readonly id?: Value<string>;
  readonly name: Value<string>;
}

/**
 * The types of the arguments of the data source `vsphere_compute_cluster`.
 */
export const DATA_COMPUTE_CLUSTER_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_compute_cluster',
  attributes: { datacenter_id: 'string', id: 'string', name: 'string' },
};

/**
 * The data source `vsphere_compute_cluster`.
 *
 * @internal
 */
export class DataComputeCluster extends GeneratedDataSource<DataComputeClusterAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataComputeClusterAttributes>) {
    super(scope, id, DATA_COMPUTE_CLUSTER_SCHEMA, config);
  }
}
