import { log } from './log';
import { Diagnostic, DiagnosticError, Path } from '../diagnostics/diagnostics';

/** Collects the diagnostics of one operation, without duplicates. */
export class Diagnostics {
  private readonly byKey = new Map<string, Diagnostic>();

  public get all(): readonly Diagnostic[] {
    return [...this.byKey.values()];
  }

  public get hasError(): boolean {
    return this.all.some(({ severity }) => severity === 'error');
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
