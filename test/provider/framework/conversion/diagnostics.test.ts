import { diagnosticsToWire } from '../../../../provider/framework/conversion/diagnostics';

test('diagnostics show the control characters of what a container or an engine wrote', () => {
  const written = { summary: 'Container "\x1b[1mx" exited', detail: 'It wrote:\n\t\x1b[2J\x9bA' };
  const [diagnostic] = diagnosticsToWire([{ severity: 'error', ...written }]);
  expect(diagnostic).toMatchObject({ summary: 'Container "\\u{1b}[1mx" exited', detail: 'It wrote:\n\t\\u{1b}[2J\\u{9b}A' });
});
