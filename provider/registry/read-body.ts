import { tooLong } from './errors';

/** Reads the body of an answer. Throws a `RegistryError` if it is longer than some bytes: whoever answers must not use up the memory. */
export async function readBody(response: Response, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > most) throw tooLong(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
