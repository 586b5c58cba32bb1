import { IConstruct } from 'constructs';

/**
 * A refusal by Berth: something in a stack that is known at synth to be wrong.
 *
 * `code` names the rule and never changes; the text may become better.
 */
export class BerthError extends Error {
  public readonly constructPath?: string;

  constructor(public readonly code: string, public readonly detail: string, scope?: IConstruct) {
    super(scope ? `[${scope.node.path}] ${detail}` : detail);
    this.name = 'BerthError';
    this.constructPath = scope?.node.path;
  }
}

/** Throws what was found: one problem as it is, several as one list, so that a reader mends them all in one go. */
export function throwIfAny(problems: readonly BerthError[], scope: IConstruct): void {
  if (problems.length === 0) return;
  const [first] = problems;
  if (problems.length === 1) throw new BerthError(first.code, first.detail, scope);
  throw new BerthError('SEVERAL_PROBLEMS', `${problems.length} problems:\n${problems.map((problem) => `  - ${problem.detail}`).join('\n')}`, scope);
}
