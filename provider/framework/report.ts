import { log } from './log';
import { Diagnostic, DiagnosticError, Path } from '../diagnostics/diagnostics';

/** Gathers what one operation has to say: every problem, and none twice. */
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

  /** A mistake in the provider, which its user can only report. */
  public bug(detail: string, path?: Path): void {
    this.error('The provider has a bug', `${detail}\n\nThis is a mistake in the provider and not in your configuration. Please report it to the provider's authors.`, path);
  }

  /** Puts down what was thrown: on purpose as it is, anything else as a bug, whose stack goes into the log only. */
  public thrown(error: unknown, during: string): void {
    if (error instanceof DiagnosticError) {
      this.add(...error.diagnostics);
      return;
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    log('error', `Unexpected error during ${during}: ${message}`, { stack: stack ?? '' });
    this.bug(`Unexpected error during ${during}: ${message}\n\nWith TF_LOG=error set, Terraform's log has the place in the provider where it happened.`);
  }

  /** Runs a part of the operation, and puts down what it throws. */
  public async guard<T>(during: string, run: () => Promise<T> | T): Promise<T | undefined> {
    try {
      return await run();
    } catch (error) {
      this.thrown(error, during);
      return undefined;
    }
  }
}
