import { Finding } from './evidence/row';
import { HOSTS_KERNEL } from './evidence/runtime';
import { EVIDENCE } from './evidence/table';
import { mayBeSandboxed } from './gather';
import { Subject } from './subject';
import { CONTROL_NAMES, ControlName, ControlValue } from '../../src/shared/controls/table';
import { sandboxOf } from '../../src/shared/runtimes';

export type Findings = { readonly [N in ControlName]: Finding<ControlValue<N>> };

/** Returns the value of each control that is in force, as the kernel reports it. */
export function findInForce(subject: Subject): Findings {
  const find = subject.files.isSameProcess ? finder(subject) : () => ({ from: 'its process ended during the attestation' });
  return Object.fromEntries(CONTROL_NAMES.map((control) => [control, find(control)])) as Findings;
}

/**
 * A runtime's name only says that there should be a sandbox, and one under another name can be one, too. What a sandbox does is in force
 * only where there is evidence of one.
 */
function finder(subject: Subject): (control: ControlName) => Finding {
  if (!mayBeSandboxed(subject.inspect)) return (control) => EVIDENCE[control].process(subject);
  const runtime = EVIDENCE.runtime.sandbox(subject);
  const isPromised = sandboxOf(subject.inspect.HostConfig.Runtime ?? '') !== undefined;
  return (control) => {
    const { process, sandbox } = EVIDENCE[control];
    const isHosts = runtime.value === HOSTS_KERNEL;
    if (control === 'runtime' && (isPromised || !isHosts)) return runtime;
    if (isHosts) return process(subject);
    // What is read in the same way of both is known in any case.
    const isKnown = runtime.value !== undefined || process === sandbox;
    return isKnown ? sandbox(subject) : { from: 'it is unknown whether its process is a sandbox' };
  };
}
