import { IContainer } from 'kubernetes-models/v1/Container';
import { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { Labels } from '../objects/api-object';
import { PodTemplate } from '../objects/pods';

export type Level = 'privileged' | 'baseline' | 'restricted';

/** A field with a value that a control forbids. */
export interface Violation {
  /** Seen from the pod, such as `spec.containers[0].securityContext.privileged`. */
  readonly path: string;
  readonly message: string;
}

/** A control of the Pod Security Standards. */
export interface Control {
  /** As the standard calls it. */
  readonly name: string;
  readonly level: 'baseline' | 'restricted';
  readonly violations: (pod: PodTemplate) => Violation[];
}

/** A container of any kind, and where it is. */
export interface PlacedContainer {
  readonly path: string;
  readonly container: IContainer;
}

/** Returns the containers that the controls are about: those that start before the others and those for debugging, too. */
export function containersOf({ initContainers = [], containers, ephemeralContainers = [] }: IPodSpec): PlacedContainer[] {
  const place = (list: string, all: readonly IContainer[]) => (
    all.map((container, index) => ({ path: `spec.${list}[${index}]`, container }))
  );
  return [
    ...place('initContainers', initContainers),
    ...place('containers', containers),
    ...place('ephemeralContainers', ephemeralContainers),
  ];
}

/** Returns a violation if a value is given and not allowed. */
export function oneOf(path: string, value: unknown, allowed: readonly unknown[]): Violation[] {
  if (value === undefined || value === null || allowed.includes(value)) return [];
  const values = ['undefined', ...allowed.map((each) => JSON.stringify(each))].join(', ');
  return [{ path, message: `is ${JSON.stringify(value)}. Allowed: ${values}.` }];
}

/** Returns a violation if a value isn't one of those that a control asks for. */
export function mustBe(path: string, value: unknown, allowed: readonly unknown[]): Violation[] {
  if (allowed.includes(value)) return [];
  return [{ path, message: `is ${JSON.stringify(value)}. Allowed: ${allowed.map((each) => JSON.stringify(each)).join(', ')}.` }];
}

/** Returns the annotations whose names start with a text. */
export function annotationsOf({ metadata }: PodTemplate, start: string): Array<[string, string]> {
  return Object.entries((metadata.annotations ?? {}) satisfies Labels).filter(([name]) => name.startsWith(start));
}

/** Windows has no Linux capabilities, seccomp or privilege escalation. */
export function isWindows({ os }: IPodSpec): boolean {
  return os?.name === 'windows';
}
