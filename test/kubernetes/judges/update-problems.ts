import { isDeepStrictEqual } from 'node:util';
import { ApiObject, Problem, isObject, nameOf } from './objects/api-object';
import { quantity } from './server/quantity';

/*
 * What the API server refuses to change in an object that it has.
 */

interface Rule {
  /** The fields that can't change, such as `spec.selector`. A field is a whole: everything in it counts. */
  readonly fixed: readonly string[];
  /** What can change in them. */
  readonly except?: readonly string[];
}

const RULES: { readonly [kind: string]: Rule } = {
  DaemonSet: { fixed: ['spec.selector'] },
  Deployment: { fixed: ['spec.selector'] },
  Job: { fixed: ['spec.selector', 'spec.template', 'spec.completions', 'spec.completionMode'] },
  PersistentVolumeClaim: { fixed: ['spec'], except: ['resources'] },
  PriorityClass: { fixed: ['value', 'preemptionPolicy'] },
  RuntimeClass: { fixed: ['handler'] },
  Secret: { fixed: ['type'] },
  Service: { fixed: ['spec.clusterIP'] },
  StatefulSet: {
    fixed: ['spec'],
    except: [
      'replicas', 'template', 'updateStrategy', 'persistentVolumeClaimRetentionPolicy', 'minReadySeconds', 'ordinals',
      'revisionHistoryLimit',
    ],
  },
};

/**
 * Returns which changes from one set of objects to the next the API server refuses. The provider replaces an object for some of them:
 * judge those by its plan.
 */
export function updateProblems(before: readonly ApiObject[], after: readonly ApiObject[]): Problem[] {
  const known = new Map(before.map((object) => [nameOf(object), object]));
  return after.flatMap((object) => {
    const old = known.get(nameOf(object));
    return old === undefined ? [] : [...changes(old, object), ...shrunkClaims(old, object)];
  });
}

function changes(old: ApiObject, object: ApiObject): Problem[] {
  const { fixed, except = [] } = RULES[object.kind] ?? { fixed: [] };
  const isImmutable = valueAt(old, 'immutable') === true;
  const paths = isImmutable ? ['data', 'binaryData', 'immutable', ...fixed] : fixed;
  const kept = (of: ApiObject, path: string) => without(valueAt(of, path), except);
  return paths.filter((path) => !isDeepStrictEqual(kept(old, path), kept(object, path))).map((path) => (
    { object: nameOf(object), path, message: 'can\'t change. Replace the object, or give the next one another name.' }
  ));
}

/** A volume can grow, but not shrink. */
function shrunkClaims(old: ApiObject, object: ApiObject): Problem[] {
  if (object.kind !== 'PersistentVolumeClaim') return [];
  const path = 'spec.resources.requests.storage';
  const [from, to] = [valueAt(old, path), valueAt(object, path)].map((value) => quantity(String(value)) ?? 0);
  return to < from ? [{ object: nameOf(object), path, message: 'can\'t become less.' }] : [];
}

function valueAt(object: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), object);
}

function without(value: unknown, names: readonly string[]): unknown {
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name))) : value;
}
