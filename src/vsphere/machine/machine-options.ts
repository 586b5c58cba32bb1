import { VSphereGuestOptions } from './guest-options';
import { VSphereHardwareOptions } from './hardware-options';
import { Duration } from '../../units/duration';
import { IVSphereCompute, VSphereEsxiHost } from '../compute';
import { VSphereAttributeValue, VSphereDatastore, VSphereDatastoreCluster, VSphereStoragePolicy, VSphereTag } from '../objects';
import { VSphereSource } from '../source';
import { VCenter } from '../vcenter';

/**
 * How long Terraform waits for a virtual machine.
 */
export interface VSphereTimeouts {
  /**
   * Until the machine has an address, in whole minutes. With 0, it does not wait.
   *
   * @default Duration.minutes(5)
   */
  readonly network?: Duration;

  /**
   * Until the machine has an address, as old versions of the VMware Tools report it, in whole minutes. With 0, it does not wait for that.
   *
   * @default Duration.minutes(0)
   */
  readonly legacyNetwork?: Duration;

  /**
   * Until the system is shut down, in whole minutes from 1 to 10.
   *
   * @default Duration.minutes(3)
   */
  readonly shutdown?: Duration;

  /**
   * Until the machine has moved, in whole minutes from 10 up.
   *
   * @default Duration.minutes(30)
   */
  readonly migration?: Duration;

  /**
   * Until the machine is turned on, in whole seconds from 300 up.
   *
   * @default Duration.minutes(5)
   */
  readonly powerOn?: Duration;
}

/**
 * What a virtual machine is made from, where it is and what it has.
 */
export interface VSphereMachineSettings extends VSphereHardwareOptions, VSphereGuestOptions {
  /**
   * What the machine is made from. A change makes a new machine.
   */
  readonly source: VSphereSource;

  /**
   * The name in vCenter, with at most 80 characters.
   *
   * @default - derived from the construct's path
   */
  readonly name?: string;

  /**
   * The path of the folder in the datacenter, such as "production/web".
   *
   * @default - the folder of virtual machines of the datacenter
   */
  readonly folder?: string;

  /**
   * The datastore. A machine needs it or `datastoreCluster`.
   *
   * @default - that which `datastoreCluster` chooses
   */
  readonly datastore?: VSphereDatastore;

  /**
   * The datastore cluster.
   *
   * @default - none; `datastore` is used
   */
  readonly datastoreCluster?: VSphereDatastoreCluster;

  /**
   * The storage policy of the files of the machine.
   *
   * @default - that of the datastore
   */
  readonly storagePolicy?: VSphereStoragePolicy;

  /**
   * The ESXi host on which the machine runs.
   *
   * @default - one that vSphere chooses
   */
  readonly esxiHost?: VSphereEsxiHost;

  /**
   * A note in vCenter.
   *
   * @default - none
   */
  readonly annotation?: string;

  /**
   * The tags.
   *
   * @default - none
   */
  readonly tags?: VSphereTag[];

  /**
   * The values of custom attributes.
   *
   * @default - none
   */
  readonly customAttributes?: VSphereAttributeValue[];

  /**
   * Whether vSphere writes a log of the machine into its folder.
   *
   * @default false
   */
  readonly logging?: boolean;

  /**
   * How long Terraform waits.
   *
   * @default - as each says
   */
  readonly timeouts?: VSphereTimeouts;

  /**
   * Whether the address that Terraform waits for must be one with a gateway.
   *
   * @default true
   */
  readonly waitForRoutableAddress?: boolean;

  /**
   * The addresses and subnets that are not those of the machine, such as that of a bridge in it.
   *
   * @default - none
   */
  readonly ignoredAddresses?: string[];

  /**
   * Whether a machine whose system does not shut down in time is turned off.
   *
   * @default true
   */
  readonly forcePowerOff?: boolean;

  /**
   * Any text. A change makes a new machine.
   *
   * @default - none
   */
  readonly replaceTrigger?: string;
}

/**
 * The options of a virtual machine in something that has a place for it, such as a virtual container host.
 */
export interface VSphereMachineOptions extends VSphereMachineSettings {
  /**
   * User data for cloud-init, compressed with gzip and encoded in Base64, as `toCompressedCloudInit()` of HostBootstrap returns. cloud-init
   * reads it at the first start only, and then clears it in the settings of the machine. Terraform's state keeps it.
   *
   * A later change is ignored: it would reach no running machine. `replaceTrigger` makes a new one.
   *
   * @default - none
   */
  readonly userData?: string;
}

/**
 * The properties of a virtual machine.
 */
export interface VSphereMachineProps extends VSphereMachineOptions {
  /**
   * The vCenter.
   */
  readonly vcenter: VCenter;

  /**
   * Where it runs: a cluster, an ESXi host or a resource pool.
   */
  readonly compute: IVSphereCompute;
}
