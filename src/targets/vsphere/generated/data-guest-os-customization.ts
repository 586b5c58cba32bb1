// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `vsphere_guest_os_customization`.
 */
export interface DataGuestOsCustomizationAttributes {
  readonly id?: Value<string>;
  readonly name: Value<string>;
}

/**
 * The types of the arguments of the data source `vsphere_guest_os_customization`.
 */
export const DATA_GUEST_OS_CUSTOMIZATION_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_guest_os_customization',
  attributes: { id: 'string', name: 'string' },
};

/**
 * The data source `vsphere_guest_os_customization`.
 *
 * @internal
 */
export class DataGuestOsCustomization extends GeneratedDataSource<DataGuestOsCustomizationAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataGuestOsCustomizationAttributes>) {
    super(scope, id, DATA_GUEST_OS_CUSTOMIZATION_SCHEMA, config);
  }
}
