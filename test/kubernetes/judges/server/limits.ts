import { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { IPriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1/PriorityClass';
import { ILimitRange } from 'kubernetes-models/v1/LimitRange';
import { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { IResourceQuota } from 'kubernetes-models/v1/ResourceQuota';
import { oneOf } from './containers';
import { Findings } from './finding';
import { quantity } from './quantity';

/** What a quota counts. It measures all else. */
const COUNTS = ['pods', 'services', 'secrets', 'configmaps', 'persistentvolumeclaims'];

/** Returns what is wrong with a ResourceQuota. */
export function* quotaFindings({ spec }: IResourceQuota): Findings {
  for (const [name, text] of Object.entries(spec?.hard ?? {})) {
    const number = quantity(text);
    const isCount = COUNTS.includes(name) || name.startsWith('count/');
    if (number === undefined || number < 0 || (isCount && !Number.isInteger(number))) {
      yield { path: `spec.hard["${name}"]`, message: `is "${text}". Write ${isCount ? 'a whole number' : 'a quantity'}.` };
    }
  }
}

/** Returns where the values of a LimitRange are in the wrong order. */
export function* limitRangeFindings({ spec }: ILimitRange): Findings {
  for (const [index, limit] of (spec?.limits ?? []).entries()) {
    const order = ['min', 'defaultRequest', 'default', 'max'] as const;
    if (limit.type === 'Pod' && (limit.default !== undefined || limit.defaultRequest !== undefined)) {
      yield { path: `spec.limits[${index}]`, message: 'is of the type Pod, which has no defaults. Use the type Container.' };
    }
    for (const name of new Set(order.flatMap((each) => Object.keys(limit[each] ?? {})))) {
      const given = order.flatMap((each) => (limit[each]?.[name] === undefined ? [] : [{ each, value: quantity(limit[each][name]) ?? 0 }]));
      for (const [at, { each, value }] of given.slice(1).entries()) {
        if (value < given[at].value) yield { path: `spec.limits[${index}].${each}.${name}`, message: `is less than ${given[at].each}.` };
      }
    }
  }
}

/** Returns what is wrong with a PersistentVolumeClaim. */
export function* claimFindings({ spec }: IPersistentVolumeClaim): Findings {
  if ((spec?.accessModes ?? []).length === 0) yield { path: 'spec.accessModes', message: 'is empty. Give one, such as ReadWriteOnce.' };
  const storage = spec?.resources?.requests?.storage;
  if (storage === undefined || (quantity(storage) ?? 0) <= 0) {
    yield { path: 'spec.resources.requests.storage', message: `is ${storage ?? 'missing'}. Give a quantity above 0, such as 1Gi.` };
  }
}

/** Returns what is wrong with a PodDisruptionBudget. */
export function* budgetFindings({ spec }: IPodDisruptionBudget): Findings {
  yield* oneOf('spec', { minAvailable: spec?.minAvailable, maxUnavailable: spec?.maxUnavailable });
}

/** Returns what is wrong with a HorizontalPodAutoscaler. */
export function* autoscalerFindings({ spec }: IHorizontalPodAutoscaler): Findings {
  if (spec === undefined) return;
  const { minReplicas = 1, maxReplicas } = spec;
  if (minReplicas < 1) yield { path: 'spec.minReplicas', message: `is ${minReplicas}. It must be at least 1.` };
  if (maxReplicas < minReplicas) yield { path: 'spec.maxReplicas', message: `is ${maxReplicas}, less than minReplicas ${minReplicas}.` };
}

/** Returns what is wrong with a PriorityClass. */
export function* priorityFindings({ metadata, value }: IPriorityClass): Findings {
  if (value > 1_000_000_000) yield { path: 'value', message: `is ${value}. At most 1000000000 is allowed.` };
  if (metadata?.name?.startsWith('system-') === true) {
    yield { path: 'metadata.name', message: 'starts with "system-", which Kubernetes keeps for itself.' };
  }
}
