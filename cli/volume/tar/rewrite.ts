import { BLOCK, Blocks, padding, TarError } from './blocks';
import { Header, paxHeader, TYPES } from './header';
import { formatPax, parsePax } from './pax';

/** An entry of an archive. Paths can be any bytes. */
export interface TarEntry {
  readonly path: Buffer;
  /** The path of the entry that a hard link refers to. Undefined for all others; the target of a symbolic link stays as it is. */
  readonly hardLinkTo: Buffer | undefined;
  /** The entry's records that no field of the header has: extended attributes, long names, exact times. */
  readonly records: Map<string, Buffer>;
  /** In bytes. */
  readonly size: number;
}

/** The records that the fields of the new header replace. */
const PATHS = ['path', 'linkpath'];

/** The records of GNU tar for files with holes, whose content is not the content of the file. */
const SPARSE = 'GNU.sparse.';

/**
 * Copies a tar archive with other paths and more records. All other bytes stay as they are: a library would read them as text, and
 * destroy file capabilities. Throws a `TarError` unless the archive is complete.
 *
 * @param change  returns the new path, and the new target of a hard link; it may add records
 */
export async function* rewriteTar(
  source: AsyncIterable<Buffer>, change: (entry: TarEntry) => Pick<TarEntry, 'path' | 'hardLinkTo'>,
): AsyncGenerator<Buffer> {
  const blocks = new Blocks(source);
  const ahead = new Ahead();
  for (;;) {
    const header = new Header(await blocks.read(BLOCK));
    if (header.isEnd) break;
    const { size: written } = header;
    if (await ahead.take(header, blocks)) continue;
    const records = ahead.records();
    const size = header.hasContent ? Number(records.get('size')?.toString() ?? written) : 0;
    if (!Number.isSafeInteger(size)) throw new TarError('it contains an invalid size');
    if (!header.isSupported || [...records.keys()].some((key) => key.startsWith(SPARSE))) {
      throw new TarError('it contains a file with holes, or another kind of entry that only GNU tar knows. Create it without --sparse');
    }
    const [path, linkPath] = [records.get('path') ?? header.path, records.get('linkpath') ?? header.linkPath];
    const isHardLink = header.type === TYPES.link;
    PATHS.forEach((key) => records.delete(key));
    const changed = change({ path, hardLinkTo: isHardLink ? linkPath : undefined, records, size });
    const { block, records: more } = header.with(changed.path, changed.hardLinkTo ?? linkPath);
    const pax = formatPax(new Map([...records, ...more]));
    if (pax.length > 0) yield Buffer.concat([paxHeader(pax.length), pax, Buffer.alloc(padding(pax.length))]);
    yield block;
    yield* blocks.pass(size + padding(size));
  }
  await blocks.drain();
  yield Buffer.alloc(2 * BLOCK);
}

/** What an archive says ahead of an entry about it. */
class Ahead {
  private global = new Map<string, Buffer>();
  private next = new Map<string, Buffer>();

  /** Reads a header that describes the next entries. Returns whether it was one. */
  public async take(header: Header, blocks: Blocks): Promise<boolean> {
    const { type, size } = header;
    if (!([TYPES.pax, TYPES.globalPax, TYPES.longName, TYPES.longLink, TYPES.label] as string[]).includes(type)) return false;
    if (size > 64 * 1024 * 1024) throw new TarError('it contains a pax header of more than 64 MiB');
    const content = await blocks.read(size);
    await blocks.read(padding(size));
    if (type === TYPES.globalPax) this.global = new Map([...this.global, ...parsePax(content)]);
    if (type === TYPES.pax) this.next = new Map([...this.next, ...parsePax(content)]);
    if (type === TYPES.longName) this.next.set('path', withoutNull(content));
    if (type === TYPES.longLink) this.next.set('linkpath', withoutNull(content));
    return true;
  }

  /** Returns what was said about the entry that follows. */
  public records(): Map<string, Buffer> {
    const { comment: _comment, ...global } = Object.fromEntries(this.global);
    const records = new Map([...Object.entries(global), ...this.next]);
    this.next = new Map();
    return records;
  }
}

function withoutNull(content: Buffer): Buffer {
  const end = content.indexOf(0);
  return end < 0 ? content : content.subarray(0, end);
}
