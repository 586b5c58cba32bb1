import { isAtLeast, isSame } from './lattice';
import { CONTROL_NAMES, controlRow, ControlName, Controls } from './table';

/** A control in which a container is weaker than it must be. */
export interface Weakness {
  readonly control: ControlName;
  readonly wanted: unknown;
  readonly found: unknown;
}

/** What a privileged container has besides: who is exempted for the one is for the others. */
export const PRIVILEGED_IMPLIES: readonly ControlName[] = ['capabilities', 'seccomp', 'apparmor', 'devices', 'kernel_paths'];

/** The weakest controls that are as strict as both. */
export function meetControls(a: Controls, b: Controls): Controls {
  return normalControls(Object.fromEntries(CONTROL_NAMES.map((name) => {
    const { lattice } = controlRow(name);
    return [name, lattice.meet(a[name] ?? lattice.weakest, b[name] ?? lattice.weakest)];
  })));
}

/** Controls without those that ask for nothing, in the table's order. */
export function normalControls(controls: Controls): Controls {
  return Object.fromEntries(CONTROL_NAMES.flatMap((name) => {
    const { lattice } = controlRow(name);
    const value = controls[name];
    return value === undefined || isSame(lattice, value, lattice.weakest) ? [] : [[name, lattice.normal(value)]];
  }));
}

/** The controls in which what a container has, so far as it is known, is weaker than what is asked for. */
export function weaknesses(wanted: Controls, found: Controls, exempt: readonly ControlName[] = []): Weakness[] {
  const passed = new Set(exempt.includes('privileged') ? [...exempt, ...PRIVILEGED_IMPLIES] : exempt);
  return CONTROL_NAMES.filter((name) => !passed.has(name)).flatMap((control) => {
    const [asked, has] = [wanted[control], found[control]];
    if (asked === undefined || has === undefined || isAtLeast(controlRow(control).lattice, has, asked)) return [];
    return [{ control, wanted: asked, found: has }];
  });
}

/** Whether one policy is as strict as another in every control, or stricter. */
export function areAtLeast(controls: Controls, others: Controls): boolean {
  return CONTROL_NAMES.every((name) => {
    const { lattice } = controlRow(name);
    return isAtLeast(lattice, controls[name] ?? lattice.weakest, others[name] ?? lattice.weakest);
  });
}
