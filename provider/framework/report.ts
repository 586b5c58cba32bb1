import { log } from './log';
import { Diagnostic, DiagnosticError, Path } from '../diagnostics/diagnostics';

/** Collects the diagnostics of one operation, without duplicates. */
export class Report {
  private readonly found = new Map<string, Diagnostic>();

  public get diagnostics(): readonly Diagnostic[] {
    return [...this.found.values()];
  }

  public get failed(): boolean {
    return this.diagnostics.some(({ severity }) => severity === 'error');
  }

  public add(...diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      const { severity, summary, detail, path } = diagnostic;
      this.found.set(JSON.stringify([severity, summary, detail, path]), diagnostic);
    }
  }

  public error(summary: string, detail: string, path?: Path): void {
    this.add({ severity: 'error', summary, detail, ...(path && { path }) });
  }

  public warning(summary: string, detail: string, path?: Path): void {
    this.add({ severity: 'warning', summary, detail, ...(path && { path }) });
  }

  /** Adds an error for a bug in the provider, which users can only report. */
  public bug(detail: string, path?: Path): void {
    const advice = 'This is a bug in the provider, not a mistake in your configuration. Please report it to the provider\'s authors.';
    this.error('The provider has a bug', `${detail}\n\n${advice}`, path);
  }

  /** Adds the diagnostics of a `DiagnosticError`. Any other error is a bug, whose stack trace goes to the log only. */
  public thrown(error: unknown, during: string): void {
    if (error instanceof DiagnosticError) {
      this.add(...error.diagnostics);
      return;
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    log('error', `Unexpected error during ${during}: ${message}`, { stack: stack ?? '' });
    this.bug(`Unexpected error during ${during}: ${message}\n\nSet TF_LOG=error to get the stack trace in Terraform's log.`);
  }

  /** Runs a part of the operation, and adds what it throws. */
  public async guard<T>(during: string, run: () => Promise<T> | T): Promise<T | undefined> {
    try {
      return await run();
    } catch (error) {
      this.thrown(error, during);
      return undefined;
    }
  }
}
