import { Writable } from 'node:stream';
import { Io } from './io';
import { Diagnostic, DiagnosticError } from '../../provider/diagnostics/diagnostics';
import { presentable, printableJson } from '../../provider/diagnostics/printable';

/** What a subcommand did. */
export interface Report {
  /** One line for people. */
  readonly text: string;
  /** The same for programs. */
  readonly data: { readonly [name: string]: unknown };
  readonly warnings?: readonly Pick<Diagnostic, 'summary' | 'detail'>[];
  /** Whether the subcommand wrote its result to stdout, so that the report has to go to stderr. @default false */
  readonly usesStdout?: boolean;
}

export function printReport(io: Io, { text, data, warnings = [], usesStdout = false }: Report, asJson: boolean): void {
  const output = usesStdout ? io.stderr : io.stdout;
  if (asJson) {
    output.write(json({ ...data, warnings: warnings.map(({ summary, detail }) => ({ summary, detail })) }));
    return;
  }
  for (const warning of warnings) io.stderr.write(textOf('Warning', warning));
  output.write(`${presentable(text)}\n`);
}

export function printError(io: Io, error: unknown, asJson: boolean): void {
  // Any other error is a bug, so its stack is of use.
  const errors = error instanceof DiagnosticError ? error.diagnostics
    : [{ summary: 'berth failed', detail: error instanceof Error ? error.stack ?? error.message : String(error) }];
  io.stderr.write(asJson
    ? json({ errors: errors.map(({ summary, detail }) => ({ summary, detail })) })
    : errors.map((each) => textOf('Error', each)).join('\n'));
}

function json(data: object): string {
  return `${printableJson(data)}\n`;
}

function textOf(severity: string, { summary, detail }: Pick<Diagnostic, 'summary' | 'detail'>): string {
  return presentable(`${severity}: ${summary}\n${detail === undefined ? '' : `\n${detail}\n`}`);
}

/** Writes a chunk, and waits until the stream has taken it. */
export function write(stream: Writable, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) => error ? reject(error) : resolve());
  });
}
