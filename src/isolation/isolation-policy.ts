import { IConstruct } from 'constructs';
import { controlsFrom } from './controls-from-props';
import { enforce } from './effective-policy';
import { Exemption } from './exemption';
import { requireProps } from '../private/check-props';
import { IsolationControls } from './generated/isolation-controls';
import { PolicyAspect } from './policy-aspect';
import { areAtLeast, normalControls } from '../shared/controls/compare';
import { readControl } from '../shared/controls/document';
import { explain } from '../shared/controls/explain';
import { BASELINE_CONTROLS, RESTRICTED_CONTROLS } from '../shared/controls/profiles';
import { ControlName, CONTROL_NAMES, controlRow, Controls } from '../shared/controls/table';
import { MICRO_VM_RUNTIMES, SANDBOXED_RUNTIMES } from '../shared/runtimes';

/**
 * How a policy is enforced.
 */
export interface EnforceOptions {
  /**
   * The controls in which the policy may ask for less than the policies around it, and why. The exemptions hold for everything in
   * the scope. A container that uses one shows it as a label and in the plan.
   *
   * @default - none: the policy can only be stricter
   */
  readonly exemptions?: Exemption[];
}

/**
 * How strictly containers are separated from their host and from each other: a minimum for each `Control`. Policies form a
 * lattice: any two policies meet in the weakest one that is as strict as both.
 *
 * There are two axes. `PRIVILEGED`, `BASELINE` and `RESTRICTED` set the privileges of a container: they are the profiles of the
 * Pod Security Standards, and more. `SHARED`, `SANDBOXED` and `MICRO_VM` set which kernel it runs on.
 * `RESTRICTED.meet(SANDBOXED)` combines one of each.
 */
export class IsolationPolicy {
  /**
   * Docker's own defaults, and anything that props ask for: Pod Security Standards, "Privileged". It is weaker than `BASELINE`,
   * which applies everywhere by default, so it can be enforced only with exemptions.
   */
  public static readonly PRIVILEGED = new IsolationPolicy(nothingOf((name) => name !== 'runtime'));

  /**
   * The policy that applies everywhere by default: Pod Security Standards, "Baseline", and more, without anything that an
   * ordinary image notices.
   */
  public static readonly BASELINE = new IsolationPolicy(BASELINE_CONTROLS);

  /**
   * No capabilities by default, a user other than root, and a read-only root file system: Pod Security Standards, "Restricted", and more.
   */
  public static readonly RESTRICTED = new IsolationPolicy(RESTRICTED_CONTROLS);

  /**
   * A container may run on the host's kernel.
   */
  public static readonly SHARED = new IsolationPolicy(nothingOf((name) => name === 'runtime'));

  /**
   * A container must run on a kernel other than the host's: gVisor's in user space, or that of a virtual machine.
   */
  public static readonly SANDBOXED = new IsolationPolicy({ runtime: SANDBOXED_RUNTIMES });

  /**
   * A container must run on a kernel behind a hardware boundary: that of a virtual machine.
   */
  public static readonly MICRO_VM = new IsolationPolicy({ runtime: MICRO_VM_RUNTIMES });

  /**
   * Returns the policy with these controls, or undefined if they are none.
   *
   * @internal
   */
  public static _of(given: unknown): IsolationPolicy | undefined {
    if (typeof given !== 'object' || given === null) return undefined;
    const entries = Object.entries(given).map(([name, value]) => (
      [name, CONTROL_NAMES.includes(name as ControlName) ? readControl(name as ControlName, value) : undefined] as const));
    return entries.some(([, value]) => value === undefined) ? undefined : new IsolationPolicy(Object.fromEntries(entries));
  }

  /**
   * What it asks for, including the controls that it explicitly leaves open.
   *
   * @internal
   */
  public readonly _given: Controls;

  private constructor(given: Controls) {
    const names = CONTROL_NAMES.filter((name) => name in given);
    this._given = Object.fromEntries(names.map((name) => [name, controlRow(name).lattice.normal(given[name])]));
  }

  /**
   * What it asks for.
   *
   * @internal
   */
  public get _controls(): Controls {
    return normalControls(this._given);
  }

  /**
   * Returns the weakest policy that is as strict as both.
   *
   * @param other another policy
   */
  public meet(other: IsolationPolicy): IsolationPolicy {
    const names = CONTROL_NAMES.filter((name) => name in this._given || name in other._given);
    return new IsolationPolicy(Object.fromEntries(names.map((name) => {
      const { lattice } = controlRow(name);
      return [name, lattice.meet(this._given[name] ?? lattice.weakest, other._given[name] ?? lattice.weakest)];
    })));
  }

  /**
   * Returns the same policy with other values for some controls, stricter or weaker ones.
   *
   * @param overrides the controls to change
   */
  public with(overrides: IsolationControls): IsolationPolicy {
    return new IsolationPolicy({ ...this._given, ...controlsFrom(overrides) });
  }

  /**
   * Returns whether it is as strict as another policy in every control, or stricter.
   *
   * @param other the other policy
   */
  public isAtLeast(other: IsolationPolicy): boolean {
    return areAtLeast(this._given, other._given);
  }

  /**
   * Returns an explanation with a line for each control: what the policy asks for, why, what Docker cannot guarantee, and which
   * standards ask for it.
   */
  public explain(): string {
    return explain(this._controls);
  }

  /**
   * Makes it the minimum for everything in a scope, together with other policies that are enforced there: a container may be
   * stricter, but not weaker.
   *
   * @param scope an app, a stack, a host, or any other construct; it must not contain a container yet
   * @param options the exemptions from the policies around the scope
   */
  public enforce(scope: IConstruct, options: EnforceOptions = {}): void {
    requireProps('EnforceOptions', options);
    enforce({ controls: this._given, exemptions: (options.exemptions ?? []).map(({ _exempt }) => _exempt) }, scope);
    PolicyAspect.onStacksOf(scope);
  }
}

/** Returns controls that a policy explicitly leaves open. */
function nothingOf(isLeftOpen: (name: string) => boolean): Controls {
  return Object.fromEntries(CONTROL_NAMES.filter(isLeftOpen).map((name) => [name, controlRow(name).lattice.weakest]));
}
