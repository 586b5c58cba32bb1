// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `vsphere_content_library`.
 */
export interface DataContentLibraryAttributes {
  readonly id?: Value<string>;
  readonly name: Value<string>;
}

/**
 * The types of the arguments of the data source `vsphere_content_library`.
 */
export const DATA_CONTENT_LIBRARY_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_content_library',
  attributes: { id: 'string', name: 'string' },
};

/**
 * The data source `vsphere_content_library`.
 *
 * @internal
 */
export class DataContentLibrary extends GeneratedDataSource<DataContentLibraryAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataContentLibraryAttributes>) {
    super(scope, id, DATA_CONTENT_LIBRARY_SCHEMA, config);
  }
}
