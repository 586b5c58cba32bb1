import { VSphereNetwork } from './objects';
import { VSphereSnapshot } from './snapshot';
import { Duration } from '../units/duration';

/**
 * How a template is copied.
 */
export interface FullCloneOptions {
  /**
   * How long the copy may take, in whole minutes.
   *
   * @default Duration.minutes(30)
   */
  readonly timeout?: Duration;
}

/**
 * How a template is cloned from its snapshot.
 */
export interface LinkedCloneOptions extends FullCloneOptions {
  /**
   * The snapshot that the stack makes of the template, for which the clone waits.
   *
   * @default - the one snapshot that the template has already
   */
  readonly snapshot?: VSphereSnapshot;
}

/**
 * How an OVF template of a content library is deployed.
 */
export interface LibraryItemOptions extends FullCloneOptions {
  /**
   * The networks by their names in the OVF.
   *
   * @default - those of `networks`, in the order of the OVF
   */
  readonly networkMap?: { [name: string]: VSphereNetwork };

  /**
   * The ids of datastores by the names of storage groups in the OVF.
   *
   * @default - the datastore of the machine
   */
  readonly storageMap?: { [name: string]: string };
}

/**
 * How an OVF or OVA is deployed.
 */
export interface OvfOptions {
  /**
   * The networks by their names in the OVF.
   *
   * @default - those of `networks`, in the order of the OVF
   */
  readonly networkMap?: { [name: string]: VSphereNetwork };

  /**
   * The key of the deployment option.
   *
   * @default - that of the OVF
   */
  readonly deploymentOption?: string;

  /**
   * When its disks take their space.
   *
   * @default - as in the OVF
   */
  readonly diskProvisioning?: OvfDiskProvisioning;

  /**
   * How it gets its addresses, such as "STATIC_MANUAL".
   *
   * @default - as in the OVF
   */
  readonly ipAllocationPolicy?: string;

  /**
   * The version of IP: "IPv4" or "IPv6".
   *
   * @default - as in the OVF
   */
  readonly ipProtocol?: string;

  /**
   * Whether properties that the OVF hides from users may be set.
   *
   * @default false
   */
  readonly hiddenProperties?: boolean;
}

/**
 * When the disks of an OVF take their space.
 */
export enum OvfDiskProvisioning {
  /**
   * As they are written.
   */
  THIN = 'thin',

  /**
   * At their creation, and zeroed as they are written.
   */
  THICK = 'thick',

  /**
   * At their creation, and zeroed then.
   */
  EAGER_ZEROED_THICK = 'eagerZeroedThick',
}

/**
 * How an OVF or OVA is downloaded and deployed.
 */
export interface RemoteOvfOptions extends OvfOptions {
  /**
   * Whether a certificate of the server is accepted that no authority signed. The server then can give any machine.
   *
   * @default false
   */
  readonly allowUnverifiedTls?: boolean;
}
