import * as fs from 'node:fs';
import { DiagnosticError } from '../../../diagnostics/diagnostics';

/** As much of a build's output as an error shows. */
const LAST_LINES = 25;
const LONGEST = 8_000;

/** What a build prints: all of it in a file, where one is wanted, and its end in memory. */
export class BuildOutput {
  private tail = '';

  public constructor(private readonly file?: string) {
    if (file !== undefined) this.write(() => fs.writeFileSync(file, ''));
  }

  public add(text: string | undefined): void {
    const { file } = this;
    if (typeof text !== 'string') return;
    this.tail = (this.tail + text).slice(-LONGEST);
    if (file !== undefined) this.write(() => fs.appendFileSync(file, text));
  }

  /** The last lines. */
  public get end(): string {
    return this.tail.trimEnd().split('\n').slice(-LAST_LINES).join('\n');
  }

  private write(write: () => void): void {
    try {
      write();
    } catch (error) {
      throw new DiagnosticError({
        summary: `The build's output can't be written to "${this.file}": ${(error as Error).message}`,
        detail: '`build_log_file` of `build` names it. Give it a file in a folder that is there and that terraform may write to.',
        path: ['build'],
      });
    }
  }
}
