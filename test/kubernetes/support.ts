import { Container, ContainerOptions, KubernetesCluster, KubernetesClusterProps } from '../../src';
import { anImage, Synthesized, testStack } from '../assertions';

/** What the nodes of a cluster have to do for the policy BASELINE. */
export const POD_DEFAULTS = { processes: 1_024, openFiles: 16_384, privateCgroupNamespace: true };

/** Returns a cluster with the id `cluster` in its own stack. */
export function testCluster(props: KubernetesClusterProps = {}): KubernetesCluster {
  return new KubernetesCluster(testStack(), 'cluster', { podDefaults: POD_DEFAULTS, ...props });
}

/** Adds a container with the id `app`. */
export function addApp(cluster: KubernetesCluster, options: Partial<ContainerOptions> = {}): Container {
  return cluster.addContainer('app', { image: anImage, ...options });
}

/** Returns the only Deployment of a cluster, and the parts of its pod. */
export function renderedPod(options: Partial<ContainerOptions>, props: KubernetesClusterProps = {}) {
  const cluster = testCluster(props);
  addApp(cluster, options);
  const output = Synthesized.of(cluster);
  const deployment = output.resource('kubernetes_deployment_v1');
  const { spec, metadata } = deployment.spec.template;
  return { output, deployment, pod: spec, container: spec.container[0], security: spec.container[0].security_context, metadata };
}
