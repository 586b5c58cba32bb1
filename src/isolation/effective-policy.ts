import { IConstruct } from 'constructs';
import { constantOf } from './control';
import { policyEnforcedTooLate, weakerPolicy } from './errors';
import { describeWeakness } from './policy-check';
import { throwIfAny } from '../private/berth-error';
import { Constant } from '../private/constant';
import { PRIVILEGED_IMPLIES, meetControls, weaknesses, Weakness } from '../shared/controls/compare';
import { toDocument, ExemptControl } from '../shared/controls/document';
import { isAtLeast } from '../shared/controls/lattice';
import { BASELINE } from '../shared/controls/profiles';
import { CONTROL_NAMES, controlRow, ControlName, Controls } from '../shared/controls/table';

/** One policy that is enforced somewhere, with what is let off there from those around it. */
export interface Enforcement {
  /** What the policy asks for, with the controls of which it says that it asks for nothing. */
  readonly controls: Controls;
  readonly exemptions: readonly ExemptControl[];
}

const enforced = new WeakMap<IConstruct, Enforcement[]>();

// The scopes whose policies a container has already read, with that container's path: a later one would hold for a part of them only.
const read = new WeakMap<IConstruct, string>();

/**
 * What all policies around a place ask for together. It can only grow stricter on the way in, but for the controls that an exemption names.
 */
export class EffectivePolicy {
  /** What holds where nothing is enforced, and below everything that is. */
  public static readonly DEFAULT = new EffectivePolicy(BASELINE, BASELINE, BASELINE, new Map());

  private readonly narrower = new WeakMap<Enforcement, EffectivePolicy>();
  private readonly judged = new WeakMap<Controls, Weakness[]>();
  private written?: Constant;

  private constructor(
    /** What is asked for, exempted or not. */
    public readonly floor: Controls,
    /** What must be kept: of what is exempted, only what was asked for within the exemption. */
    public readonly bounds: Controls,
    /** What is the default: to be let off is no wish for less, but a policy that asks for less is. */
    public readonly wishes: Controls,
    /** The controls that are exempted around here, with the reasons. */
    public readonly exempt: ReadonlyMap<ControlName, string>,
  ) {}

  /**
   * What holds within a further policy.
   *
   * @param enforcement the policy
   * @param scope where it is enforced, for the refusal if it asks for less than what holds already
   */
  public within(enforcement: Enforcement, scope: IConstruct): EffectivePolicy {
    let narrower = this.narrower.get(enforcement);
    if (!narrower) {
      const { controls, exemptions } = enforcement;
      const exempt = exemptions.map(({ control }) => control);
      const lifted = without(this.bounds, exempt);
      throwIfAny(weakerThan(lifted, controls).map((weakness) => weakerPolicy(describeWeakness(weakness), constantOf(weakness.control))), scope);
      narrower = new EffectivePolicy(
        meetControls(this.floor, controls),
        meetControls(lifted, controls),
        meetControls(without(this.wishes, exempt.filter((name) => name in controls)), controls),
        new Map([...this.exempt, ...exemptions.map(({ control, reason }) => [control, reason] as const)]),
      );
      this.narrower.set(enforcement, narrower);
    }
    return narrower;
  }

  /** What holds for a container with a policy and exemptions of its own: these let it off from that policy, too. */
  public for(container: IConstruct, own: Enforcement): EffectivePolicy {
    return this.within(own, container).within({ controls: {}, exemptions: own.exemptions }, container);
  }

  /** What is asked for, as a plan carries it: made once, for all containers alike. */
  public get block(): Constant {
    return this.written ??= new Constant([toDocument(this.floor)]);
  }

  /** Where a container is weaker than it may be; of a privileged one, without what comes with that. */
  public weaknesses(found: Controls): Weakness[] {
    let known = this.judged.get(found);
    if (!known) {
      const all = weaknesses(this.bounds, found);
      known = all.some(({ control }) => control === 'privileged') ? all.filter(({ control }) => !PRIVILEGED_IMPLIES.includes(control)) : all;
      this.judged.set(found, known);
    }
    return known;
  }

  /** The exemptions that a container needs, so far as what it has is known. */
  public exemptionsFor(found: Controls): ExemptControl[] {
    if (this.exempt.size === 0) return [];
    const known = Object.fromEntries(CONTROL_NAMES.map((name) => [name, found[name] ?? controlRow(name).lattice.weakest]));
    return weaknesses(this.floor, known).flatMap(({ control }) => {
      const reason = this.exempt.get(control) ?? (PRIVILEGED_IMPLIES.includes(control) ? this.exempt.get('privileged') : undefined);
      return reason === undefined ? [] : [{ control, reason }];
    });
  }
}

/** Enforces a policy for all within a scope. */
export function enforce(enforcement: Enforcement, scope: IConstruct): void {
  const container = read.get(scope);
  if (container !== undefined) throw policyEnforcedTooLate(scope, container);
  enforced.set(scope, [...enforced.get(scope) ?? [], enforcement]);
  effectiveAt(scope.node.scopes);
}

/** What holds for a container, which is within its host wherever else it is. No policy can be enforced around it from then on. */
export function effectiveFor(container: IConstruct, host?: IConstruct): EffectivePolicy {
  const around = host?.node.scopes ?? [];
  const scopes = [...around, ...container.node.scopes.filter((scope) => !around.includes(scope))];
  for (const scope of scopes) {
    if (!read.has(scope)) read.set(scope, container.node.path);
  }
  return effectiveAt(scopes);
}

function effectiveAt(scopes: readonly IConstruct[]): EffectivePolicy {
  return scopes
    .flatMap((scope) => (enforced.get(scope) ?? []).map((enforcement) => ({ scope, enforcement })))
    .reduce((policy, { scope, enforcement }) => policy.within(enforcement, scope), EffectivePolicy.DEFAULT);
}

/** Controls without some; who is exempted from being no privileged container is from what that implies. */
function without(controls: Controls, names: readonly ControlName[]): Controls {
  if (names.length === 0) return controls;
  const left = new Set(names.includes('privileged') ? [...names, ...PRIVILEGED_IMPLIES] : names);
  return Object.fromEntries(Object.entries(controls).filter(([name]) => !left.has(name as ControlName)));
}

/** The controls in which a policy says that it asks for less. */
function weakerThan(bounds: Controls, controls: Controls): Weakness[] {
  return (Object.keys(controls) as ControlName[]).flatMap((control) => {
    const { lattice } = controlRow(control);
    const wanted = bounds[control] ?? lattice.weakest;
    return isAtLeast(lattice, controls[control], wanted) ? [] : [{ control, wanted, found: controls[control] }];
  });
}
