import * as fs from 'node:fs';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { lastLines, SEARCHED_BEFORE } from '../../../diagnostics/program-output';

/** How much of the end of a build's output an error shows. */
const SHOWN = { lines: 25, characters: 8_000 };

/** The output of a build: its end in memory, and all of it in a file if one is configured. */
export class BuildOutput {
  private tail = '';

  constructor(private readonly file?: string) {
    if (file !== undefined) this.write(() => fs.writeFileSync(file, ''));
  }

  public add(text: string | undefined): void {
    const { file } = this;
    if (typeof text !== 'string') return;
    this.tail = (this.tail + text).slice(-SHOWN.characters - SEARCHED_BEFORE);
    if (file !== undefined) this.write(() => fs.appendFileSync(file, text));
  }

  /** The last lines. */
  public get end(): string {
    return lastLines(this.tail, SHOWN);
  }

  private write(write: () => void): void {
    try {
      write();
    } catch (error) {
      throw new DiagnosticError({
        summary: `The build's output can't be written to "${this.file}": ${(error as Error).message}`,
        detail: 'The file is set by `build_log_file` of `build`. Use a file in an existing folder that terraform may write to.',
        path: ['build'],
      });
    }
  }
}
