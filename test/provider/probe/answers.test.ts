import fc from 'fast-check';
import { Answer, parseAnswers } from '../../../provider/probe/answers';

const answer = fc.oneof(
  fc.record({ kind: fc.constant('link' as const), text: fc.string({ unit: 'grapheme' }) }),
  fc.record({ kind: fc.constant('file' as const), text: fc.string({ unit: 'grapheme' }) }),
  fc.record({ kind: fc.constant('error' as const), errno: fc.integer({ min: 1, max: 133 }) }),
);

/** As the program prints it. */
function printed(given: Answer): Buffer {
  const body = Buffer.from(given.kind === 'error' ? '' : given.text);
  const header = Buffer.alloc(8);
  header.writeInt32LE(given.kind === 'error' ? -given.errno : given.kind === 'link' ? 0 : 1, 0);
  header.writeUInt32LE(body.length, 4);
  return Buffer.concat([header, body]);
}

test('answers are returned by path, and a cut-off answer is refused', () => {
  fc.assert(fc.property(fc.array(answer, { minLength: 1, maxLength: 8 }), fc.nat(), (answers, cut) => {
    const paths = answers.map((_, index) => `/${index}`);
    const output = Buffer.concat(answers.map(printed));
    expect([...parseAnswers(output, paths)]).toEqual(paths.map((path, index) => [path, answers[index]]));
    expect(() => parseAnswers(output.subarray(0, cut % output.length), paths)).toThrow(/The probe's answer ends/);
  }));
});

test('a link whose target is no text is an error: as a text, it would be the path of something else', () => {
  const output = Buffer.concat([Buffer.from([0, 0, 0, 0, 2, 0, 0, 0]), Buffer.from('/\xff', 'latin1')]);
  expect(parseAnswers(output, ['/link'])).toEqual(new Map([['/link', { kind: 'error', errno: 84 }]]));
});

test('a file of which the probe printed only the beginning is an error: its end may have what matters', () => {
  const [whole, cut] = [4 * 1024 * 1024 - 1, 4 * 1024 * 1024].map((length) => ({ kind: 'file' as const, text: 'x'.repeat(length) }));
  expect(parseAnswers(Buffer.concat([whole!, cut!, whole!].map(printed)), ['/1', '/2', '/3'])).toEqual(new Map<string, Answer>([
    ['/1', whole!], ['/2', { kind: 'error', errno: 27 }], ['/3', whole!],
  ]));
});
