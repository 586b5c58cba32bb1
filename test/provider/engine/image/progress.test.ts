import { PassThrough, Readable } from 'node:stream';
import * as fc from 'fast-check';
import { followProgress, Progress } from '../../../../provider/engine/image/progress';

const OPTIONS = { silence: 10_000 };

function bytesOf(pieces: readonly Buffer[]): Readable {
  return Readable.from(pieces, { objectMode: false });
}

/** Returns the messages of a stream. */
async function messagesOf(stream: Readable): Promise<readonly Progress[]> {
  const messages: Progress[] = [];
  await followProgress(stream, { ...OPTIONS, onMessage: (message) => messages.push(message) });
  return messages;
}

test('reads messages, however the stream is split into chunks', async () => {
  const messages = [{ status: 'Pulling from library/größe' }, { status: 'Extracting', id: '⛴' }, { status: 'Done' }];
  const bytes = Buffer.from(messages.map((message) => `${JSON.stringify(message)}\r\n`).join(''));
  await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 20 })), async (sizes) => {
    const pieces: Buffer[] = [];
    let at = 0;
    for (const size of sizes) pieces.push(bytes.subarray(at, at += size));
    const stream = bytesOf([...pieces, bytes.subarray(at)].filter((piece) => piece.length > 0));
    expect(await messagesOf(stream)).toEqual(messages);
  }));
});

test('reads a last line without a line break, and skips empty lines', async () => {
  expect(
    await messagesOf(Readable.from([Buffer.from('\n{"status":"a"}\n\n{"status":"b"}')])),
  ).toEqual([{ status: 'a' }, { status: 'b' }]);
});

test.each([
  ['a reported failure', '{"status":"a"}\n{"errorDetail":{"code":1,"message":"no space left"},"error":"short"}\n', 'no space left'],
  ['a failure without details', '{"error":"no space left"}\n', 'no space left'],
  ['a failure that is not a string', '{"error":{"code":7}}\n', '{"code":7}'],
  ['a line that is not JSON', '{"status":"a"}\n<html>\n', 'not JSON: <html>'],
  ['a line that is not a message', '"text"\n', 'not JSON: "text"'],
  ['a line that breaks off', '{"status":"a"}\n{"stat', 'not JSON: {"stat'],
  ['an endless line', 'x'.repeat(2 * 1024 * 1024), 'longer than'],
])('fails for %s', async (_what, text, message) => {
  await expect(followProgress(Readable.from([Buffer.from(text)]), OPTIONS)).rejects.toThrow(message);
});

test('fails if the stream fails, stays silent or is aborted', async () => {
  const broken = new PassThrough();
  setImmediate(() => broken.destroy(new Error('connection lost')));
  await expect(followProgress(broken, OPTIONS)).rejects.toThrow('connection lost');

  await expect(followProgress(new PassThrough(), { silence: 20 })).rejects.toThrow('no sign of progress for 0.02 s');

  const stopping = new PassThrough();
  const controller = new AbortController();
  setImmediate(() => controller.abort(new Error('terraform asks to stop')));
  await expect(followProgress(stopping, { ...OPTIONS, signal: controller.signal })).rejects.toThrow('terraform asks to stop');
  expect(stopping.destroyed).toBe(true);
});

test('ends for any input', async () => {
  await fc.assert(fc.asyncProperty(fc.array(
    fc.oneof(fc.uint8Array(), fc.json().map((text) => Buffer.from(`${text}\n`))),
  ), async (pieces) => {
    const stream = bytesOf(pieces.map((piece) => Buffer.from(piece)));
    const result = await messagesOf(stream).catch((error: unknown) => error);
    expect(Array.isArray(result) || result instanceof Error).toBe(true);
  }));
});
