// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `vsphere_content_library_item`.
 */
export interface DataContentLibraryItemAttributes {
  readonly id?: Value<string>;
  readonly library_id: Value<string>;
  readonly name: Value<string>;
  readonly type: Value<string>;
}

/**
 * The types of the arguments of the data source `vsphere_content_library_item`.
 */
export const DATA_CONTENT_LIBRARY_ITEM_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_content_library_item',
  attributes: { id: 'string', library_id: 'string', name: 'string', type: 'string' },
};

/**
 * The data source `vsphere_content_library_item`.
 *
 * @internal
 */
export class DataContentLibraryItem extends GeneratedDataSource<DataContentLibraryItemAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataContentLibraryItemAttributes>) {
    super(scope, id, DATA_CONTENT_LIBRARY_ITEM_SCHEMA, config);
  }
}
