import { TemplateDisk } from './template-disk';
import { DataVirtualMachine } from '../targets/vsphere/generated/data-virtual-machine';

/**
 * What a template has, for one that no data source has found. A clone takes over what is given.
 */
export interface VSphereTemplateAttributes {
  /**
   * The UUID of the template.
   */
  readonly uuid: string;

  /**
   * The id of the guest operating system, such as "debian12_64Guest".
   *
   * @default - "otherGuest64"
   */
  readonly guestId?: string;

  /**
   * The firmware: "bios" or "efi".
   *
   * @default - "bios"
   */
  readonly firmware?: string;

  /**
   * The type of the SCSI controller, such as "pvscsi".
   *
   * @default - "pvscsi"
   */
  readonly scsiType?: string;
}

/**
 * A template, or a virtual machine that is cloned as one.
 */
export class VSphereTemplate {
  /**
   * Returns a template that no data source has found. Its clones need disks with sizes.
   *
   * @param attributes what the template has
   */
  public static of(attributes: VSphereTemplateAttributes): VSphereTemplate {
    return new VSphereTemplate(attributes);
  }

  /** @internal */
  public static _found(data: DataVirtualMachine): VSphereTemplate {
    const text = (name: string) => data.getStringAttribute(name);
    const disk = (index: number, name: string) => data.interpolationForAttribute(`disks[${index}].${name}`).toString();
    return new VSphereTemplate(
      { uuid: text('id'), guestId: text('guest_id'), firmware: text('firmware'), scsiType: text('scsi_type') },
      (index) => ({ size: disk(index, 'size'), thin: disk(index, 'thin_provisioned'), eager: disk(index, 'eagerly_scrub') }),
    );
  }

  /**
   * The UUID of the template.
   */
  public readonly uuid: string;

  private constructor(
    /** @internal */ public readonly _attributes: VSphereTemplateAttributes,
    /** @internal */ public readonly _disk?: (index: number) => TemplateDisk,
  ) {
    this.uuid = _attributes.uuid;
  }
}
