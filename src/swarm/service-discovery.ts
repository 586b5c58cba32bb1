/**
 * To what the name of a service resolves.
 */
export enum ServiceDiscovery {
  /**
   * To one virtual address, from which the kernel of the client's node spreads connections over the tasks. Needs IP Virtual Server in the
   * kernel of each node.
   */
  VIRTUAL_ADDRESS = 'vip',

  /**
   * To the addresses of the tasks, in turn. A client that keeps an address does not notice when its task is replaced.
   */
  DNS_ROUND_ROBIN = 'dnsrr',
}
