import { createHash } from 'node:crypto';
import { walkPath } from './paths';
import { XATTR } from './pax';
import { TarEntry } from './rewrite';

/** Counts what an archive contains. */
export class Tally {
  /** The bytes of all files. */
  public bytes = 0;
  /** The names of the extended attributes, by path. */
  public readonly attributes = new Map<string, readonly string[]>();
  private readonly paths = new Set<string>();
  private readonly hash = createHash('sha256');

  /** The number of files, folders and so on in the archive, without the volume itself. */
  public get entries(): number {
    return this.paths.size;
  }

  /** The SHA-256 of the bytes so far. */
  public get digest(): string {
    return this.hash.copy().digest('hex');
  }

  /** Counts an entry, and the folders above it, which an archive may leave out. */
  public add({ path, records, size }: Pick<TarEntry, 'path' | 'records' | 'size'>): void {
    const own = walkPath(path);
    this.bytes += size;
    for (let each = own; each !== '.' && !this.paths.has(each); each = each.slice(0, each.lastIndexOf('/'))) this.paths.add(each);
    const names = [...records.keys()].filter((key) => key.startsWith(XATTR)).map((key) => key.slice(XATTR.length));
    if (names.length > 0) this.attributes.set(own, names);
  }

  /** Passes the bytes of an archive on. */
  public async* hashing(archive: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of archive) {
      this.hash.update(chunk);
      yield chunk;
    }
  }
}
