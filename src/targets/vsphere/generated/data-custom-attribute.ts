// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `vsphere_custom_attribute`.
 */
export interface DataCustomAttributeAttributes {
  readonly id?: Value<string>;
  readonly name: Value<string>;
}

/**
 * The types of the arguments of the data source `vsphere_custom_attribute`.
 */
export const DATA_CUSTOM_ATTRIBUTE_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_custom_attribute',
  attributes: { id: 'string', name: 'string' },
};

/**
 * The data source `vsphere_custom_attribute`.
 *
 * @internal
 */
export class DataCustomAttribute extends GeneratedDataSource<DataCustomAttributeAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataCustomAttributeAttributes>) {
    super(scope, id, DATA_CUSTOM_ATTRIBUTE_SCHEMA, config);
  }
}
