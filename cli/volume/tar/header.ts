import { BLOCK, TarError } from './blocks';

/*
 * The fields of a header, as offset and end (POSIX ustar; GNU tar has no prefix).
 */
const NAME = [0, 100] as const;
const SIZE = [124, 136] as const;
const CHECKSUM = [148, 156] as const;
const TYPE = 156;
const LINK = [157, 257] as const;
const MAGIC = [257, 263] as const;
const PREFIX = [345, 500] as const;

/** The types of entries that have a meaning here. */
export const TYPES = { link: '1', pax: 'x', globalPax: 'g', longName: 'L', longLink: 'K', label: 'V' } as const;

/** Links, devices, folders and pipes: they have no content, whatever their size says. */
const WITHOUT_CONTENT = '123456';

/** The types whose content is a file, as it is. */
const FILES = '\0' + '0' + '7';

/** A header, with its values as they are in it. */
export class Header {
  /** Whether the block is the first of the two that mark the end. */
  public readonly isEnd: boolean;

  constructor(private readonly block: Buffer) {
    this.isEnd = block.every((byte) => byte === 0);
    if (!this.isEnd && octal(this.field(CHECKSUM)) !== checksum(block)) throw new TarError('it contains an invalid header');
  }

  public get type(): string {
    return String.fromCharCode(this.block[TYPE]!);
  }

  /** Whether the entry is one that a volume can contain, and not a description of others. */
  public get isSupported(): boolean {
    return (FILES + WITHOUT_CONTENT).includes(this.type);
  }

  /** Whether the size is that of a content that follows. */
  public get hasContent(): boolean {
    return !WITHOUT_CONTENT.includes(this.type);
  }

  public get size(): number {
    const field = this.field(SIZE);
    // GNU tar writes a size of 8 GiB and more as a binary number, marked by the first bit.
    return field[0]! < 0x80 ? octal(field) : Number(BigInt(`0x${field.subarray(1).toString('hex')}`));
  }

  public get path(): Buffer {
    const name = text(this.field(NAME));
    const prefix = this.field(MAGIC).toString('latin1') === 'ustar\0' ? text(this.field(PREFIX)) : Buffer.alloc(0);
    return prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name]);
  }

  public get linkPath(): Buffer {
    return text(this.field(LINK));
  }

  /**
   * Returns the header with another path and another target of a link, as far as they fit.
   *
   * @returns the block, and the pax records for what does not fit
   */
  public with(path: Buffer, linkPath: Buffer): { readonly block: Buffer; readonly records: Map<string, Buffer> } {
    const block = Buffer.from(this.block);
    const records = new Map<string, Buffer>();
    if (!put(block, NAME, path)) records.set('path', path);
    if (!put(block, LINK, linkPath)) records.set('linkpath', linkPath);
    if (this.field(MAGIC).toString('latin1') === 'ustar\0') block.fill(0, ...PREFIX);
    return { block: sealed(block), records };
  }

  private field([start, end]: readonly [number, number]): Buffer {
    return this.block.subarray(start, end);
  }
}

/** Returns the header of a pax header with that many bytes. */
export function paxHeader(size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  put(block, NAME, Buffer.from('PaxHeaders/entry'));
  block.write('0000644\0' + '0000000\0' + '0000000\0', NAME[1], 'latin1');
  block.write(`${size.toString(8).padStart(11, '0')}\0` + `${'0'.repeat(11)}\0`, SIZE[0], 'latin1');
  block.write(TYPES.pax, TYPE, 'latin1');
  block.write('ustar\0' + '00', MAGIC[0], 'latin1');
  return sealed(block);
}

function put(block: Buffer, [start, end]: readonly [number, number], value: Buffer): boolean {
  block.fill(0, start, end);
  value.copy(block, start, 0, end - start);
  return value.length <= end - start;
}

function sealed(block: Buffer): Buffer {
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, CHECKSUM[0], 'latin1');
  return block;
}

/** Returns the sum of the bytes, with the field of the sum as spaces. */
function checksum(block: Buffer): number {
  let sum = 0;
  for (let at = 0; at < block.length; at++) sum += at >= CHECKSUM[0] && at < CHECKSUM[1] ? 32 : block[at]!;
  return sum;
}

function octal(field: Buffer): number {
  const digits = text(field).toString('latin1').trim();
  if (!/^[0-7]*$/.test(digits)) throw new TarError('it contains an invalid header');
  return digits === '' ? 0 : parseInt(digits, 8);
}

function text(field: Buffer): Buffer {
  const end = field.indexOf(0);
  return end < 0 ? field : field.subarray(0, end);
}
