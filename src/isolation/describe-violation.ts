import { Violation } from '../shared/controls/compare';
import { DEFAULT_CALLS } from '../shared/controls/seccomp';
import { controlRow, ControlName, sourcesOf } from '../shared/controls/table';

/** Returns a violation in words: the control, what the policy requires, what was found, and which standards ask for it. */
export function describeViolation(violation: Violation): string {
  const { control, wanted } = violation;
  const { title, lattice } = controlRow(control);
  const sources = sourcesOf(control).join('; ');
  const values = `the policy requires ${lattice.show(wanted)}, but the value is ${lattice.show(excess(violation))}`;
  return `${title}: ${values}${sources && ` (${sources})`}`;
}

/** Returns the constant of `Control` for a name, as a stack writes it. */
export function constantOf(control: ControlName): string {
  return `Control.${control.toUpperCase()}`;
}

/** Returns only those of the allowed names that are too many. The other values are returned as they are. */
function excess({ control, wanted, found }: Violation): unknown {
  const allowed = control === 'seccomp' && wanted === 'default' ? DEFAULT_CALLS : wanted;
  return control !== 'apparmor' && Array.isArray(allowed) && Array.isArray(found) ? found.filter((name) => !allowed.includes(name)) : found;
}
