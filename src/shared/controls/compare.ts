import { isAtLeast, isSame } from './lattice';
import { CONTROL_NAMES, controlRow, ControlName, Controls, PRIVILEGED_IMPLIES } from './table';

/** A control in which a container, or a policy, is less strict than it must be. */
export interface Violation {
  readonly control: ControlName;
  readonly wanted: unknown;
  readonly found: unknown;
}

/** Returns the weakest controls that are as strict as both. */
export function meetControls(a: Controls, b: Controls): Controls {
  return normalControls(Object.fromEntries(CONTROL_NAMES.map((name) => {
    const { lattice } = controlRow(name);
    return [name, lattice.meet(a[name] ?? lattice.weakest, b[name] ?? lattice.weakest)];
  })));
}

/** Returns controls in the table's order, without those that ask for nothing. */
export function normalControls(controls: Controls): Controls {
  return Object.fromEntries(CONTROL_NAMES.flatMap((name) => {
    const { lattice } = controlRow(name);
    const value = controls[name];
    return value === undefined || isSame(lattice, value, lattice.weakest) ? [] : [[name, lattice.normal(value)]];
  }));
}

/** Returns a value for every control: the weakest one for those that are missing. */
export function completeControls(controls: Controls): Controls {
  return Object.fromEntries(CONTROL_NAMES.map((name) => [name, controls[name] ?? controlRow(name).lattice.weakest]));
}

/** Returns the controls in which a container is known to be less strict than wanted, except those that it is exempt from. */
export function violations(wanted: Controls, found: Controls, exempt: readonly ControlName[] = []): Violation[] {
  const skipped = new Set(withImplied(exempt));
  return CONTROL_NAMES.filter((name) => !skipped.has(name)).flatMap((control) => {
    const [asked, has] = [wanted[control], found[control]];
    if (asked === undefined || has === undefined || isAtLeast(controlRow(control).lattice, has, asked)) return [];
    return [{ control, wanted: asked, found: has }];
  });
}

/** Returns the controls that an exemption covers: with `privileged`, also those that a privileged container violates too. */
export function withImplied(exempt: readonly ControlName[]): readonly ControlName[] {
  return exempt.includes('privileged') ? [...exempt, ...PRIVILEGED_IMPLIES] : exempt;
}

/** Returns whether controls are as strict as others, or stricter, each of them. */
export function areAtLeast(controls: Controls, others: Controls): boolean {
  return CONTROL_NAMES.every((name) => {
    const { lattice } = controlRow(name);
    return isAtLeast(lattice, controls[name] ?? lattice.weakest, others[name] ?? lattice.weakest);
  });
}
