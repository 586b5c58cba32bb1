import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { controlSource, isolationControlsSource } from '../../projenrc/controls-source';

test.each([
  ['control.ts', controlSource()],
  ['isolation-controls.ts', isolationControlsSource()],
])('%s is up to date: run `npx projen generate:controls` if it is not', (file, source) => {
  expect(readFileSync(join(__dirname, '..', '..', 'src', 'isolation', 'generated', file), 'utf8')).toBe(source);
});
