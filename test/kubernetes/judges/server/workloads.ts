import { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import { ICronJob } from 'kubernetes-models/batch/v1/CronJob';
import { Findings, below, repeated } from './finding';
import { podFindings } from './pods';
import { ApiObject } from '../objects/api-object';
import { matches } from '../objects/label-selector';
import { podTemplateOf } from '../objects/pods';

const ALWAYS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];

const JOBS = ['Job', 'CronJob'];

/** Returns what is wrong with an object that makes pods. */
export function* workloadFindings(object: ApiObject): Findings {
  const pod = podTemplateOf(object);
  if (pod === undefined) return;
  const claims = claimNames(object);
  yield* below(pod.path, podFindings(pod, claims));
  yield* repeated('spec.volumeClaimTemplates (names)', claims);

  const restart = pod.spec.restartPolicy ?? 'Always';
  const allowed = ALWAYS.includes(object.kind) ? ['Always'] : ['OnFailure', 'Never'];
  if ([...ALWAYS, ...JOBS].includes(object.kind) && !allowed.includes(restart)) {
    yield { path: `${pod.path}.spec.restartPolicy`, message: `is ${restart}. A ${object.kind} takes: ${allowed.join(', ')}.` };
  }
  if (ALWAYS.includes(object.kind)) yield* selectorFindings(object as ApiObject & IDeployment, pod.metadata.labels ?? {});
  if (object.kind === 'Deployment') yield* strategyFindings(object as ApiObject & IDeployment);
}

/** Returns the names of the volumes that a StatefulSet makes for each pod. */
export function claimNames(object: ApiObject): string[] {
  if (object.kind !== 'StatefulSet') return [];
  const { spec } = object as ApiObject & IStatefulSet;
  return (spec?.volumeClaimTemplates ?? []).map(({ metadata }) => metadata?.name ?? '');
}

function* selectorFindings({ spec }: IDeployment, labels: { readonly [key: string]: string }): Findings {
  const { matchLabels = {}, matchExpressions = [] } = spec?.selector ?? {};
  const path = 'spec.selector';
  if (Object.keys(matchLabels).length === 0 && matchExpressions.length === 0) {
    yield { path, message: 'is empty. Select the labels of the template.' };
  } else if (!matches(spec?.selector ?? {}, labels)) {
    const selector = JSON.stringify(spec?.selector);
    yield { path, message: `is ${selector}. It doesn't match the labels of the template, ${JSON.stringify(labels)}.` };
  }
  if ((spec?.replicas ?? 1) < 0) yield { path: 'spec.replicas', message: `is ${spec?.replicas}. It must not be negative.` };
}

function* strategyFindings({ spec }: IDeployment): Findings {
  const { type = 'RollingUpdate', rollingUpdate } = spec?.strategy ?? {};
  if (type === 'Recreate' && rollingUpdate !== undefined) {
    yield { path: 'spec.strategy.rollingUpdate', message: 'is given, but the type is Recreate. Remove one of them.' };
  }
  const isNone = (value: string | number | undefined) => value !== undefined && parseInt(String(value), 10) === 0;
  if (isNone(rollingUpdate?.maxSurge) && isNone(rollingUpdate?.maxUnavailable)) {
    yield { path: 'spec.strategy.rollingUpdate', message: 'has maxSurge 0 and maxUnavailable 0. One of them must be more.' };
  }
}

/** Returns what is wrong with the schedule of a CronJob. */
export function* cronFindings({ spec }: ICronJob): Findings {
  if (spec !== undefined && !/^(@\w+|(\S+ ){4}\S+)$/.test(spec.schedule)) {
    yield { path: 'spec.schedule', message: `is "${spec.schedule}". Write five fields, such as "0 3 * * *".` };
  }
}
