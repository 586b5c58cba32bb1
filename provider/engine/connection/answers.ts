import { IncomingMessage } from 'node:http';
import { finished, Readable } from 'node:stream';

/**
 * The longest answer that is read as a whole, in bytes: 16 MiB. A list of some thousand containers has a few MiB. An answer without an end
 * would take the memory of the machine.
 */
export const LONGEST_ANSWER = 16 * 1024 * 1024;

/** The longest list that is read, in bytes: 128 MiB. It has what others have on the engine, too, and must not fail since they have much. */
const LONGEST_LIST = 128 * 1024 * 1024;

/** The path of a request for a list. */
const LIST = /\/(?:(?:containers|images)\/json|volumes|networks)(?:\?|$)/;

/** An engine, or what stands in for it, that sends more than any engine would. */
export class TooLong extends Error {
  constructor(what = 'the answer', longest = LONGEST_ANSWER) {
    super(`${what} is longer than ${longest / 1024 / 1024} MiB`);
    this.name = 'TooLong';
  }
}

/**
 * Reads a stream as a whole. Throws a `TooLong`, and closes the stream, if it is longer than any answer. It listens instead of iterating,
 * which takes a third of the time for each of thousands of answers.
 */
export function readWhole(stream: Readable, what?: string, longest = LONGEST_ANSWER): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    stream.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= longest) return chunks.push(chunk);
      stream.destroy();
      return reject(new TooLong(what, longest));
    });
    finished(stream, { writable: false }, (error) => error ? reject(error) : resolve(Buffer.concat(chunks)));
  });
}

/** The codes of a connection that ends before the answer does. */
const CUT_OFF = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);

/** Reads an answer as the client library does: what its JSON says, or the bytes of an answer that is none, or that is null. */
export async function readAnswer(response: IncomingMessage): Promise<unknown> {
  const { req: request } = response as { readonly req?: { readonly path?: string } };
  const longest = LIST.test(request?.path ?? '') ? LONGEST_LIST : LONGEST_ANSWER;
  const bytes = await readWhole(response, undefined, longest).catch((error: NodeJS.ErrnoException) => {
    throw CUT_OFF.has(error.code ?? '') ? new Error('the connection was closed in the middle of the answer') : error;
  });
  try {
    return JSON.parse(bytes.toString()) || bytes;
  } catch {
    return bytes;
  }
}
