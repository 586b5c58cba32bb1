import { printable } from '../diagnostics/printable';

/** Something that was found out about a host, or not. */
export interface Finding<T> {
  /** Null if it is not known. */
  readonly value: T | null;
  /** How it was found, or why it is not known. One sentence. */
  readonly evidence: string;
}

export function found<T>(value: T, evidence: string): Finding<T> {
  return { value, evidence };
}

export function notKnown(reason: string): Finding<never> {
  return { value: null, evidence: reason };
}

/** Returns a failure as the reason why something is not known. Rethrows it if the work was stopped. */
export function failedBecause(what: string, error: unknown, signal: AbortSignal): Finding<never> {
  signal.throwIfAborted();
  return notKnown(`Unknown: ${what} failed: ${messageOf(error)}`);
}

/** Returns the message of an error in one line. */
export function messageOf(error: unknown): string {
  const { engineMessage, message } = (error ?? {}) as { readonly engineMessage?: unknown; readonly message?: unknown };
  return printable(String(engineMessage ?? message ?? error).replace(/\s+/g, ' ').trim());
}
