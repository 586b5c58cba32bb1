import { timedOut } from './errors';
import { abortAfter } from '../../../engine/connection/abort-after';
import { LONGEST_TIMEOUT } from '../../shared/timeouts';
import { Timeouts, timeoutOf, TimedOperation } from '../fields/timeouts';

/**
 * The default timeouts of the operations, in milliseconds. They are Terraform's own, except that of a read, which is the default
 * timeout of a call to the engine.
 */
const DEFAULTS: { readonly [O in TimedOperation]: number } = {
  create: 20 * 60_000,
  read: 2 * 60_000,
  update: 20 * 60_000,
  delete: 20 * 60_000,
};

interface NamedTimeouts extends Timeouts { readonly name: string | null }

const DOING = { create: 'Creating', read: 'Reading', update: 'Updating', delete: 'Destroying' } as const;

/** Returns a signal that also aborts, with an error that names the attribute, when an operation exceeds its timeout. */
export function withDeadline(signal: AbortSignal, model: NamedTimeouts, operation: TimedOperation): AbortSignal {
  const milliseconds = timeoutOf(model, operation) ?? DEFAULTS[operation];
  return abortAfter(signal, milliseconds, () => timedOut(DOING[operation], model.name, milliseconds / 1000, operation));
}

/** Returns the maximum time that a container may take to stop, in milliseconds. */
export function longestStop(model: Timeouts, graceSeconds: number): number {
  return timeoutOf(model, 'delete') ?? Math.min(LONGEST_TIMEOUT, Math.max(DEFAULTS.delete, graceSeconds * 1000));
}
