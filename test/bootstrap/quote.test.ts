import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { hereDocument, quote } from '../../src/bootstrap/render/quote';

/** Any text that a file can have: what the shell can't have is a NUL, which no prop lets through. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  // What has a meaning for a shell, and what ends a here-document.
  fc.array(fc.constantFrom(...'\'"\\`$()\n !*#&-\t\r', 'END', 'END_', '${HOME}', '$(id)')).map((parts) => parts.join('')),
).filter((each) => !each.includes('\0'));

const run = (script: string) => execFileSync('sh', ['-c', script], { encoding: 'utf8' });

test('a shell takes a quoted text as one word, unchanged', () => {
  fc.assert(fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
    // The sentinel at the end keeps trailing line breaks.
    expect(run(`printf '%s|' ${texts.map(quote).join(' ')}`)).toBe(texts.map((each) => `${each}|`).join(''));
  }));
});

test('a shell takes a here-document as it is', () => {
  fc.assert(fc.property(text, (each) => {
    const line = each.endsWith('\n') ? each : `${each}\n`;
    expect(run(`cat ${hereDocument(each)}\nprintf after`)).toBe(`${line}after`);
  }));
});

test('plain words stay readable', () => {
  const plain = ['docker.io', '/etc/docker', '10.0.0.0/8', 'a=b'];
  expect([...plain, ''].map(quote)).toEqual([...plain, '\'\'']);
});
