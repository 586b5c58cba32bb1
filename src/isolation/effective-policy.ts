import { IConstruct } from 'constructs';
import { constantOf, describeViolation } from './describe-violation';
import { policyEnforcedTooLate, weakerPolicy } from './errors';
import { OuterHost, Placement } from '../engine/placement';
import { PolicyModel } from '../model/policy';
import { throwIfAny } from '../private/berth-error';
import { completeControls, meetControls, violations, Violation, withImplied } from '../shared/controls/compare';
import { ExemptControl } from '../shared/controls/document';
import { SharedFolder } from '../shared/controls/host-path';
import { isAtLeast } from '../shared/controls/lattice';
import { BASELINE_CONTROLS } from '../shared/controls/profiles';
import { controlRow, ControlName, Controls, PRIVILEGED_IMPLIES } from '../shared/controls/table';

/** One policy that is enforced for a scope, with the exemptions from the policies around the scope. */
export interface Enforcement {
  /** What the policy asks for, including the controls that it explicitly leaves open. */
  readonly controls: Controls;
  readonly exemptions: readonly ExemptControl[];
}

const enforced = new WeakMap<IConstruct, Enforcement[]>();

// The scopes whose policies a container has already read, with that container's path. A policy that is enforced there later would
// not hold for it.
const read = new WeakMap<IConstruct, string>();

/**
 * All policies around a place, combined. From the outside to the inside it only becomes stricter, except for the controls of an
 * exemption.
 */
export class EffectivePolicy {
  /** The policy that applies without any enforcement. All others are at least as strict. */
  public static readonly DEFAULT = new EffectivePolicy(BASELINE_CONTROLS, BASELINE_CONTROLS, BASELINE_CONTROLS, new Map());

  private readonly narrower = new WeakMap<Enforcement, EffectivePolicy>();
  private readonly judged = new WeakMap<Controls, Violation[]>();
  private readonly models = new WeakMap<readonly SharedFolder[], PolicyModel>();

  private constructor(
    /** What the policies ask for, whether or not there is an exemption. */
    public readonly floor: Controls,
    /** What must be satisfied: for an exempt control, only what policies inside the exemption ask for. */
    public readonly bounds: Controls,
    /** What the defaults of props follow. An exemption does not change a default, but a policy that asks for less does. */
    public readonly requested: Controls,
    /** The controls that have an exemption here, with the reasons. */
    public readonly exempt: ReadonlyMap<ControlName, string>,
  ) {}

  /**
   * Returns this policy combined with a further one.
   *
   * @param enforcement the further policy
   * @param scope where it is enforced, for the error if it asks for less than this policy
   */
  public within(enforcement: Enforcement, scope: IConstruct): EffectivePolicy {
    let narrower = this.narrower.get(enforcement);
    if (!narrower) {
      const { controls, exemptions } = enforcement;
      const exempt = exemptions.map(({ control }) => control);
      const bounds = without(this.bounds, exempt);
      const weaker = weakerThan(bounds, controls);
      throwIfAny(weaker.map((violation) => weakerPolicy(describeViolation(violation), constantOf(violation.control))), scope);
      narrower = new EffectivePolicy(
        meetControls(this.floor, controls),
        meetControls(bounds, controls),
        meetControls(without(this.requested, exempt.filter((name) => name in controls)), controls),
        new Map([...this.exempt, ...exemptions.map(({ control, reason }) => [control, reason] as const)]),
      );
      this.narrower.set(enforcement, narrower);
    }
    return narrower;
  }

  /** Returns the policy of a container that has a policy and exemptions of its own. Its exemptions apply to its own policy, too. */
  public for(container: IConstruct, own: Enforcement): EffectivePolicy {
    return this.within(own, container).within({ controls: {}, exemptions: own.exemptions }, container);
  }

  /** Returns the policy as a model. All containers of a host with this policy and without exemptions share one object. */
  public modelFor(exemptions: readonly ExemptControl[], { sharedFolders }: Pick<PolicyModel, 'sharedFolders'>): PolicyModel {
    if (exemptions.length > 0) return { controls: this.floor, exemptions, sharedFolders };
    const model = this.models.get(sharedFolders) ?? { controls: this.floor, exemptions, sharedFolders };
    this.models.set(sharedFolders, model);
    return model;
  }

  /** Returns a container's violations. For a privileged container, those that follow from it are left out. */
  public violations(found: Controls): Violation[] {
    let known = this.judged.get(found);
    if (!known) {
      const all = violations(this.bounds, found);
      const isPrivileged = all.some(({ control }) => control === 'privileged');
      known = isPrivileged ? all.filter(({ control }) => !PRIVILEGED_IMPLIES.includes(control)) : all;
      this.judged.set(found, known);
    }
    return known;
  }

  /** Returns the exemptions that a container needs. A control whose value is not known yet needs its exemption. */
  public exemptionsFor(found: Controls): ExemptControl[] {
    if (this.exempt.size === 0) return [];
    return violations(this.floor, completeControls(found)).flatMap(({ control }) => {
      const reason = this.exempt.get(control) ?? (PRIVILEGED_IMPLIES.includes(control) ? this.exempt.get('privileged') : undefined);
      return reason === undefined ? [] : [{ control, reason }];
    });
  }
}

/** Enforces a policy for everything in a scope. */
export function enforce(enforcement: Enforcement, scope: IConstruct): void {
  const container = read.get(scope);
  if (container !== undefined) throw policyEnforcedTooLate(scope, container);
  enforced.set(scope, [...enforced.get(scope) ?? [], enforcement]);
  effectiveAt(scope.node.scopes);
}

/**
 * Returns the policy of a container. The policies of its host apply to it wherever it is in the tree. From then on, no policy can
 * be enforced on a scope around it.
 */
export function effectiveFor(container: IConstruct, host?: IConstruct): EffectivePolicy {
  const around = host === undefined ? [] : scopesAround(host);
  const scopes = [...around, ...container.node.scopes.filter((scope) => !around.includes(scope))];
  for (const scope of scopes) {
    if (!read.has(scope)) read.set(scope, container.node.path);
  }
  return effectiveAt(scopes);
}

/** Returns the scopes around a host, from the outside to the inside. Those of the host of which it is a part come first. */
function scopesAround(host: IConstruct & { readonly _placement?: Placement }): IConstruct[] {
  const outer: OuterHost | undefined = host._placement?.partOf;
  const around = outer === undefined ? [] : scopesAround(outer);
  return [...around, ...host.node.scopes.filter((scope) => !around.includes(scope))];
}

function effectiveAt(scopes: readonly IConstruct[]): EffectivePolicy {
  return scopes
    .flatMap((scope) => (enforced.get(scope) ?? []).map((enforcement) => ({ scope, enforcement })))
    .reduce((policy, { scope, enforcement }) => policy.within(enforcement, scope), EffectivePolicy.DEFAULT);
}

/** Returns controls without those that an exemption covers. */
function without(controls: Controls, exempt: readonly ControlName[]): Controls {
  if (exempt.length === 0) return controls;
  const covered = new Set(withImplied(exempt));
  return Object.fromEntries(Object.entries(controls).filter(([name]) => !covered.has(name as ControlName)));
}

/** Returns the controls in which a policy asks for less than it must. */
function weakerThan(bounds: Controls, controls: Controls): Violation[] {
  return (Object.keys(controls) as ControlName[]).flatMap((control) => {
    const { lattice } = controlRow(control);
    const wanted = bounds[control] ?? lattice.weakest;
    return isAtLeast(lattice, controls[control], wanted) ? [] : [{ control, wanted, found: controls[control] }];
  });
}
