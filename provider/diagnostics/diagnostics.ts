/** Where in a resource something is: attribute names, and the keys and indexes of elements. */
export type Path = readonly (string | number | { readonly key: string })[];

/** A path for people. */
export function pathText(path: Path): string {
  return path.map((step, index) => {
    if (typeof step === 'string') {
      return index === 0 ? step : `.${step}`;
    }
    return `[${typeof step === 'number' ? step : JSON.stringify(step.key)}]`;
  }).join('');
}

/** What Terraform prints: an error or a warning, and the attribute that it is about. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** One line: what went wrong. */
  readonly summary: string;
  /** The value given, the values allowed, what the other side said, what to do next. */
  readonly detail?: string;
  readonly path?: Path;
}

/** The one error that resource code throws on purpose: it becomes a diagnostic as it is. Any other error is a bug in the provider. */
export class DiagnosticError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(...diagnostics: readonly Omit<Diagnostic, 'severity'>[]) {
    super(diagnostics.map((diagnostic) => diagnostic.summary).join('; '));
    this.name = 'DiagnosticError';
    this.diagnostics = diagnostics.map((diagnostic) => ({ severity: 'error', ...diagnostic }));
  }
}
