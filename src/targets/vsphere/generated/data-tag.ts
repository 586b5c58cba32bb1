// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `vsphere_tag`.
 */
export interface DataTagAttributes {
  readonly category_id: Value<string>;
  readonly id?: Value<string>;
  readonly name: Value<string>;
}

/**
 * The types of the arguments of the data source `vsphere_tag`.
 */
export const DATA_TAG_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_tag',
  attributes: { category_id: 'string', id: 'string', name: 'string' },
};

/**
 * The data source `vsphere_tag`.
 *
 * @internal
 */
export class DataTag extends GeneratedDataSource<DataTagAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataTagAttributes>) {
    super(scope, id, DATA_TAG_SCHEMA, config);
  }
}
