import { IncomingMessage } from 'node:http';
import { tooLong, tooSlow } from './errors';

/** How long an answer may take, in milliseconds: two minutes. All of them have a few megabytes at most. */
const LONGEST = 2 * 60_000;

/**
 * Reads the body of an answer. Throws a `RegistryError` if it is longer than some bytes, or takes too long: whoever answers must not use up
 * the memory, or hold up whoever asks.
 */
export async function readBody(answer: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const timer = setTimeout(() => answer.destroy(tooSlow(LONGEST / 1000)), LONGEST);
  try {
    for await (const chunk of answer as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > most) throw tooLong(most);
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks);
}
