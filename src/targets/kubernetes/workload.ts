import { TerraformProvider, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { claimSpec } from './claims';
import { DaemonSetV1 } from './generated/daemon-set-v1';
import { DeploymentV1 } from './generated/deployment-v1';
import { JobV1 } from './generated/job-v1';
import { StatefulSetV1 } from './generated/stateful-set-v1';
import { KubernetesModel } from './kubernetes-row';
import { NAME_LABEL } from './names';
import { Namespace } from './namespace';
import { hasOrdinals } from './placeholders';
import { PodTemplate } from './pod';
import { quantityOf } from './resource-rows';
import { hasVolume, volumeName, volumesOfClones } from './storage-rows';
import { Attributes } from '../../model/attributes';
import { ContainerModel } from '../../model/container';
import { isKnown } from '../../private/tokens';

/** The seconds in which a rollout has to make progress (Kubernetes, "Deployments"). It has to be more than pods must run for. */
const DEADLINE = 600;

/** What keeps pods running. */
export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job';

/** What a workload is rendered from whenever cdktf asks for it. */
export interface WorkloadProps {
  readonly kind: WorkloadKind;
  readonly name: string;
  readonly namespace: Namespace;
  readonly model: ContainerModel;
  readonly cluster: KubernetesModel;
  readonly template: () => PodTemplate;
  /** The labels of its pods, beside its name. */
  readonly labels: () => Attributes;
  /** Whether something else decides how many there are. */
  readonly isScaled: () => boolean;
  readonly dependsOn: () => readonly string[];
  /** Whether a quota bounds its namespace. */
  readonly isBounded: boolean;
}

/** Returns which kind of workload a container becomes. It has to be known when the container is added. */
export function kindOf(model: ContainerModel): WorkloadKind {
  if (model.mustRun === false) return 'Job';
  if (model.clones?.global) return 'DaemonSet';
  return model.clones !== undefined && hasOrdinals(model) ? 'StatefulSet' : 'Deployment';
}

/** Returns how many pods an update starts before others end. */
export function surgeOf(model: ContainerModel): number {
  return kindOf(model) === 'Deployment' ? model.clones?.rollingUpdate?.maxSurge ?? 0 : 0;
}

/**
 * Returns the most pods of a container at one time. Infinity if only Terraform or the cluster knows it.
 *
 * @param scaledTo the most pods that autoscaling makes, or undefined if there is none
 */
export function mostPods(model: ContainerModel, scaledTo: number | undefined): number {
  const [count, surge] = [scaledTo ?? model.clones?.replicas ?? 1, surgeOf(model)];
  return model.clones?.global || !isKnown(count) || !isKnown(surge) ? Infinity : count + surge;
}

/** Adds a workload. */
export function addWorkload(scope: Construct, props: WorkloadProps): TerraformResource {
  const { namespace: { props: { provider } }, dependsOn, isScaled } = props;
  const config = (render: (props: WorkloadProps) => object) => ({
    provider: provider as TerraformProvider | undefined,
    attributes: () => render(props) as never,
    metaArguments: () => ({
      dependsOn: dependsOn(), lifecycle: isScaled() ? { ignoreChanges: ['spec[0].replicas'] } : undefined,
    }),
  });
  switch (props.kind) {
    case 'Deployment': return new DeploymentV1(scope, 'Resource', config(deployment));
    case 'StatefulSet': return new StatefulSetV1(scope, 'Resource', config(statefulSet));
    case 'DaemonSet': return new DaemonSetV1(scope, 'Resource', config(daemonSet));
    case 'Job': return new JobV1(scope, 'Resource', config(job));
  }
}

function deployment(props: WorkloadProps) {
  const { model, isBounded } = props;
  return rolledOut(props, {
    replicas: replicasOf(props), progress_deadline_seconds: deadlineOf(model), strategy: strategyOf(model, isBounded),
  });
}

function statefulSet(props: WorkloadProps) {
  const { model, cluster, name } = props;
  return rolledOut(props, {
    replicas: replicasOf(props),
    service_name: name,
    pod_management_policy: 'Parallel',
    update_strategy: { type: 'RollingUpdate' },
    volume_claim_template: volumesOfClones(model).map((mount) => ({
      metadata: { name: volumeName(mount) }, spec: claimSpec(quantityOf(cluster.volumeSize), cluster.storageClass),
    })),
  });
}

function daemonSet(props: WorkloadProps) {
  const { maxUnavailable = 1 } = props.model.clones?.rollingUpdate ?? {};
  return rolledOut(props, { strategy: { type: 'RollingUpdate', rolling_update: { max_unavailable: `${maxUnavailable}` } } });
}

/** A workload whose pods go on running, and that Terraform waits for. */
function rolledOut<S extends object>(props: WorkloadProps, spec: S) {
  const { model } = props;
  return {
    ...common(props),
    wait_for_rollout: model.waitUntilHealthy ?? true,
    spec: { ...specOf(props), min_ready_seconds: model.mustRunFor?.toSeconds(), ...spec },
  };
}

function job(props: WorkloadProps) {
  const { model: { restart: { name, maxRetries } } } = props;
  const { selector: _selector, template: { spec, ...template } } = specOf(props);
  const isRetried = name === 'on-failure';
  return {
    ...common(props),
    wait_for_completion: false,
    spec: {
      backoff_limit: isRetried ? maxRetries : 0,
      template: { ...template, spec: { ...spec, restart_policy: isRetried ? 'OnFailure' : 'Never' } },
    },
  };
}

/** Returns for how many seconds pods may take to become ready and stay so. Undefined for 10 minutes. */
function deadlineOf({ healthyTimeout, mustRunFor }: ContainerModel): number | undefined {
  const isOther = healthyTimeout !== undefined || (mustRunFor?.toSeconds() ?? 0) >= DEADLINE;
  return isOther ? (healthyTimeout?.toSeconds() ?? DEADLINE) + (mustRunFor?.toSeconds() ?? 0) : undefined;
}

function common({ name, namespace, model }: WorkloadProps) {
  const deadline = deadlineOf(model);
  const time = deadline === undefined ? undefined : `${deadline}s`;
  return { metadata: namespace.metadata(name), timeouts: time && { create: time, update: time } };
}

function specOf({ name, template, labels, namespace }: WorkloadProps) {
  const { annotations, spec } = template();
  const own = { [NAME_LABEL]: name };
  return {
    selector: { match_labels: own },
    template: {
      metadata: { labels: podLabels(name, namespace, labels()), annotations },
      spec: { ...spec, service_account_name: namespace.account },
    },
  };
}

/** Returns the labels of pods, by which policies and services find them. */
export function podLabels(name: string, namespace: Namespace, networks: Attributes): Attributes {
  return { ...namespace.metadata(name).labels, ...networks, [NAME_LABEL]: name };
}

function replicasOf({ model: { clones }, isScaled }: WorkloadProps): string | undefined {
  return isScaled() ? undefined : `${clones?.replicas ?? 1}`;
}

/** Two pods can't have one volume, if they are on different nodes. In a namespace with a quota, there may be no room for another pod. */
function strategyOf({ clones, mounts }: ContainerModel, isBounded: boolean) {
  if (clones === undefined) return { type: hasVolume(mounts) || isBounded ? 'Recreate' : 'RollingUpdate' };
  const { maxUnavailable = 1, maxSurge = 0 } = clones.rollingUpdate ?? {};
  return { type: 'RollingUpdate', rolling_update: { max_unavailable: `${maxUnavailable}`, max_surge: `${maxSurge}` } };
}
