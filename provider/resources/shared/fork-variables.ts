import { FORK_VARIABLES } from '../../../src/shared/forks';
import { DiagnosticError, Path } from '../../diagnostics/diagnostics';

/** Returns the name of a variable by which a set tells a host what a container is, if there is one among others, given as `NAME=value`. */
export function forkVariableIn(variables: readonly string[]): string | undefined {
  return variables.map((variable) => /^[^=]*/.exec(variable)![0]).find((name) => name.startsWith(FORK_VARIABLES));
}

/** Throws if a container would have such a variable, and no set gives it. */
export function refuseForkVariables(variables: readonly string[], path: Path): void {
  const name = forkVariableIn(variables);
  if (name === undefined) return;
  throw new DiagnosticError({
    summary: `The environment variable "${name}" is the provider's own`,
    detail: `By variables whose names begin with "${FORK_VARIABLES}", a host gives a container the memory of another one. Only a `
      + '`docker_clone_set` with `fork` sets them. Use another name.',
    path,
  });
}
