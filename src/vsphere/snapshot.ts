import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { VSphereSnapshotProps } from './snapshot-props';
import { VSphereTemplate } from './template';
import { throwIfAny } from '../private/berth-error';
import { requireProps } from '../private/check-props';
import { defaultName } from '../private/default-name';
import { emptyValue } from '../private/errors';
import { VirtualMachineSnapshot } from '../targets/vsphere/generated/virtual-machine-snapshot';

/**
 * A snapshot of a virtual machine, from which linked clones are made. A template has exactly one for that. Any change makes a new snapshot.
 *
 * @example
 * const base = new VSphereSnapshot(stack, 'base', { vcenter, of: template });
 * const source = VSphereSource.linkedClone(template, { snapshot: base });
 */
export class VSphereSnapshot extends Construct {
  /**
   * The template or machine of which the snapshot is.
   */
  public readonly template: VSphereTemplate;

  /**
   * The Terraform resource, the escape hatch.
   */
  public readonly resource: TerraformResource;

  /**
   * @param scope the scope of the snapshot
   * @param id the id in the scope
   * @param props the machine, and what is in the snapshot
   */
  constructor(scope: Construct, id: string, props: VSphereSnapshotProps) {
    super(scope, id);
    requireProps('VSphereSnapshotProps', props, this);
    const { vcenter, of: template, name, description = 'Made by Berth.', memory = false, quiesce = false } = props;
    throwIfAny(name === '' ? [emptyValue('The name of a snapshot', 'leave it out, or give one')] : [], this);
    this.template = template;
    this.resource = new VirtualMachineSnapshot(this, 'Resource', {
      provider: vcenter.provider,
      attributes: () => ({
        virtual_machine_uuid: template.uuid,
        snapshot_name: name ?? defaultName(this),
        description,
        memory,
        quiesce,
        remove_children: props.removeChildren,
        consolidate: props.consolidate ?? true,
      }),
    });
  }
}
