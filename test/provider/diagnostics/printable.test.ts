import fc from 'fast-check';
import { presentable, printable } from '../../../provider/diagnostics/printable';
import { registerSecret } from '../../../provider/diagnostics/secrets';

/** What a terminal acts upon: C0 and C1 control characters, line and paragraph separators, and changes of the direction. */
// eslint-disable-next-line no-control-regex
const ACTED_UPON = /[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

const texts = fc.array(fc.oneof(
  fc.string({ unit: 'binary' }), fc.constantFrom('\x1b[2K\x1b[1A', '\x9b31m', '\x1b]0;title\x07', '\r', '\b', '\u202e', '\u2028', '\x7f'),
)).map((parts) => parts.join(''));

test('no text can make a terminal do something else than show it', () => {
  fc.assert(fc.property(texts, (text) => {
    expect(printable(text)).not.toMatch(ACTED_UPON);
    expect(presentable(text).replaceAll(/[\n\t]/g, '')).not.toMatch(ACTED_UPON);
  }));
});

test('ordinary text stays as it is', () => {
  expect(presentable('Größe:\t5 µm 🙂\n  next "line"\n')).toBe('Größe:\t5 µm 🙂\n  next "line"\n');
  expect(presentable('a terminal\r\nends lines so\r\n')).toBe('a terminal\nends lines so\n');
  expect(printable('one\ttwo\n')).toBe('one\\u{9}two\\u{a}');
  expect(presentable('\x1b[31mred\rover')).toBe('\\u{1b}[31mred\\u{d}over');
});

test('a secret with control characters is hidden', () => {
  registerSecret('pass\x1bword');
  expect(presentable('is pass\x1bword')).toBe('is (sensitive value)');
});
