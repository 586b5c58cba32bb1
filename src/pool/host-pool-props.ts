import { ContainerHost } from '../host/container-host';

/**
 * The properties of a pool of hosts.
 */
export interface HostPoolProps {
  /**
   * The hosts by name. The names decide on which host a container is. They consist of letters, digits, "-", "_" and ".".
   */
  readonly hosts: { [name: string]: ContainerHost };

  /**
   * The names of the hosts that no container should be on. What is on them moves to the others: each container is created on its new
   * host, and is healthy there if Terraform waits for that, before the old one is removed. Drain a host before you remove it.
   *
   * @default - none
   */
  readonly drain?: string[];

  /**
   * The IPv4 range for the subnets of networks, in CIDR notation, as for a host. A network of the pool has the same subnet on each host,
   * so the range must be free on all of them.
   *
   * @default "10.192.0.0/11"
   */
  readonly addressRange?: string;
}
