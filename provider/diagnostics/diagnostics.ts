/** A path in a resource: attribute names, and the keys and indexes of elements. */
export type Path = readonly (string | number | { readonly key: string })[];

/** Formats a path for messages. */
export function pathText(path: Path): string {
  return path.map((step, index) => {
    if (typeof step === 'string') {
      return index === 0 ? step : `.${step}`;
    }
    return `[${typeof step === 'number' ? step : JSON.stringify(step.key)}]`;
  }).join('');
}

/** An error or a warning for Terraform to print, with the attribute that it concerns. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** One line: what went wrong. */
  readonly summary: string;
  /** The given value, the allowed values, the answer of the engine, and what to do next. */
  readonly detail?: string;
  readonly path?: Path;
}

/** An error that becomes a diagnostic. Resource code throws no other error on purpose: any other is a bug in the provider. */
export class DiagnosticError extends Error {
  public readonly diagnostics: readonly Diagnostic[];

  public constructor(...diagnostics: readonly Omit<Diagnostic, 'severity'>[]) {
    super(diagnostics.map((diagnostic) => diagnostic.summary).join('; '));
    this.name = 'DiagnosticError';
    this.diagnostics = diagnostics.map((diagnostic) => ({ severity: 'error', ...diagnostic }));
  }
}
