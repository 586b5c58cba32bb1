import { ControlName, ControlValue } from '../../../src/shared/controls/table';
import { Subject } from '../subject';

/** What the kernel reports about one control. `from` is the source or, without a value, the reason why it is not known. */
export interface Finding<T = unknown> {
  readonly value?: T;
  readonly from: string;
  /** How the kernel's state differs from what the engine has set up. The control then fails, whatever its value. */
  readonly drift?: string;
  /** What another container with the same processes has that this one may not have, by an exemption of that container. */
  readonly exempted?: string;
}

/** Reads the value of one control that is in force. */
export interface EvidenceRow<T> {
  /** Reads it from the container's first process. */
  process(subject: Subject): Finding<T>;
  /** Reads it from a sandbox. Its process makes the system calls for the programs inside, so the inside is read from a twin. */
  sandbox(subject: Subject): Finding<T>;
}

/** One row for each of some controls. */
export type EvidenceFor<N extends ControlName> = { readonly [M in N]: EvidenceRow<ControlValue<M>> };

/** If a file cannot be read, the value in force is unknown: neither a pass nor a violation. */
export const NOT_REPORTED = { from: 'its process does not report it' } as const;
/** A process that took another root sees, and shows, only the mounts below it. */
export const HIDES_MOUNTS = { from: 'its process took another root, which hides mounts' } as const;
export const NOT_REPORTED_BY_SANDBOX = { from: 'the sandbox\'s kernel does not report it' } as const;

export const OWN_KERNEL = 'the sandbox has a kernel of its own';

/** Returns the configured value as the one in force, or no value if the configured one is unknown. */
export function asConfigured<T>(value: T | undefined, from: string): Finding<T> {
  return { ...(value !== undefined && { value }), from };
}
