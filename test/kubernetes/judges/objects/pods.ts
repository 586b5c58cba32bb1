import { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { ApiObject, Labels, Metadata, isObject } from './api-object';

/*
 * The pods that the objects of a stack make.
 */

/** The part of an object that describes pods. */
export interface PodTemplate {
  /** Where it is in the object, such as `spec.template`. Empty for a pod itself. */
  readonly path: string;
  readonly metadata: Metadata;
  readonly spec: IPodSpec;
}

const PATHS: { readonly [kind: string]: readonly string[] } = {
  Pod: [],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  Job: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
};

/** Returns what describes the pods of an object, or undefined if it makes none. */
export function podTemplateOf(object: ApiObject): PodTemplate | undefined {
  const path = PATHS[object.kind];
  if (path === undefined) return undefined;
  let template: unknown = object;
  for (const name of path) template = isObject(template) ? template[name] : undefined;
  if (!isObject(template) || !isObject(template.spec)) return undefined;
  return {
    path: path.join('.'),
    metadata: isObject(template.metadata) ? template.metadata : {},
    spec: { containers: [], ...template.spec } as unknown as IPodSpec,
  };
}

export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** A port that a container declares. */
export interface PodPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** A pod on the network. */
export interface Pod {
  /** For people, such as `shop/web`. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Policies may refer to their names. */
  readonly ports: readonly PodPort[];
  /** @default - not known before it runs: no IP block contains it */
  readonly address?: string;
  /** @default false */
  readonly hostNetwork?: boolean;
}

/** The DNS of a cluster, as kubeadm and the large providers install it. */
export const CLUSTER_DNS: Pod = {
  name: 'kube-system/kube-dns',
  namespace: 'kube-system',
  labels: { 'k8s-app': 'kube-dns' },
  ports: [{ name: 'dns', port: 53, protocol: 'UDP' }, { name: 'dns-tcp', port: 53, protocol: 'TCP' }],
};

/** Returns a pod for each object that makes pods. All pods of one object are alike for policies. */
export function podsOf(objects: readonly ApiObject[]): Pod[] {
  return objects.flatMap((object) => {
    const template = podTemplateOf(object);
    if (template === undefined) return [];
    const { metadata, spec } = template;
    const namespace = object.metadata.namespace ?? 'default';
    const containers = [...spec.initContainers ?? [], ...spec.containers];
    return [{
      name: `${namespace}/${object.metadata.name ?? object.metadata.generateName ?? '?'}`,
      namespace,
      labels: metadata.labels ?? {},
      ports: containers.flatMap(({ ports }) => ports ?? []).map(({ name, containerPort, protocol }) => (
        { ...name === undefined ? {} : { name }, port: containerPort, protocol: protocol ?? 'TCP' as const }
      )),
      hostNetwork: spec.hostNetwork ?? false,
    }];
  });
}
