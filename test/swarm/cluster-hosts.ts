import { TerraformStack } from 'cdktf';
import { ContainerHost, Endpoint, SwarmCluster, SwarmClusterProps } from '../../src';
import { testStack } from '../assertions';

export const NODE_DEFAULTS = { noNewPrivileges: true, privateCgroupNamespace: true };

/** Returns hosts for a cluster of two managers and a worker. */
export function hostsIn(stack: TerraformStack) {
  const host = (name: string, last: number) => (
    new ContainerHost(stack, name, { endpoint: Endpoint.unix(`/run/${name}`), address: `10.0.0.${last}` }));
  return { managers: { m1: host('m1', 1), m2: host('m2', 2) }, workers: { w1: host('w1', 3) } };
}

/** Returns a cluster of these hosts, with its stack. */
export function clusterOf(props: Partial<SwarmClusterProps> = {}) {
  const stack = testStack();
  return { stack, cluster: new SwarmCluster(stack, 'Cluster', { ...hostsIn(stack), nodeDefaults: NODE_DEFAULTS, ...props }) };
}
