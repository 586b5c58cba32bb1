import { Transform } from 'node:stream';

/*
 * Programs read some archives in different ways: one goes on after the end, another one not. An engine could then make another image of a
 * layer than the one that was looked at. So a layer of that kind is refused.
 */

const BLOCK = 512;

/** Where a header has what (pax(1), "ustar Interchange Format"). */
const [SIZE, TYPE, TRAILER] = [[124, 136], [156, 157], [508, 512]] as const;

const FILES = ['\0', '0', '7'];
const WITHOUT_CONTENT = ['1', '2', '3', '4', '5', '6'];
const PAX = 'x';
const LONG_NAMES = ['L', 'K'];

/** The longest content of a header of headers, in bytes. */
const LONGEST = 1024 * 1024;

/** Passes a tar file on, and fails where programs could read it in different ways. */
export class OneReading extends Transform {
  /** Of the block that is not complete. */
  private rest = Buffer.alloc(0);
  /** How many bytes of a content are left, and the content, if it is about the next entry. */
  private left = 0;
  private pax: Buffer[] | undefined;
  /** The headers before that of an entry. */
  private extensions = '';
  private zeros = 0;

  public override _transform(chunk: Buffer, _encoding: string, done: (error?: Error | null, chunk?: Buffer) => void): void {
    try {
      this.examine(Buffer.concat([this.rest, chunk]));
    } catch (error) {
      return done(error as Error);
    }
    return done(null, chunk);
  }

  private examine(bytes: Buffer): void {
    let at = 0;
    while (bytes.length - at >= (this.left > 0 ? 1 : BLOCK)) {
      if (this.left > 0) {
        const content = bytes.subarray(at, at + this.left);
        this.pax?.push(content);
        this.left -= content.length;
        at += content.length;
        if (this.left === 0) this.endContent();
      } else {
        this.readHeader(bytes.subarray(at, at + BLOCK));
        at += BLOCK;
      }
    }
    this.rest = Buffer.from(bytes.subarray(at));
  }

  private readHeader(block: Buffer): void {
    if (block.every((byte) => byte === 0)) {
      this.zeros += 1;
      return;
    }
    if (this.zeros > 0) throw new Error('it has entries after its end');
    if (textIn(block, TRAILER) === 'tar\0') throw new Error('an entry has a header of the program star');
    const [type, size] = [textIn(block, TYPE), sizeIn(block)];
    if (WITHOUT_CONTENT.includes(type) && size > 0) throw new Error('an entry that is no file has a content');
    this.left = Math.ceil(size / BLOCK) * BLOCK;
    if (FILES.includes(type) || WITHOUT_CONTENT.includes(type)) {
      this.extensions = '';
      return;
    }
    const isExtension = type === PAX || LONG_NAMES.includes(type);
    if (!isExtension || size > LONGEST) throw new Error(`an entry has the type ${JSON.stringify(type)}, or is too long for it`);
    if (this.extensions !== '' && (type === PAX || this.extensions.includes(PAX) || this.extensions.includes(type))) {
      throw new Error('an entry has its name twice');
    }
    this.extensions += type;
    if (type === PAX) this.pax = [];
  }

  private endContent(): void {
    const text = Buffer.concat(this.pax ?? []).toString('latin1');
    this.pax = undefined;
    if (/\d size=|GNU\.sparse/.test(text)) throw new Error('an entry is sparse, or has its size in an extended header (8 GiB and more)');
  }
}

function textIn(block: Buffer, [start, end]: readonly [number, number]): string {
  return block.toString('latin1', start, end);
}

function sizeIn(block: Buffer): number {
  const [start, end] = SIZE;
  const text = textIn(block, SIZE);
  if (/^ *[0-7]+[ \0]*$/.test(text)) return parseInt(text, 8);
  // In base 256, for 8 GiB and more.
  const size = block[start] === 0x80 ? block.readUIntBE(end - 6, 6) : NaN;
  if (Number.isNaN(size) || block.subarray(start + 1, end - 6).some((byte) => byte !== 0)) throw new Error('an entry has no size');
  return size;
}
