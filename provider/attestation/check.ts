import { ControlName, Controls, ControlValue } from '../../src/shared/controls/table';
import { EngineFacts } from '../isolation/engine-facts';
import { Inspect } from '../resources/container/fields/fact';

/**
 * The result of a check. "not ours" means that no setting of the container decides it, so it is neither passed nor failed. "unknown" means
 * that it is configured well, and nothing shows that this is in force.
 */
export type CheckResult = 'pass' | 'warn' | 'unknown' | 'not ours';

/** One check of a standard, for one container. */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly result: CheckResult;
  /** Why it did not pass, or why no setting of the container decides it. */
  readonly why?: string;
}

/** What is known about the container to check. */
export interface Checked {
  readonly inspect: Inspect;
  readonly facts: EngineFacts;
  readonly configured: Controls;
  /** The controls in force, without those that are not known. */
  readonly inForce: Controls;
  /** Returns why the value of a control in force is not known. */
  readonly whyUnknown: (control: ControlName) => string;
}

/** A check that did not pass. */
export type Objection = Pick<Check, 'why'> & { readonly result: Exclude<CheckResult, 'pass'> };

/** Judges a container. Returns undefined if it passes. */
export type Rule = (checked: Checked) => Objection | undefined;

/** Formats the result of a check. */
export function checkOf(id: string, title: string, objection: Objection | undefined): Check {
  return { id, title, ...objection ?? { result: 'pass' } };
}

/** Returns a rule for a check that no setting of the container decides. */
export function notOurs(why: string): Rule {
  return () => ({ result: 'not ours', why });
}

/** Returns a rule that the configuration decides. */
export function configured(holds: (inspect: Inspect) => boolean, problem: string): Rule {
  return ({ inspect }) => holds(inspect) ? undefined : { result: 'warn', why: problem };
}

/**
 * Returns a rule that a control decides, as it is configured and as it is in force: a program can give up what its container allows, and
 * `docker exec` has it again. If what is in force is not known, it never passes.
 */
export function control<N extends ControlName>(name: N, holds: (value: ControlValue<N>) => boolean, problem: string): Rule {
  return ({ configured: asConfigured, inForce, whyUnknown }) => {
    const values = [asConfigured[name], inForce[name]].filter((value) => value !== undefined) as ReadonlyArray<ControlValue<N>>;
    if (!values.every(holds)) return { result: 'warn', why: problem };
    return inForce[name] === undefined ? { result: 'unknown', why: whyUnknown(name) } : undefined;
  };
}

/** Returns a rule that passes if all of some rules pass. A failure counts more than what is not known. */
export function all(...rules: readonly Rule[]): Rule {
  return (checked) => {
    const objections = rules.map((rule) => rule(checked)).filter((objection) => objection !== undefined);
    return objections.find(({ result }) => result === 'warn') ?? objections[0];
  };
}
