import { beginningOf, lastLines } from '../../../provider/diagnostics/program-output';
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

test('a message of the usual length is shown as it is', () => {
  expect(beginningOf('no such container: x')).toBe('no such container: x');
});

test.each([0, 1, 3, 400, 799])('no part of a secret that begins %d characters before the cut of a very long message is shown', (before) => {
  registerSecret(TOKEN);
  const message = `${'- '.repeat(32 * 1024).slice(0, 64 * 1024 - before)}${TOKEN}${' -'.repeat(6 * 1024 * 1024)}`;
  const start = Date.now();
  const shown = beginningOf(message);
  expect(Date.now() - start).toBeLessThan(2_000);
  expect(shown.length).toBeLessThan(65 * 1024);
  expect(shown.startsWith('- - ')).toBe(true);
  const parts = Array.from({ length: TOKEN.length - 3 }, (_, at) => TOKEN.slice(at, at + 4));
  expect(parts.filter((part) => shown.includes(part))).toEqual([]);
});
