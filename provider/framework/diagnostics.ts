import { log } from './log';
import { constructPath } from '../diagnostics/construct-path';
import { Diagnostic, DiagnosticError, Path } from '../diagnostics/diagnostics';

/** Collects the diagnostics of one operation, without duplicates. */
export class Diagnostics {
  /** The resource that they are about: its type and its attribute `name`. */
  public about?: { readonly type: string; readonly name: unknown };
  private readonly byKey = new Map<string, Diagnostic>();

  /** All of them, each with the construct that became the resource, if there is one. */
  public get all(): readonly Diagnostic[] {
    const all = [...this.byKey.values()];
    const path = this.about && all.length > 0 ? constructPath(this.about.type, this.about.name) : undefined;
    if (path === undefined) return all;
    return all.map((each) => ({ ...each, detail: [...each.detail ? [each.detail, ''] : [], `Construct: ${path}`].join('\n') }));
  }

  public get hasError(): boolean {
    return [...this.byKey.values()].some(({ severity }) => severity === 'error');
  }

  public append(...diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      const { severity, summary, detail, path } = diagnostic;
      this.byKey.set(JSON.stringify([severity, summary, detail, path]), diagnostic);
    }
  }

  public addError(summary: string, detail: string, path?: Path): void {
    this.append({ severity: 'error', summary, detail, ...(path && { path }) });
  }

  public addWarning(summary: string, detail: string, path?: Path): void {
    this.append({ severity: 'warning', summary, detail, ...(path && { path }) });
  }

  /** Adds an error for a bug in the provider, which users can only report. */
  public addBug(detail: string, path?: Path): void {
    const advice = 'This is a bug in the provider, not a mistake in your configuration. Please report it to the provider\'s authors.';
    this.addError('The provider has a bug', `${detail}\n\n${advice}`, path);
  }

  /** Adds the diagnostics of a `DiagnosticError`. Any other error is a bug, whose stack trace goes to the log only. */
  public addThrown(error: unknown, during: string): void {
    if (error instanceof DiagnosticError) {
      this.append(...error.diagnostics);
      return;
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    log('error', `Unexpected error during ${during}: ${message}`, { stack: stack ?? '' });
    this.addBug(`Unexpected error during ${during}: ${message}\n\nSet TF_LOG=error to get the stack trace in Terraform's log.`);
  }

  /** Runs a part of the operation. If it throws, adds the error as a diagnostic and returns undefined. */
  public async capture<T>(during: string, run: () => Promise<T> | T): Promise<T | undefined> {
    try {
      return await run();
    } catch (error) {
      this.addThrown(error, during);
      return undefined;
    }
  }
}
