import { Size } from '../../units/size';
import { VSphereDatastore, VSphereStoragePolicy } from '../objects';
import { VSphereShares } from '../shares';
import { VSphereDiskController, VSphereDiskMode, VSphereDiskProvisioning } from '../values';

/**
 * A disk of a virtual machine.
 */
export interface VSphereDisk {
  /**
   * The size, in whole gibibytes, up to 62 TiB.
   *
   * @default - that of the template's disk with the same number
   */
  readonly size?: Size;

  /**
   * The label. A change makes a new disk.
   *
   * @default - "disk" and its number in the list, from 0
   */
  readonly label?: string;

  /**
   * When it takes its space.
   *
   * @default - as the template's disk with the same number, or else VSphereDiskProvisioning.THIN
   */
  readonly provisioning?: VSphereDiskProvisioning;

  /**
   * The datastore.
   *
   * @default - that of the machine
   */
  readonly datastore?: VSphereDatastore;

  /**
   * The storage policy.
   *
   * @default - that of the datastore
   */
  readonly storagePolicy?: VSphereStoragePolicy;

  /**
   * The controller.
   *
   * @default VSphereDiskController.SCSI
   */
  readonly controller?: VSphereDiskController;

  /**
   * The number among the disks of its controllers, from 0.
   *
   * @default - its number in the list, from 0
   */
  readonly unitNumber?: number;

  /**
   * What happens to its data.
   *
   * @default VSphereDiskMode.PERSISTENT
   */
  readonly mode?: VSphereDiskMode;

  /**
   * Whether several machines may write to it at once.
   *
   * @default false
   */
  readonly multiWriter?: boolean;

  /**
   * Whether writes go to the datastore at once, past buffers.
   *
   * @default false
   */
  readonly writeThrough?: boolean;

  /**
   * Whether the disk stays when it is taken from the machine, or when the machine is destroyed.
   *
   * @default false
   */
  readonly keepOnRemove?: boolean;

  /**
   * The path on the datastore of a disk that exists already, which is attached. Such a disk stays when the machine is destroyed, and has
   * no `size` and `provisioning` here.
   *
   * @default - a disk is made
   */
  readonly existingPath?: string;

  /**
   * The most operations a second.
   *
   * @default - no limit
   */
  readonly ioLimit?: number;

  /**
   * The operations a second that it has for itself.
   *
   * @default - none
   */
  readonly ioReservation?: number;

  /**
   * Its part of the operations that are free.
   *
   * @default VSphereShares.NORMAL
   */
  readonly ioShares?: VSphereShares;
}

/**
 * A CD-ROM drive of a virtual machine: with an image on a datastore, or with the drive of whoever connects with a client.
 */
export interface VSphereCdrom {
  /**
   * The datastore of the image. It needs `path`.
   *
   * @default - the drive is that of a client
   */
  readonly datastore?: VSphereDatastore;

  /**
   * The path of the image on the datastore, such as "iso/debian.iso".
   *
   * @default - the drive is that of a client
   */
  readonly path?: string;
}
