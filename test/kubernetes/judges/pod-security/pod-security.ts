import { INamespace } from 'kubernetes-models/v1/Namespace';
import { BASELINE } from './baseline';
import { Control, Level } from './control';
import { RESTRICTED } from './restricted';
import { ApiObject, Problem, nameOf, namespaceOf, ofKind } from '../objects/api-object';
import { podTemplateOf } from '../objects/pods';

/** A field that a control of the Pod Security Standards forbids. */
export interface PodSecurityProblem extends Problem {
  /** The control, as the standard calls it. */
  readonly control: string;
}

const CONTROLS: { readonly [level in Level]: readonly Control[] } = {
  privileged: [],
  baseline: BASELINE,
  restricted: [...BASELINE, ...RESTRICTED],
};

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** Returns what in the pods of an object violates a level of the Pod Security Standards. An object without pods violates nothing. */
export function podSecurityProblems(object: ApiObject, level: Level): PodSecurityProblem[] {
  const pod = podTemplateOf(object);
  if (pod === undefined) return [];
  const prefix = pod.path === '' ? '' : `${pod.path}.`;
  return CONTROLS[level].flatMap(({ name, violations }) => violations(pod).map(({ path, message }) => (
    { object: nameOf(object), control: name, path: `${prefix}${path}`, message }
  )));
}

/** Returns the level that each namespace enforces by its label, by the name of the namespace. Without the label, it is `privileged`. */
export function enforcedLevels(objects: readonly ApiObject[]): ReadonlyMap<string, Level> {
  return new Map(ofKind<INamespace>(objects, 'Namespace').map(({ metadata }) => {
    const level = metadata.labels?.[ENFORCE] ?? 'privileged';
    if (!isLevel(level)) {
      throw new Error(`Namespace ${metadata.name} has the label ${ENFORCE}=${level}. Use one of ${Object.keys(CONTROLS).join(', ')}.`);
    }
    return [metadata.name ?? '', level];
  }));
}

/** Returns what violates the level of its own namespace: the pods that the API server would refuse. */
export function enforcedProblems(objects: readonly ApiObject[]): PodSecurityProblem[] {
  const levels = enforcedLevels(objects);
  return objects.flatMap((object) => podSecurityProblems(object, levels.get(namespaceOf(object) ?? '') ?? 'privileged'));
}

function isLevel(text: string): text is Level {
  return Object.keys(CONTROLS).includes(text);
}
