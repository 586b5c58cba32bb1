import { PassThrough } from 'node:stream';
import { printError, printReport } from '../../cli/command/output';
import { DiagnosticError } from '../../provider/diagnostics/diagnostics';

const EVIL = 'a\u001b]0;title\u0007\rb\u009b\u202e\u2028';
const SHOWN = 'a\\u{1b}]0;title\\u{7}\\u{d}b\\u{9b}\\u{202e}\\u{2028}';

function printedBy(print: (io: never) => void): string {
  const stream = new PassThrough();
  print({ stdout: stream, stderr: stream } as never);
  return String(stream.read());
}

test('a name with control characters, which an archive or an engine chose, can\'t change what a terminal shows', () => {
  const report = { text: EVIL, data: { name: EVIL }, warnings: [{ summary: EVIL, detail: EVIL }] };
  expect(printedBy((io) => printReport(io, report, false))).toBe(`Warning: ${SHOWN}\n\n${SHOWN}\n${SHOWN}\n`);
  const error = new DiagnosticError({ summary: EVIL, detail: EVIL });
  expect(printedBy((io) => printError(io, error, false))).toBe(`Error: ${SHOWN}\n\n${SHOWN}\n`);
});

test('a program gets such a name as it is, by escapes', () => {
  const printed = printedBy((io) => printReport(io, { text: '', data: { name: EVIL } }, true));
  expect(JSON.parse(printed)).toMatchObject({ name: EVIL });
  expect(printed).toMatch(/^[ -~]+\n$/);
});
