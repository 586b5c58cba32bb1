import { Diagnostic, DiagnosticError } from '../../provider/diagnostics/diagnostics';
import { messageOf } from '../../provider/facts/finding';

export type Status = 'ok' | 'warn' | 'fail';

/** What was found out about one thing that a workstation or a host needs. */
export interface Check {
  readonly name: string;
  readonly status: Status;
  /** What was found. */
  readonly text: string;
  /** What to do about it, unless it is ok. */
  readonly fix?: string;
}

/** The checks of a workstation or a host. */
export interface Examined {
  /** "workstation", or the address of the host. */
  readonly subject: string;
  readonly checks: readonly Check[];
}

export function ok(name: string, text: string): Check {
  return { name, status: 'ok', text };
}

export function warn(name: string, text: string, fix: string): Check {
  return { name, status: 'warn', text, fix };
}

export function fail(name: string, text: string, fix: string): Check {
  return { name, status: 'fail', text, fix };
}

/** Returns a check for an error: what happened, and what to do about it. */
export function failed(name: string, error: unknown): Check {
  const [{ summary, detail }] = diagnosticsOf(error) as [Pick<Diagnostic, 'summary' | 'detail'>];
  return fail(name, summary, detail ?? 'Check the address and the log of the engine.');
}

function diagnosticsOf(error: unknown): readonly Pick<Diagnostic, 'summary' | 'detail'>[] {
  return error instanceof DiagnosticError ? error.diagnostics : [{ summary: messageOf(error) }];
}
