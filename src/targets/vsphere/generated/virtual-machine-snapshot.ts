// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `vsphere_virtual_machine_snapshot`.
 */
export interface VirtualMachineSnapshotAttributes {
  readonly consolidate?: Value<boolean>;
  readonly description: Value<string>;
  readonly id?: Value<string>;
  readonly memory: Value<boolean>;
  readonly quiesce: Value<boolean>;
  readonly remove_children?: Value<boolean>;
  readonly snapshot_name: Value<string>;
  readonly virtual_machine_uuid: Value<string>;
}

/**
 * The types of the arguments of the resource `vsphere_virtual_machine_snapshot`.
 */
export const VIRTUAL_MACHINE_SNAPSHOT_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_virtual_machine_snapshot',
  attributes: {
    consolidate: 'bool',
    description: 'string',
    id: 'string',
    memory: 'bool',
    quiesce: 'bool',
    remove_children: 'bool',
    snapshot_name: 'string',
    virtual_machine_uuid: 'string',
  },
};

/**
 * The resource `vsphere_virtual_machine_snapshot`.
 *
 * @internal
 */
export class VirtualMachineSnapshot extends GeneratedResource<VirtualMachineSnapshotAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<VirtualMachineSnapshotAttributes>) {
    super(scope, id, VIRTUAL_MACHINE_SNAPSHOT_SCHEMA, config);
  }
}
