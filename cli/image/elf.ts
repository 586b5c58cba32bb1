/** What the loader reads of a program or a shared library (System V ABI, "Object Files" and "Dynamic Linking"). */
export interface Elf {
  readonly machine: number;
  /** The names of the shared libraries that it needs. */
  readonly needed: readonly string[];
  /** The folders in which these are looked for first. */
  readonly runPath: readonly string[];
  /** The loader, which only programs name. */
  readonly interpreter?: string;
}

const MAGIC = Buffer.from('\x7fELF', 'latin1');
const SEGMENT = { load: 1, dynamic: 2, interpreter: 3 } as const;
/** How many entries the dynamic segments of a program may have, and how long a name in it may be, in bytes. */
const [MOST_TAGS, LONGEST_NAME] = [4096, 4096];

const TAG = { end: 0, needed: 1, strings: 5, rPath: 15, runPath: 29 } as const;

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

/** Reads the content of a file. Returns undefined if it is no program or library, or if it is damaged. */
export function parseElf(content: Buffer): Elf | undefined {
  if (!content.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  try {
    return new Reader(content).read();
  } catch (error) {
    // An offset beyond the end, or more than any program has.
    if ((error as Error).name === 'RangeError') return undefined;
    throw error;
  }
}

class Reader {
  private readonly is64: boolean;
  private readonly isLittle: boolean;

  constructor(private readonly content: Buffer) {
    this.is64 = content[4] === 2;
    this.isLittle = content[5] === 1;
  }

  public read(): Elf {
    const segments = this.segments();
    const interpreter = segments.find(({ type }) => type === SEGMENT.interpreter);
    const tags: (readonly [tag: number, value: number])[] = [];
    for (const segment of segments) if (segment.type === SEGMENT.dynamic) this.addTags(segment, tags);
    const address = tags.find(([tag]) => tag === TAG.strings)?.[1];
    const strings = address === undefined ? undefined : offsetOf(address, segments);
    const named = (...wanted: readonly number[]) => strings === undefined ? [] : tags
      .filter(([tag]) => wanted.includes(tag)).map(([, offset]) => this.text(strings + offset));
    return {
      machine: this.half(18),
      needed: named(TAG.needed),
      runPath: named(TAG.rPath, TAG.runPath).flatMap((paths) => paths.split(':')).filter((path) => path !== ''),
      ...interpreter !== undefined && { interpreter: this.text(interpreter.offset) },
    };
  }

  private segments(): readonly Segment[] {
    const { is64 } = this;
    const [start, size, count] = [this.long(is64 ? 32 : 28), this.half(is64 ? 54 : 42), this.half(is64 ? 56 : 44)];
    return Array.from({ length: count }, (_, index) => {
      const at = start + index * size;
      const [offset, address, length] = is64 ? [at + 8, at + 16, at + 32] : [at + 4, at + 8, at + 16];
      return { type: this.word(at), offset: this.long(offset), address: this.long(address), size: this.long(length) };
    });
  }

  private addTags({ offset, size }: Segment, tags: (readonly [tag: number, value: number])[]): void {
    const width = this.is64 ? 8 : 4;
    for (let at = offset; at < offset + size; at += 2 * width) {
      const tag = this.long(at);
      if (tag === TAG.end) break;
      if (tags.length === MOST_TAGS) throw new RangeError('too many dynamic entries');
      tags.push([tag, this.long(at + width)]);
    }
  }

  private text(at: number): string {
    const name = this.content.subarray(at, at + LONGEST_NAME);
    const end = name.indexOf(0);
    if (end < 0) throw new RangeError('a name has no end');
    return name.toString('utf8', 0, end);
  }

  private half(at: number): number {
    return this.isLittle ? this.content.readUInt16LE(at) : this.content.readUInt16BE(at);
  }

  private word(at: number): number {
    return this.isLittle ? this.content.readUInt32LE(at) : this.content.readUInt32BE(at);
  }

  private long(at: number): number {
    if (!this.is64) return this.word(at);
    return Number(this.isLittle ? this.content.readBigUInt64LE(at) : this.content.readBigUInt64BE(at));
  }
}

/** Returns where in the file something is that has an address in memory. */
function offsetOf(address: number, segments: readonly Segment[]): number {
  const segment = segments.find((each) => each.type === SEGMENT.load && address >= each.address && address < each.address + each.size);
  return segment === undefined ? address : segment.offset + address - segment.address;
}
