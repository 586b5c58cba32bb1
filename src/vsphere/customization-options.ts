import { Duration } from '../units/duration';

/**
 * What every customization has.
 */
export interface VSphereCustomizationOptions {
  /**
   * How long Terraform waits for the customization, in whole minutes. With 0, it does not wait.
   *
   * @default Duration.minutes(10)
   */
  readonly timeout?: Duration;
}

/**
 * How the VMware Tools customize a clone with Linux.
 */
export interface VSphereLinuxCustomization extends VSphereCustomizationOptions {
  /**
   * The domain of the machine, such as "example.com".
   */
  readonly domain: string;

  /**
   * The host name of the machine, without its domain.
   *
   * @default - `hostName` of the machine
   */
  readonly hostName?: string;

  /**
   * The time zone, such as "Europe/Berlin".
   *
   * @default - UTC
   */
  readonly timeZone?: string;

  /**
   * Whether the hardware clock has UTC.
   *
   * @default true
   */
  readonly hardwareClockUtc?: boolean;

  /**
   * A script that runs before and after the customization, with "precustomization" or "postcustomization" as its argument. The VMware
   * Tools of the template must allow it. It is in Terraform's state, so it must have no secret.
   *
   * @default - none
   */
  readonly script?: string;

  /**
   * The domains in which names without a dot are looked up.
   *
   * @default - none
   */
  readonly dnsSuffixes?: string[];
}

/**
 * How Sysprep customizes a clone with Windows. It needs `workgroup` or `joinDomain`.
 */
export interface VSphereWindowsCustomization extends VSphereCustomizationOptions {
  /**
   * The name of the computer, at most 15 letters, digits and "-".
   *
   * @default - `hostName` of the machine
   */
  readonly computerName?: string;

  /**
   * The password of the administrator: a token, such as `stringValue` of a sensitive variable. It is in Terraform's state.
   *
   * @default - that of the template
   */
  readonly adminPassword?: string;

  /**
   * The workgroup.
   *
   * @default - none
   */
  readonly workgroup?: string;

  /**
   * The domain that the machine joins. It needs `domainAdminUser` and `domainAdminPassword`.
   *
   * @default - none
   */
  readonly joinDomain?: string;

  /**
   * The organizational unit in the domain, without blanks, such as "OU=hosts,DC=example,DC=com".
   *
   * @default - that of the domain
   */
  readonly domainOu?: string;

  /**
   * The user who lets the machine join the domain.
   *
   * @default - none
   */
  readonly domainAdminUser?: string;

  /**
   * The password of that user: a token, such as `stringValue` of a sensitive variable. It is in Terraform's state.
   *
   * @default - none
   */
  readonly domainAdminPassword?: string;

  /**
   * The name of the owner.
   *
   * @default "Administrator"
   */
  readonly fullName?: string;

  /**
   * The organization of the owner.
   *
   * @default "Managed by Terraform"
   */
  readonly organizationName?: string;

  /**
   * The product key: a token, such as `stringValue` of a sensitive variable. It is in Terraform's state.
   *
   * @default - none
   */
  readonly productKey?: string;

  /**
   * Commands that run at the first login, at most 260 characters each. They must have no secret.
   *
   * @default - none
   */
  readonly runOnceCommands?: string[];

  /**
   * How many times the administrator is logged in without a password.
   *
   * @default 0
   */
  readonly autoLogonCount?: number;

  /**
   * The number of the time zone, as Sysprep counts them.
   *
   * @default 85, which is UTC
   */
  readonly timeZone?: number;

  /**
   * The domains in which names without a dot are looked up.
   *
   * @default - none
   */
  readonly dnsSuffixes?: string[];
}
