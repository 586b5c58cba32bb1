/**
 * Where the ports of a cluster's services are published. A swarm publishes a port on all addresses of a node.
 */
export enum PortPublishing {
  /**
   * On every node, which forwards to a task wherever it is (ingress). Needs IP Virtual Server in the kernel of each node.
   */
  ON_ALL_NODES = 'ingress',

  /**
   * Only on the nodes that have a task of the service. A node can have one task that publishes a port.
   */
  ON_NODES_WITH_TASK = 'host',
}
