import { Finding } from './evidence/row';
import { EVIDENCE } from './evidence/table';
import { isSandboxed } from './gather';
import { Subject } from './subject';
import { CONTROL_NAMES, ControlName, ControlValue } from '../../src/shared/controls/table';

export type Findings = { readonly [N in ControlName]: Finding<ControlValue<N>> };

/** Returns the value of each control that is in force, as the kernel reports it. */
export function findInForce(subject: Subject): Findings {
  const find = isSameProcess(subject)
    ? (control: ControlName) => EVIDENCE[control][isSandboxed(subject.inspect) ? 'sandbox' : 'process'](subject)
    : () => ({ from: 'its process ended during the attestation' });
  return Object.fromEntries(CONTROL_NAMES.map((control) => [control, find(control)])) as Findings;
}

/** Whether the process is still that of the container: the kernel reuses the id of a process that has ended. */
function isSameProcess({ inspect, files }: Subject): boolean {
  return (files.process('cgroup') ?? '').includes(inspect.Id);
}
