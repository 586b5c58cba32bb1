import { IncomingMessage } from 'node:http';
import { tooLong } from './errors';

/** Reads the body of an answer. Throws a `RegistryError` if it is longer than some bytes: whoever answers must not use up the memory. */
export async function readBody(answer: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > most) throw tooLong(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
