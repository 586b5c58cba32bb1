import { Finding } from './evidence/row';
import { EVIDENCE } from './evidence/table';
import { isSandboxed } from './gather';
import { Subject } from './subject';
import { CONTROL_NAMES, ControlName, ControlValue } from '../../src/shared/controls/table';

export type Findings = { readonly [N in ControlName]: Finding<ControlValue<N>> };

/** Returns what is in force of each control, as the kernel reports it. */
export function inForce(subject: Subject): Findings {
  const find = isItself(subject)
    ? (control: ControlName) => EVIDENCE[control][isSandboxed(subject.inspect) ? 'sandbox' : 'process'](subject)
    : () => ({ from: 'its process ended during the attestation' });
  return Object.fromEntries(CONTROL_NAMES.map((control) => [control, find(control)])) as Findings;
}

/** Returns whether the process is still the container's: the kernel reuses the number of a process that has ended. */
function isItself({ inspect, seen }: Subject): boolean {
  return (seen.process('cgroup') ?? '').includes(inspect.Id);
}
