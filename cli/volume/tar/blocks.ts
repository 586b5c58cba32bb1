/** In bytes: a tar archive consists of blocks of this size. */
export const BLOCK = 512;

/** Something that makes a stream no complete tar archive. */
export class TarError extends Error {}

/** Reads a stream in pieces of wanted sizes. */
export class Blocks {
  private readonly source: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** Returns exactly that many bytes. */
  public async read(size: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of this.pass(size)) pieces.push(piece);
    return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
  }

  /** Yields that many bytes, in pieces. */
  public async* pass(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0;) {
      if (this.rest.length === 0) {
        const { done, value } = await this.source.next();
        if (done) throw new TarError('it ends in the middle');
        this.rest = value;
      }
      const piece = this.rest.subarray(0, left);
      this.rest = this.rest.subarray(piece.length);
      left -= piece.length;
      if (piece.length > 0) yield piece;
    }
  }

  /** Reads to the end, so that the writer is not interrupted. */
  public async drain(): Promise<void> {
    for (let ended: boolean | undefined = false; !ended;) ended = (await this.source.next()).done;
  }
}

/** In bytes: the pieces in which an archive is written. */
const PIECE = 256 * 1024;

/** Joins small pieces of a stream, since each write has a cost. */
export async function* joined(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let [pieces, size]: [Buffer[], number] = [[], 0];
  for await (const piece of source) {
    pieces.push(piece);
    size += piece.length;
    if (size < PIECE) continue;
    yield Buffer.concat(pieces);
    [pieces, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(pieces);
}

/** Returns the number of bytes that fill up the last block. */
export function padding(size: number): number {
  return (BLOCK - size % BLOCK) % BLOCK;
}
