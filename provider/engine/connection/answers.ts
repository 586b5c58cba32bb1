import { IncomingMessage } from 'node:http';
import { finished, Readable } from 'node:stream';

/**
 * The longest answer that is read as a whole, in bytes: 16 MiB. A list of some thousand containers has a few MiB. An answer without an end
 * would take the memory of the machine.
 */
export const LONGEST_ANSWER = 16 * 1024 * 1024;

/** An engine, or what stands in for it, that sends more than any engine would. */
export class TooLong extends Error {
  constructor(what = 'the answer') {
    super(`${what} is longer than ${LONGEST_ANSWER / 1024 / 1024} MiB`);
    this.name = 'TooLong';
  }
}

/**
 * Reads a stream as a whole. Throws a `TooLong`, and closes the stream, if it is longer than any answer. It listens instead of iterating,
 * which takes a third of the time for each of thousands of answers.
 */
export function readWhole(stream: Readable, what?: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    stream.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= LONGEST_ANSWER) return chunks.push(chunk);
      stream.destroy();
      return reject(new TooLong(what));
    });
    finished(stream, { writable: false }, (error) => error ? reject(error) : resolve(Buffer.concat(chunks)));
  });
}

/** The codes of a connection that ends before the answer does. */
const CUT_OFF = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);

/** Reads an answer as the client library does: what its JSON says, or the bytes of an answer that is none, or that is null. */
export async function readAnswer(response: IncomingMessage): Promise<unknown> {
  const bytes = await readWhole(response).catch((error: NodeJS.ErrnoException) => {
    throw CUT_OFF.has(error.code ?? '') ? new Error('the connection was closed in the middle of the answer') : error;
  });
  try {
    return JSON.parse(bytes.toString()) || bytes;
  } catch {
    return bytes;
  }
}
