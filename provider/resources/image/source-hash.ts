import { DiagnosticError, Path } from '../../diagnostics/diagnostics';
import { PlanContext } from '../../framework/resource';
import { Unknown, Value } from '../../framework/value/value';

/*
 * An image that is made from local files is identified by a hash of these files. Another hash replaces the image.
 */

/**
 * Plans the hash of an image's source. If the source is missing (it may be on another machine), keeps an existing image.
 *
 * @param current  the current hash: unknown if the path is unknown, undefined if the source does not exist
 * @param missing  returns the error for a source that does not exist
 */
export function planHash(
  { prior, planned, requireReplace, warn }: PlanContext<unknown>,
  attribute: string,
  current: Value | undefined,
  missing: () => DiagnosticError,
): void {
  if (current === undefined) {
    const { summary, detail = '', path = [] } = missing().diagnostics[0]!;
    const consequence = prior === null ? 'It has to exist when this plan is applied.' : 'The image stays unchanged until it exists.';
    warn({ summary: `${summary} yet`, detail: `${detail} ${consequence}`, path });
    if (prior !== null) return;
  }
  planned[attribute] = current === undefined ? Unknown.PLAIN : current;
  if (prior !== null && current !== prior[attribute]) requireReplace([attribute]);
}

/**
 * Ends the description of such a hash. Terraform plans again before it applies, and compares both plans before it asks the provider to
 * create the image. Nothing tells the provider which of the two plans it makes, so it can't report this itself.
 */
export const INCONSISTENT_PLAN = 'If the files change between a plan and its apply, no image is made: Terraform says that the provider '
  + 'produced an inconsistent final plan, and calls that a bug of the provider. Plan again, and apply the new plan.';

/** The source has a different hash at apply time than at plan time. */
export function changedSincePlanned(what: string, path: Path): DiagnosticError {
  return new DiagnosticError({ summary: `${what} has changed since it was planned`, detail: 'Plan again, and apply the new plan.', path });
}
