import { StringDecoder } from 'node:string_decoder';

/** The longest line that is accepted, in characters: one MiB. Real messages have at most a few hundred bytes. */
export const LONGEST_LINE = 1024 * 1024;

/**
 * Reads the lines of a stream of the engine. Throws, and closes the stream, if one is too long.
 *
 * @param what     the stream, for the error
 * @param onChunk  called whenever the engine sends something
 */
export async function* linesOf(stream: AsyncIterable<Buffer>, what: string, onChunk?: () => void): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of stream) {
    onChunk?.();
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw new Error(`a line of ${what} is longer than ${LONGEST_LINE} characters`);
    yield* lines.filter((line) => line.trim() !== '');
  }
  rest += decoder.end();
  if (rest.trim() !== '') yield rest;
}
