import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { enforce } from './effective-policy';
import { Exemption } from './exemption';
import { explain } from './explain';
import { controlsFrom, IsolationControls } from './isolation-controls';
import { PolicyAspect } from './policy-aspect';
import { areAtLeast, normalControls } from '../shared/controls/compare';
import { BASELINE, MICRO_VM_RUNTIMES, RESTRICTED, SANDBOXED_RUNTIMES } from '../shared/controls/profiles';
import { CONTROL_NAMES, controlRow, Controls } from '../shared/controls/table';

/**
 * How a policy is enforced.
 */
export interface EnforceOptions {
  /**
   * The controls in which the policy may ask for less than the policies around it, and why. Everything within the scope is let off: what
   * makes use of it shows it, as a label and in the plan.
   *
   * @default - none: it can only be stricter
   */
  readonly exemptions?: Exemption[];
}

/**
 * What separates containers from their host and from each other: how much of each `Control` there must be. Policies form a lattice: any two of
 * them meet in the weakest one that is as strict as both.
 *
 * There are two axes. How much privilege a container has is `PRIVILEGED`, `BASELINE` or `RESTRICTED`, the profiles of the Pod Security
 * Standards and more; whose kernel it runs on is `SHARED`, `SANDBOXED` or `MICRO_VM`. `RESTRICTED.meet(SANDBOXED)` is a point on both.
 */
export class IsolationPolicy {
  /**
   * Docker's own defaults and whatever is asked for: Pod Security Standards, "Privileged". It is weaker than what holds everywhere by default, so that
   * whoever enforces it needs exemptions.
   */
  public static readonly PRIVILEGED = new IsolationPolicy(nothingOf((name) => name !== 'runtime'));

  /**
   * What holds where nothing else is enforced: Pod Security Standards, "Baseline", and more, yet nothing that an ordinary image notices.
   */
  public static readonly BASELINE = new IsolationPolicy(BASELINE);

  /**
   * No capabilities unless asked for, a user that is not root, and a read-only root file system: Pod Security Standards, "Restricted", and more.
   */
  public static readonly RESTRICTED = new IsolationPolicy(RESTRICTED);

  /**
   * The kernel of the host.
   */
  public static readonly SHARED = new IsolationPolicy(nothingOf((name) => name === 'runtime'));

  /**
   * A kernel that is not the host's: gVisor's in user space, or that of a virtual machine.
   */
  public static readonly SANDBOXED = new IsolationPolicy({ runtime: SANDBOXED_RUNTIMES });

  /**
   * A kernel behind a hardware boundary: that of a virtual machine.
   */
  public static readonly MICRO_VM = new IsolationPolicy({ runtime: MICRO_VM_RUNTIMES });

  /**
   * What it says, with the controls of which it says that it asks for nothing.
   *
   * @internal
   */
  public readonly _given: Controls;

  private constructor(given: Controls) {
    this._given = Object.fromEntries(CONTROL_NAMES.filter((name) => name in given).map((name) => [name, controlRow(name).lattice.normal(given[name])]));
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
   * The weakest policy that is as strict as both.
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
   * The same policy with other amounts of some controls, be they stricter or weaker.
   *
   * @param overrides the controls that are to be otherwise
   */
  public with(overrides: IsolationControls): IsolationPolicy {
    return new IsolationPolicy({ ...this._given, ...controlsFrom(overrides) });
  }

  /**
   * Whether it is as strict as another in every control, or stricter.
   *
   * @param other the other policy
   */
  public isAtLeast(other: IsolationPolicy): boolean {
    return areAtLeast(this._given, other._given);
  }

  /**
   * What it asks for, why, who else does, and what Docker can't do about it: a line for each control.
   */
  public explain(): string {
    return explain(this._controls);
  }

  /**
   * Makes it the floor for everything within a scope, whatever else is enforced there: a container may be stricter, and not weaker.
   *
   * @param scope an app, a stack, a host, or any construct; it must have no container yet
   * @param options what may be weaker than the policies around the scope
   */
  public enforce(scope: IConstruct, options: EnforceOptions = {}): void {
    enforce({ controls: this._given, exemptions: (options.exemptions ?? []).map(({ _exempt }) => _exempt) }, scope);
    for (const each of [...scope.node.scopes, ...scope.node.findAll()]) {
      if (TerraformStack.isStack(each)) PolicyAspect.on(each);
    }
  }
}

/** Controls of which a policy says that it asks for nothing. */
function nothingOf(isMeant: (name: string) => boolean): Controls {
  return Object.fromEntries(CONTROL_NAMES.filter(isMeant).map((name) => [name, controlRow(name).lattice.weakest]));
}
