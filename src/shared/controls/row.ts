import { Lattice } from './lattice';
import { Observation } from './reader';

/**
 * How a value is written as plain data: names as a set of strings, system calls as a set of strings or `["default"]`, a level as
 * a string, a limit as "limited" or a number in a string.
 */
export type Form = 'names' | 'calls' | 'level' | 'limit';

/** A schema that lacks the arguments for some controls: those of kreuzwerker/docker's `docker_container`, and of `docker_service`. */
export type LimitedSchema = 'kreuzwerker/docker' | 'docker_service';

/** What to change so that a container satisfies a policy. */
export interface Remedy<T> {
  /** In the props of a construct. Other texts follow, so it has no full stop. */
  readonly construct: string;
  /** In the attributes of `docker_container`, in whole sentences. */
  readonly resource: string | ((wanted: T, shown: string) => string);
}

/** The prop of `IsolationControls` by which a policy sets a control. */
export interface ControlProp<T> {
  readonly name: string;
  /** Its TypeScript type. */
  readonly type: string;
  readonly docs: string;
  /** Converts a value of that type. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly convert: (given: any) => T;
}

/**
 * An isolation control: something that separates a container from its host and its neighbours, and comes in several strengths.
 * All that Berth knows about it, except how the provider sees on an engine what is in force (provider/attestation/evidence).
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export interface ControlRow<T = any> {
  /** A short name for readers. */
  readonly title: string;
  /** The documentation of its constant in the class `Control`. */
  readonly summary: string;
  /** Why a policy asks for it. */
  readonly reason: string;
  /** What Docker cannot guarantee, if there is something. */
  readonly caveat?: string;
  /** The sections of the CIS Docker Benchmark that ask for it. */
  readonly cis: readonly string[];
  /** Its name in the Pod Security Standards, if it has one. */
  readonly pss?: string;

  readonly lattice: Lattice<T>;
  readonly form: Form;
  /** Explains the values in the provider's reference, unless they explain themselves. */
  readonly values?: string;
  /** What each name must look like. */
  readonly pattern?: { readonly description: string; readonly pattern: RegExp };

  /** How a container's value is read from its attributes. */
  readonly observation: Observation<T>;
  /** What the profile BASELINE asks for. By default, nothing. */
  readonly baseline?: T;
  /** What the profile RESTRICTED asks for, if that is stricter than BASELINE. */
  readonly restricted?: T;
  /** Whether a privileged container violates it too, so that an exemption from `privileged` covers it. */
  readonly impliedByPrivileged?: true;
  /** Where it cannot be configured, and so is not checked. */
  readonly missingIn?: readonly LimitedSchema[];

  readonly remedy: Remedy<T>;
  readonly prop: ControlProp<T>;
}

/** Checks that all parts of a row are about values of its lattice. */
export function control<T>(row: { readonly lattice: Lattice<T> } & ControlRow<NoInfer<T>>): ControlRow<T> {
  return row;
}

/** Converts a boolean prop. */
export function either<Y extends string, N extends string>(ifTrue: Y, ifFalse: N): (given: boolean) => Y | N {
  return (given) => given ? ifTrue : ifFalse;
}

/** Converts a prop whose values are those of the control: a number, names, or an enum of the levels. */
export function asGiven<T>(given: T): T {
  return given;
}

/** Converts a `Size`. */
export function inBytes(given: { toBytes(): number }): number {
  return given.toBytes();
}

/** Converts constants that have a name, such as those of `Runtime`. */
export function byName(given: ReadonlyArray<{ readonly name: string }>): string[] {
  return given.map(({ name }) => name);
}
