import { ControlName, ControlValue } from '../../../src/shared/controls/table';
import { Subject } from '../subject';

/** What the kernel reports about one control, and the source. Without a value, `from` gives the reason. */
export interface Finding<T = unknown> {
  readonly value?: T;
  readonly from: string;
}

/** How to see what is in force of one control. */
export interface EvidenceRow<T> {
  /** Reads it from the container's first process. */
  process(subject: Subject): Finding<T>;
  /** Reads it from a sandbox, whose process makes the system calls of the programs inside. A twin shows the inside. */
  sandbox(subject: Subject): Finding<T>;
}

/** Rows for some controls, all of them. */
export type EvidenceFor<N extends ControlName> = { readonly [M in N]: EvidenceRow<ControlValue<M>> };

/** Without a report, nothing is known to be in force, neither good nor bad. */
export const SILENT = { from: 'its process does not report it' } as const;
export const SILENT_SANDBOX = { from: 'the sandbox\'s kernel does not report it' } as const;

export const OWN_KERNEL = 'the sandbox has a kernel of its own';

/** Returns the configured value as the one in force, or no value if none is known. */
export function asConfigured<T>(value: T | undefined, from: string): Finding<T> {
  return { ...(value !== undefined && { value }), from };
}
