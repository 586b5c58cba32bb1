// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `vsphere_tag_category`.
 */
export interface DataTagCategoryAttributes {
  readonly id?: Value<string>;
  readonly name: Value<string>;
}

/**
 * The types of the arguments of the data source `vsphere_tag_category`.
 */
export const DATA_TAG_CATEGORY_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_tag_category',
  attributes: { id: 'string', name: 'string' },
};

/**
 * The data source `vsphere_tag_category`.
 *
 * @internal
 */
export class DataTagCategory extends GeneratedDataSource<DataTagCategoryAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataTagCategoryAttributes>) {
    super(scope, id, DATA_TAG_CATEGORY_SCHEMA, config);
  }
}
