import { IVSphereCompute } from './compute';
import { VSphereMachineSettings } from './machine/machine-options';
import { VCenter } from './vcenter';
import { HostBootstrap } from '../bootstrap/host-bootstrap';
import { SshJumpHost } from '../engine/connection-options';
import { ContainerHostOptions } from '../host/container-host-options';
import { Duration } from '../units/duration';

/**
 * The key with which the ssh server of a machine proves who it is. The machine gets it with its user data, so it is known before the
 * machine exists.
 */
export interface VSphereHostKey {
  /**
   * The public key, of the type ed25519: "ssh-ed25519 AAAA…". It may be a token.
   */
  readonly publicKey: string;

  /**
   * The private key, in the format of OpenSSH: a token, such as `stringValue` of a sensitive variable. It is in Terraform's state, and
   * cloud-init clears it in the settings of the machine.
   */
  readonly privateKey: string;
}

/**
 * What a virtual machine of vSphere becomes, and how Terraform reaches it.
 */
export interface VSphereHostSettings extends VSphereMachineSettings, ContainerHostOptions {
  /**
   * The vCenter.
   */
  readonly vcenter: VCenter;

  /**
   * Where it runs: a cluster, an ESXi host or a resource pool.
   */
  readonly compute: IVSphereCompute;

  /**
   * What the machine becomes at its first start. `user` is one of its users who may use the engine. The template has cloud-init, with the
   * data source `VMware`, and the VMware Tools.
   */
  readonly bootstrap: HostBootstrap;

  /**
   * The user with whom Terraform logs in.
   */
  readonly user: string;

  /**
   * The file with the private key of `user`, on the machine that runs Terraform.
   */
  readonly identityFile: string;

  /**
   * A machine through which Terraform reaches this one over SSH.
   *
   * @default - none
   */
  readonly jumpHost?: SshJumpHost;

  /**
   * How long the machine may take until it is bootstrapped, in whole seconds.
   *
   * @default Duration.minutes(15)
   */
  readonly bootstrapTimeout?: Duration;

  /**
   * Whether another bootstrap makes a new machine, with nothing of the old one on it. cloud-init runs at the first start only, so otherwise
   * a change reaches new machines only. Replace them one by one then: `terraform apply -replace=ADDRESS`.
   *
   * @default true
   */
  readonly replaceOnBootstrapChange?: boolean;
}

/**
 * The properties of a container host on a virtual machine of vSphere.
 */
export interface VSphereHostProps extends VSphereHostSettings {
  /**
   * The key of the machine. Nothing else is trusted.
   */
  readonly hostKey: VSphereHostKey;
}
