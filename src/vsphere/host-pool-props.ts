import { VSphereHostKey, VSphereHostSettings } from './host-props';
import { VSphereAntiAffinity } from './values';

/**
 * The properties of a pool of container hosts on virtual machines of vSphere. `name` is what the names of the machines begin with; a number
 * from 0 follows.
 */
export interface VSphereHostPoolProps extends VSphereHostSettings {
  /**
   * The number of machines, at least 1. Fewer take away the last ones. Drain these first, and apply: then their containers move.
   */
  readonly replicas: number;

  /**
   * The keys of the machines: one for all, or one for each, in the order of their numbers. With one for all, each machine could stand in
   * for the others.
   */
  readonly hostKeys: VSphereHostKey[];

  /**
   * The names of machines that get no containers, such as "workers-2". Their containers move to others.
   *
   * @default - none
   */
  readonly drain?: string[];

  /**
   * The IPv4 addresses of the first interfaces, one for each machine, such as "10.0.0.5/24". More than there are machines are a reserve.
   *
   * @default - as `networks` say
   */
  readonly ipv4Addresses?: string[];

  /**
   * The MAC addresses of the first interfaces, one for each machine.
   *
   * @default - those that vSphere chooses
   */
  readonly macAddresses?: string[];

  /**
   * Whether the machines are kept on different ESXi hosts. Needs a cluster with DRS.
   *
   * @default - VSphereAntiAffinity.PREFERRED in a cluster with several machines, or else VSphereAntiAffinity.NONE
   */
  readonly antiAffinity?: VSphereAntiAffinity;
}
