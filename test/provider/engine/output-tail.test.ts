import fc from 'fast-check';
import { collectGarbage } from './collect-garbage';
import { MOST_BYTES, MOST_LINES, readTail } from '../../../provider/engine/output-tail';

const frame = (content: Buffer | string, stream = 1): Buffer => {
  const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(Buffer.byteLength(content), 4);
  return Buffer.concat([header, Buffer.from(content)]);
};

async function* streamOf(chunks: Iterable<Buffer>): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield Promise.resolve(chunk);
}

/** Reads a stream that repeats a chunk. */
function readRepeated(chunk: Buffer, times: number, tty: boolean) {
  return readTail(streamOf((function* () { for (let time = 0; time < times; time++) yield chunk; })()), tty);
}

test('reads the same frames, however the stream is split', async () => {
  const contents = fc.array(fc.string({ maxLength: 20 }), { maxLength: 10 });
  await fc.assert(fc.asyncProperty(contents, fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 8 }), async (texts, cuts) => {
    const bytes = Buffer.concat(texts.map((text) => frame(text)));
    const ends = [...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
    const { frames, isCut } = await readTail(streamOf(ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))), false);
    expect({ isCut, texts: frames.map(({ content }) => content.toString()) }).toEqual({ isCut: false, texts });
    expect(Buffer.concat(frames.flatMap(({ header, content }) => [header, content]))).toEqual(bytes);
  }));
});

test('shows an incomplete frame at the end', async () => {
  const { frames } = await readTail(streamOf([frame('whole'), frame('incomplete').subarray(0, 12)]), false);
  expect(frames.map(({ content }) => content.toString())).toEqual(['whole', 'inco']);
});

test('keeps the end of a long output', async () => {
  const line = frame('x'.repeat(1023) + '\n');
  const { frames, isCut } = await readRepeated(Buffer.concat(Array.from({ length: 64 }, () => line)), 640, false);
  expect({ isCut, bytes: frames.reduce((bytes, { content }) => bytes + content.length, 0) }).toEqual({ isCut: true, bytes: MOST_BYTES });
});

test('frees what it leaves out', async () => {
  const MEBIBYTE = 1024 * 1024;
  const used = () => {
    collectGarbage();
    return process.memoryUsage().arrayBuffers;
  };
  const before = used();
  let most = 0;
  await readTail((async function* () {
    for (let time = 1; time <= 320; time++) {
      yield Promise.resolve(frame(Buffer.alloc(MEBIBYTE)));
      if (time % 32 === 0) most = Math.max(most, used() - before);
    }
  })(), false);
  // It frees in steps, when half is left out; the collector counts what it sweeps later.
  expect(most).toBeLessThan(100 * MEBIBYTE);
});

test('keeps the end of an output with many short lines', async () => {
  const many = await readRepeated(Buffer.concat(Array.from({ length: 1000 }, (_, number) => frame(`${number % 10}\n`))), 450, false);
  expect({ isCut: many.isCut, lines: many.frames.length, last: many.frames.at(-1)!.content.toString() })
    .toEqual({ isCut: true, lines: MOST_LINES, last: '9\n' });
});

test('keeps the last whole lines of a terminal', async () => {
  const long = await readRepeated(Buffer.from('0123456789\r\n'.repeat(1000)), 3000, true);
  const { content } = long.frames[0]!;
  expect(long.isCut).toBe(true);
  expect(content.length).toBeLessThanOrEqual(MOST_BYTES);
  expect(content.subarray(0, 12).toString()).toBe('0123456789\r\n');
  const short = await readRepeated(Buffer.from('\n'.repeat(1000)), 250, true);
  expect({ isCut: short.isCut, length: short.frames[0]!.content.length }).toEqual({ isCut: true, length: MOST_LINES });
  const all = await readRepeated(Buffer.from('one\r\ntwo\r\n'), 2, true);
  expect({ isCut: all.isCut, text: all.frames[0]!.content.toString() }).toEqual({ isCut: false, text: 'one\r\ntwo\r\none\r\ntwo\r\n' });
});
