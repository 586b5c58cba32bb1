import { IConstruct } from 'constructs';

/**
 * The error that Berth throws for a mistake that it finds at synth.
 *
 * `code` identifies the rule and never changes. `detail` is the text for people, without the construct's path, and may improve.
 */
export class BerthError extends Error {
  public readonly constructPath?: string;

  constructor(public readonly code: string, public readonly detail: string, scope?: IConstruct) {
    super(scope ? `[${scope.node.path}] ${detail}` : detail);
    this.name = 'BerthError';
    this.constructPath = scope?.node.path;
  }
}

/** Throws a single problem as it is, and several problems as one list, so that the user can fix all of them at once. */
export function throwIfAny(problems: readonly BerthError[], scope?: IConstruct): void {
  if (problems.length === 0) return;
  const [first] = problems;
  if (problems.length === 1) throw new BerthError(first.code, first.detail, scope);
  const list = problems.map((problem) => `  - ${problem.detail}`).join('\n');
  throw new BerthError('SEVERAL_PROBLEMS', `${problems.length} problems:\n${list}`, scope);
}
