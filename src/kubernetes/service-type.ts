/**
 * How a Kubernetes cluster publishes ports to the outside.
 */
export enum ServiceType {
  /**
   * By a load balancer of the platform. It listens on `hostPort`.
   */
  LOAD_BALANCER = 'LoadBalancer',

  /**
   * On all nodes, on `hostPort`, which is 30000 to 32767.
   */
  NODE_PORT = 'NodePort',
}
