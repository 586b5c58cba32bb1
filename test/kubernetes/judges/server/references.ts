import { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { IIngressBackend } from 'kubernetes-models/networking.k8s.io/v1/IngressBackend';
import { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { IContainer } from 'kubernetes-models/v1/Container';
import { IService } from 'kubernetes-models/v1/Service';
import { Findings, below } from './finding';
import { endpointsOf } from '../network/service-endpoints';
import { ApiObject, isObject, namespaceOf } from '../objects/api-object';
import { matches } from '../objects/label-selector';
import { PodTemplate, podTemplateOf, podsOf } from '../objects/pods';

/** What each namespace or cluster has from the start. */
const BUILT_IN = [
  'Namespace default', 'Namespace kube-system', 'Namespace kube-public', 'Namespace kube-node-lease',
  'PriorityClass system-cluster-critical', 'PriorityClass system-node-critical',
];

/** Finds the objects that others refer to. */
export class References {
  constructor(private readonly objects: readonly ApiObject[]) {}

  /** Returns where an object refers to one that isn't there, or to one that doesn't fit. */
  public* findings(object: ApiObject): Findings {
    const namespace = namespaceOf(object);
    if (namespace !== undefined) yield* this.exists('metadata.namespace', 'Namespace', namespace);
    const pod = podTemplateOf(object);
    if (pod !== undefined) yield* below(pod.path, this.ofPod(pod, namespace ?? ''));
    if (object.kind === 'StatefulSet') yield* this.ofStatefulSet(object as ApiObject & IStatefulSet);
    if (object.kind === 'HorizontalPodAutoscaler') yield* this.ofAutoscaler(object as ApiObject & IHorizontalPodAutoscaler);
    if (object.kind === 'PodDisruptionBudget') yield* this.ofBudget(object as ApiObject & IPodDisruptionBudget);
    if (object.kind === 'Service') yield* this.ofService(object as ApiObject & IService);
    if (object.kind === 'Ingress') yield* this.ofIngress(object as ApiObject & IIngress);
  }

  private find(kind: string, name: string, namespace?: string): ApiObject | undefined {
    return this.objects.find((each) => each.kind === kind && each.metadata.name === name && namespaceOf(each) === namespace);
  }

  private* exists(path: string, kind: string, name: string, namespace?: string, key?: string): Findings {
    if (BUILT_IN.includes(`${kind} ${name}`) || (kind === 'ServiceAccount' && name === 'default')) return;
    const found = this.find(kind, name, namespace) as (ApiObject & { readonly data?: object; readonly binaryData?: object }) | undefined;
    if (found === undefined) {
      const where = namespace === undefined ? '' : ` in the namespace ${namespace}`;
      yield { path, message: `is "${name}", but there is no such ${kind}${where}.` };
    } else if (key !== undefined && !(key in { ...found.data, ...found.binaryData })) {
      yield { path, message: `has the key "${key}", but ${kind} ${name} doesn't.` };
    }
  }

  private* ofPod({ spec }: PodTemplate, namespace: string): Findings {
    const { serviceAccountName, priorityClassName, volumes = [], initContainers = [], containers, imagePullSecrets = [] } = spec;
    if (serviceAccountName !== undefined) yield* this.exists('spec.serviceAccountName', 'ServiceAccount', serviceAccountName, namespace);
    if (priorityClassName !== undefined) yield* this.exists('spec.priorityClassName', 'PriorityClass', priorityClassName);
    for (const { name } of imagePullSecrets) if (name !== undefined) yield* this.exists('spec.imagePullSecrets', 'Secret', name, namespace);
    for (const [index, { configMap, secret, persistentVolumeClaim }] of volumes.entries()) {
      const path = `spec.volumes[${index}]`;
      for (const [kind, name, source] of [['ConfigMap', configMap?.name, configMap], ['Secret', secret?.secretName, secret]] as const) {
        if (name === undefined || source?.optional === true) continue;
        yield* this.exists(path, kind, name, namespace);
        for (const { key } of source?.items ?? []) {
          if (this.find(kind, name, namespace)) {
            yield* this.exists(path, kind, name, namespace, key);
          }
        }
      }
      if (persistentVolumeClaim !== undefined) {
        yield* this.exists(path, 'PersistentVolumeClaim', persistentVolumeClaim.claimName, namespace);
      }
    }
    for (const [list, all] of Object.entries({ initContainers, containers })) {
      for (const [index, container] of all.entries()) yield* below(`spec.${list}[${index}]`, this.ofEnvironment(container, namespace));
    }
  }

  private* ofEnvironment({ env = [], envFrom = [] }: IContainer, namespace: string): Findings {
    for (const [index, { valueFrom }] of env.entries()) {
      for (const [kind, ref] of [['ConfigMap', valueFrom?.configMapKeyRef], ['Secret', valueFrom?.secretKeyRef]] as const) {
        if (ref?.name === undefined || ref.optional === true) continue;
        yield* this.exists(`env[${index}].valueFrom`, kind, ref.name, namespace, ref.key);
      }
    }
    for (const [index, { configMapRef, secretRef }] of envFrom.entries()) {
      for (const [kind, ref] of [['ConfigMap', configMapRef], ['Secret', secretRef]] as const) {
        if (ref?.name !== undefined && ref.optional !== true) yield* this.exists(`envFrom[${index}]`, kind, ref.name, namespace);
      }
    }
  }

  private* ofStatefulSet(set: ApiObject & IStatefulSet): Findings {
    const name = set.spec?.serviceName;
    if (name === undefined) return;
    yield* this.exists('spec.serviceName', 'Service', name, namespaceOf(set));
    const service = this.find('Service', name, namespaceOf(set)) as ApiObject & IService | undefined;
    if (service !== undefined && service.spec?.clusterIP !== 'None') {
      const message = `is "${name}", which has a clusterIP. The pods get DNS names only from a Service with clusterIP None.`;
      yield { path: 'spec.serviceName', message };
    }
  }

  private* ofAutoscaler(autoscaler: ApiObject & IHorizontalPodAutoscaler): Findings {
    const { scaleTargetRef, metrics = [] } = autoscaler.spec ?? {};
    if (scaleTargetRef === undefined) return;
    const { kind, name, apiVersion } = scaleTargetRef;
    const path = 'spec.scaleTargetRef';
    yield* this.exists(path, kind, name, namespaceOf(autoscaler));
    const target = this.find(kind, name, namespaceOf(autoscaler));
    if (target === undefined) return;
    if (apiVersion !== target.apiVersion) {
      yield { path: `${path}.apiVersion`, message: `is ${apiVersion}. A ${kind} has ${target.apiVersion}.` };
    }
    for (const { resource } of metrics) {
      if (resource?.target.type !== 'Utilization') continue;
      for (const { name: container, resources } of podTemplateOf(target)?.spec.containers ?? []) {
        // A request that is missing is the limit.
        if ({ ...resources?.limits, ...resources?.requests }[resource.name] !== undefined) continue;
        const message = `is about ${resource.name}, but the container ${container} of ${kind} ${name} requests none.`;
        yield { path: 'spec.metrics', message };
      }
    }
  }

  private* ofBudget(budget: ApiObject & IPodDisruptionBudget): Findings {
    const pods = podsOf(this.objects).filter(({ namespace }) => namespace === namespaceOf(budget));
    const { selector } = budget.spec ?? {};
    if (selector === undefined || !pods.some(({ labels }) => matches(selector, labels))) {
      yield { path: 'spec.selector', message: `is ${JSON.stringify(selector)}, which selects no pod.` };
    }
  }

  private* ofService(service: ApiObject & IService): Findings {
    if (!isObject(service.spec?.selector)) return;
    const endpoints = endpointsOf(service, this.objects);
    const ports = service.spec?.ports ?? [];
    if (ports.length > 0 && endpoints.length === 0) yield { path: 'spec', message: 'leads to no pod: none has the labels and the ports.' };
    for (const { port } of ports) {
      if (endpoints.length === 0 || endpoints.some(({ servicePort }) => servicePort === port)) continue;
      yield { path: 'spec.ports', message: `has the port ${port}, whose targetPort no pod has.` };
    }
  }

  private* ofIngress(ingress: ApiObject & IIngress): Findings {
    const { rules = [], defaultBackend, tls = [] } = ingress.spec ?? {};
    const backends = [defaultBackend, ...rules.flatMap(({ http }) => (http?.paths ?? []).map(({ backend }) => backend))];
    for (const backend of backends) if (backend !== undefined) yield* this.ofBackend(backend, namespaceOf(ingress));
    for (const { secretName } of tls) {
      if (secretName !== undefined) {
        yield* this.exists('spec.tls', 'Secret', secretName, namespaceOf(ingress));
      }
    }
  }

  private* ofBackend({ service }: IIngressBackend, namespace: string | undefined): Findings {
    if (service === undefined) return;
    yield* this.exists('spec (back end)', 'Service', service.name, namespace);
    const { spec } = this.find('Service', service.name, namespace) as ApiObject & IService | undefined ?? {};
    const { name, number } = service.port ?? {};
    if (spec !== undefined && !(spec.ports ?? []).some((port) => (name === undefined ? port.port === number : port.name === name))) {
      yield { path: 'spec (back end)', message: `is port ${name ?? number} of Service ${service.name}, which has no such port.` };
    }
  }
}
