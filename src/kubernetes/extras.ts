import { TerraformResource } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { AutoscalingOptions, DisruptionBudgetOptions } from './clone-set-scaling';
import { budgetUnclear, hostnameInvalid, noMetric, notOfCluster, pathInvalid, rangeReversed, scaledOnEachNode } from './errors';
import { IngressOptions } from './ingress-options';
import { throwIfAny } from '../private/berth-error';
import { nameOfPath } from '../private/default-name';
import { isKnown } from '../private/tokens';
import { addressOfResource } from '../targets/docker/resources';
import { HorizontalPodAutoscalerV2 } from '../targets/kubernetes/generated/horizontal-pod-autoscaler-v2';
import { IngressV1 } from '../targets/kubernetes/generated/ingress-v1';
import { PodDisruptionBudgetV1 } from '../targets/kubernetes/generated/pod-disruption-budget-v1';
import { KubernetesTarget } from '../targets/kubernetes/kubernetes-target';
import { NAME_LABEL, objectNameOf } from '../targets/kubernetes/names';
import { Pods } from '../targets/kubernetes/reach';
import { kindOf } from '../targets/kubernetes/workload';
import { checkPortNumber } from '../workload/container/networking/port';

/** A DNS name in lower case, whose first label may be "*" (Kubernetes, "Ingress"). */
const HOSTNAME = /^(\*\.)?[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** A cluster, and what its containers become. */
interface Cluster extends IConstruct {
  readonly _target: KubernetesTarget;
}

/** Adds an Ingress, and lets its controller reach the container. */
export function addIngress(scope: Construct, cluster: Cluster, options: IngressOptions): TerraformResource {
  const { hostname, container, port, path = '/', ingressClass, controllerNamespace, tlsSecretName } = options;
  const pods = podsOf(scope, cluster, 'The container', container);
  throwIfAny([
    ...checkPortNumber('The port of an Ingress', port),
    ...isKnown(hostname) && !HOSTNAME.test(hostname) ? [hostnameInvalid(hostname)] : [],
    ...isKnown(path) && !path.startsWith('/') ? [pathInvalid(path)] : [],
  ], scope);
  const { namespace } = pods;
  cluster._target.admit(container, { namespace: controllerNamespace, port });
  const name = nameOf(scope);
  return new IngressV1(scope, 'Resource', {
    provider: namespace.props.provider,
    attributes: () => ({
      metadata: namespace.metadata(name),
      spec: {
        ingress_class_name: ingressClass,
        rule: [{
          host: hostname,
          http: { path: [{ path, path_type: 'Prefix', backend: { service: { name: pods.name, port: { number: port } } } }] },
        }],
        tls: tlsSecretName === undefined ? undefined : [{ hosts: [hostname], secret_name: tlsSecretName }],
      },
    }),
  });
}

/** Adds a HorizontalPodAutoscaler. */
export function addAutoscaling(scope: Construct, cluster: Cluster, options: AutoscalingOptions): TerraformResource {
  const { cloneSet, min = cloneSet.replicas, max, cpuPercent, memoryPercent } = options;
  const pods = podsOf(scope, cluster, 'The set of clones', cloneSet.template);
  const kind = kindOf(pods.model);
  throwIfAny([
    ...isKnown(min) && isKnown(max) && min > max ? [rangeReversed(min, max)] : [],
    ...cpuPercent === undefined && memoryPercent === undefined ? [noMetric()] : [],
    ...kind === 'Deployment' || kind === 'StatefulSet' ? [] : [scaledOnEachNode(cloneSet.node.path)],
  ], scope);
  pods.namespace.take('autoscaler', pods.name, { of: scope, path: scope.node.path });
  cluster._target.setScaled(cloneSet.template, max);
  const metric = (name: string, percent: number | undefined) => percent === undefined ? []
    : [{ type: 'Resource', resource: { name, target: { type: 'Utilization', average_utilization: percent } } }];
  return new HorizontalPodAutoscalerV2(scope, 'Resource', {
    provider: pods.namespace.props.provider,
    attributes: () => ({
      metadata: pods.namespace.metadata(pods.name),
      spec: {
        min_replicas: min,
        max_replicas: max,
        scale_target_ref: { api_version: 'apps/v1', kind, name: pods.name },
        metric: [...metric('cpu', cpuPercent), ...metric('memory', memoryPercent)],
      },
    }),
    metaArguments: () => ({ dependsOn: [workloadOf(cloneSet.template)] }),
  });
}

/** Adds a PodDisruptionBudget. */
export function addDisruptionBudget(
  scope: Construct, cluster: Cluster, { cloneSet, minAvailable, maxUnavailable }: DisruptionBudgetOptions,
): TerraformResource {
  const { namespace, name } = podsOf(scope, cluster, 'The set of clones', cloneSet.template);
  if ((minAvailable === undefined) === (maxUnavailable === undefined)) throwIfAny([budgetUnclear()], scope);
  namespace.take('budget', name, { of: scope, path: scope.node.path });
  const text = (count: number | undefined) => (count === undefined ? undefined : `${count}`);
  return new PodDisruptionBudgetV1(scope, 'Resource', {
    provider: namespace.props.provider,
    attributes: () => ({
      metadata: namespace.metadata(name),
      spec: {
        min_available: text(minAvailable), max_unavailable: text(maxUnavailable), selector: { match_labels: { [NAME_LABEL]: name } },
      },
    }),
  });
}

function podsOf(scope: Construct, cluster: Cluster, what: string, container: IConstruct): Pods {
  const pods = cluster._target.podsOf(container);
  if (pods === undefined) throwIfAny([notOfCluster(what, container.node.path, cluster.node.path)], scope);
  return pods!;
}

function workloadOf(container: IConstruct): string {
  return addressOfResource(container.node.findChild('Resource') as TerraformResource);
}

function nameOf(scope: Construct): string {
  return objectNameOf(nameOfPath(scope.node.path.split('/')));
}
