import { LONGEST_ANSWER, TooLong } from './connection/answers';

/** How much of a container's output is kept, in bytes: 16 MiB. Terraform stores it, and accepts 64 MiB in one answer of a provider. */
export const MOST_BYTES = 16 * 1024 * 1024;

/** How many lines of it are kept: Terraform and the provider need some hundred bytes for each, however short it is. */
export const MOST_LINES = 200_000;

/** A frame of the log stream. */
export interface LogFrame {
  /**
   * Eight bytes: the stream (1 for stdout, 2 for stderr), three zeros, and the length in four bytes. Empty if the
   * container has a terminal, where all output is one frame.
   */
  readonly header: Buffer;
  readonly content: Buffer;
}

/** A container's output, or the end of it. */
export interface Output {
  readonly frames: readonly LogFrame[];
  /** Whether the beginning is missing: there was more than `MOST_BYTES` or `MOST_LINES`. */
  readonly isCut: boolean;
}

/** Reads the stream of a container, and keeps the end of it. */
export async function readTail(stream: AsyncIterable<Buffer>, tty: boolean): Promise<Output> {
  const tail = new Tail();
  if (!tty) {
    for await (const frame of framesIn(stream)) tail.add(frame);
    return tail;
  }
  for await (const content of stream) tail.add({ header: NO_HEADER, content });
  const text = Buffer.concat(tail.frames.map(({ content }) => content));
  const kept = lastLines(text.subarray(-MOST_BYTES));
  const isCut = tail.isCut || kept.length < text.length;
  // The first line may have lost its beginning.
  return { frames: [{ header: NO_HEADER, content: isCut ? kept.subarray(kept.indexOf(NEWLINE) + 1) : kept }], isCut };
}

const NO_HEADER = Buffer.alloc(0);
const NEWLINE = 10;

/** The last frames of a stream. */
class Tail implements Output {
  public isCut = false;
  private all: LogFrame[] = [];
  private first = 0;
  private bytes = 0;

  public get frames(): readonly LogFrame[] {
    return this.all.slice(this.first);
  }

  public add(frame: LogFrame): void {
    this.all.push(frame);
    this.bytes += frame.content.length;
    while (this.first < this.all.length - 1 && (this.bytes > MOST_BYTES || this.all.length - this.first > MOST_LINES)) {
      this.bytes -= this.all[this.first++]!.content.length;
      this.isCut = true;
    }
    // Frees what was left out. Not for each frame, since that moves all others.
    if (this.first > this.all.length / 2) [this.all, this.first] = [this.all.slice(this.first), 0];
  }
}

function lastLines(text: Buffer): Buffer {
  let at = text.length;
  for (let lines = 0; lines <= MOST_LINES && at > 0; lines++) at = text.lastIndexOf(NEWLINE, at - 1);
  return at > 0 ? text.subarray(at) : text;
}

/**
 * Splits the stream of a container without a terminal: the engine multiplexes stdout and stderr, in frames with a
 * header.
 */
async function* framesIn(stream: AsyncIterable<Buffer>): AsyncGenerator<LogFrame> {
  let rest: Buffer = NO_HEADER;
  for await (const chunk of stream) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const frames = framesOf(bytes, false);
    yield* frames;
    rest = bytes.subarray(frames.reduce((length, { content }) => length + HEADER_LENGTH + content.length, 0));
    // The header of a frame may announce 4 GiB.
    if (rest.length > LONGEST_ANSWER) throw new TooLong('one write of the container');
  }
  yield* framesOf(rest);
}

const HEADER_LENGTH = 8;

/**
 * Splits a part of such a stream.
 *
 * @param isEnd  whether nothing follows, so that an incomplete frame counts, too
 */
export function framesOf(bytes: Buffer, isEnd = true): LogFrame[] {
  const frames: LogFrame[] = [];
  for (let at = 0; at + HEADER_LENGTH <= bytes.length;) {
    const end = at + HEADER_LENGTH + bytes.readUInt32BE(at + 4);
    if (end > bytes.length && !isEnd) break;
    frames.push({ header: bytes.subarray(at, at + HEADER_LENGTH), content: bytes.subarray(at + HEADER_LENGTH, end) });
    at = end;
  }
  return frames;
}
