import { VSphereCustomization } from '../customization';
import { VSphereToolsUpgrade, VSphereUserDataTransport } from '../values';

/**
 * When the VMware Tools run their scripts in the system of a virtual machine.
 */
export interface VSphereToolsScripts {
  /**
   * Whether scripts run after the machine is turned on.
   *
   * @default true
   */
  readonly afterPowerOn?: boolean;

  /**
   * Whether scripts run after the machine is resumed.
   *
   * @default true
   */
  readonly afterResume?: boolean;

  /**
   * Whether scripts run before the system restarts.
   *
   * @default false
   */
  readonly beforeReboot?: boolean;

  /**
   * Whether scripts run before the system is shut down.
   *
   * @default true
   */
  readonly beforeShutdown?: boolean;

  /**
   * Whether scripts run before the machine is suspended.
   *
   * @default true
   */
  readonly beforeStandby?: boolean;
}

/**
 * The system in a virtual machine, and what it learns from outside.
 */
export interface VSphereGuestOptions {
  /**
   * The id of the guest operating system, such as "debian12_64Guest".
   *
   * @default - that of the template, or else "otherGuest64"
   */
  readonly guestId?: string;

  /**
   * The name of the operating system, if `guestId` is "otherGuest" or "otherGuest64".
   *
   * @default - none
   */
  readonly alternateGuestName?: string;

  /**
   * The host name, for cloud-init and for customizations.
   *
   * @default - the name of the machine
   */
  readonly hostName?: string;

  /**
   * How the VMware Tools customize the clone.
   *
   * @default - it is as the template
   */
  readonly customization?: VSphereCustomization;

  /**
   * How cloud-init gets its user data.
   *
   * @default - VSphereUserDataTransport.VAPP for an OVF and an item of a library, or else VSphereUserDataTransport.GUEST_INFO
   */
  readonly userDataTransport?: VSphereUserDataTransport;

  /**
   * Properties of the OVF that the template came from, by their names.
   *
   * @default - none
   */
  readonly vappProperties?: { [name: string]: string };

  /**
   * Further settings of the machine, by their names, such as "guestinfo.role". Terraform's state has them.
   *
   * @default - none
   */
  readonly extraConfig?: { [name: string]: string };

  /**
   * Whether a change of `extraConfig` may restart the machine.
   *
   * @default true
   */
  readonly rebootOnExtraConfig?: boolean;

  /**
   * When the VMware Tools run their scripts.
   *
   * @default - after the start and a resume, before a shutdown and a suspend
   */
  readonly toolsScripts?: VSphereToolsScripts;

  /**
   * When the VMware Tools are upgraded.
   *
   * @default VSphereToolsUpgrade.MANUAL
   */
  readonly toolsUpgrade?: VSphereToolsUpgrade;

  /**
   * Whether the clock is set after a start or a resume.
   *
   * @default true
   */
  readonly syncTimeWithHost?: boolean;

  /**
   * Whether the clock is set from time to time.
   *
   * @default false
   */
  readonly syncTimePeriodically?: boolean;
}
