import { TerraformVariable } from 'cdktf';
import { Duration } from '../units/duration';

/**
 * The connection to a vCenter, and the datacenter in it.
 */
export interface VCenterProps {
  /**
   * The host name or IP address of the vCenter, which must be in its certificate. It may be a token.
   */
  readonly server: string;

  /**
   * The variable with the user, such as "terraform@vsphere.local".
   */
  readonly user: TerraformVariable;

  /**
   * The variable with the password. It must be sensitive, and have no default.
   */
  readonly password: TerraformVariable;

  /**
   * The name of the datacenter, or its path in the folders of datacenters.
   */
  readonly datacenter: string;

  /**
   * Whether a certificate of the vCenter is accepted that no authority signed. Whoever answers in its place then gets the password, so
   * synthesis warns. Better let the machine that runs Terraform trust the authority of the vCenter.
   *
   * @default false
   */
  readonly allowUnverifiedTls?: boolean;

  /**
   * How long one call of the API may take, such as the copy of a large disk, in whole minutes.
   *
   * @default Duration.minutes(5)
   */
  readonly apiTimeout?: Duration;

  /**
   * How often the session is kept alive while nothing is called, in whole minutes.
   *
   * @default Duration.minutes(10)
   */
  readonly keepAlive?: Duration;

  /**
   * Whether the session is kept in `~/.govmomi` of the user who runs Terraform, for the next run. Who reads that file is that user for the
   * vCenter.
   *
   * @default false
   */
  readonly persistSession?: boolean;
}

/**
 * Where a network is.
 */
export interface FindNetworkOptions {
  /**
   * The UUID of the distributed switch, if several have a port group with this name.
   *
   * @default - any switch
   */
  readonly distributedSwitchUuid?: string;
}
