import { lastLines } from '../../../provider/diagnostics/program-output';
import { registerSecret } from '../../../provider/diagnostics/secrets';

const MOST = { lines: 20, characters: 1_000 };

function inLines(text: string, width: number): string {
  return text.match(new RegExp(`.{1,${width}}`, 'g'))!.join('\n');
}

/** A token of 800 characters that repeats nothing. */
const TOKEN = Array.from({ length: 100 }, (_, at) => `${at}`.padStart(3, 'x') + `${at * 7919}`.padStart(5, 'q')).join('');

test.each([1, 16, 38, 64])('no part of a long secret in lines of %d characters is shown, though it begins above what is shown', (width) => {
  registerSecret(TOKEN);
  const shown = lastLines(`begin\n${inLines(TOKEN, width)}\nend\n`, MOST);
  expect(shown).toBe('begin\n(sensitive value)\nend');
});

test('no part of a long secret is shown in base64 of many lines, and with the same in front of each', () => {
  registerSecret(TOKEN);
  const lines = inLines(Buffer.from(TOKEN).toString('base64'), 24);
  for (const output of [lines, lines.replace(/^/gm, 'log: ')]) {
    expect(lastLines(`${output}\nend`, MOST).replace(/\(sensitive value\)/g, '').length).toBeLessThan(16);
  }
});

test('the last lines are shown as they are, and no more than the most characters', () => {
  const output = Array.from({ length: 30 }, (_, at) => `line ${at}`).join('\n');
  expect(lastLines(`${output}\n\n`, MOST)).toBe(output.split('\n').slice(-20).join('\n'));
  expect(lastLines('a'.repeat(10), { lines: 1, characters: 4 })).toBe('aaaa');
  expect(lastLines('\n', MOST)).toBe('');
});
