import { Diagnostic, DiagnosticError, Path } from '../../diagnostics/diagnostics';

/** Where the template of a set is. */
export const TEMPLATE: Path = ['template', 0];

/** Runs work on a container. If it refuses an attribute of the container, the error names the attribute of the template. */
export async function atTemplate<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new DiagnosticError(...error.diagnostics.map(inTemplate));
  }
}

/** Returns a problem of a container as one of its template. */
export function inTemplate<D extends Omit<Diagnostic, 'severity'>>(problem: D): D {
  if (problem.path === undefined) return problem;
  return { ...problem, path: problem.path[0] === 'name' ? ['name'] : [...TEMPLATE, ...problem.path] };
}
