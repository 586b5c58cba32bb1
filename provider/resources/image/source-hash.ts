import { DiagnosticError, Path } from '../../diagnostics/diagnostics';
import { PlanContext } from '../../framework/resource';
import { Unknown, Value } from '../../framework/value/value';

/*
 * An image that is made from something of this machine is known by a hash of it: with another hash it is another image.
 */

/**
 * Plans the hash. What an image was made from may be gone, or on another machine: that is no reason to make it anew.
 *
 * @param found  what it is now: unknown where it is not known yet what to look at, undefined where that is not there
 * @param missing  says what is not there
 */
export function planHash(
  { prior, planned, requireReplace, warn }: PlanContext<unknown>,
  attribute: string,
  found: Value | undefined,
  missing: () => DiagnosticError,
): void {
  if (found === undefined) {
    const { summary, detail = '', path = [] } = missing().diagnostics[0]!;
    warn({ summary: `${summary} yet`, detail: `${detail} ${prior === null ? 'It has to be there when this is applied.' : 'The image stays as it is until then.'}`, path });
    if (prior !== null) return;
  }
  planned[attribute] = found === undefined ? Unknown.PLAIN : found;
  if (prior !== null && found !== prior[attribute]) requireReplace([attribute]);
}

/** Of what has another hash when it is applied. */
export function changedSincePlanned(what: string, path: Path): DiagnosticError {
  return new DiagnosticError({ summary: `${what} has changed since it was planned`, detail: 'Plan again, and apply the new plan.', path });
}
