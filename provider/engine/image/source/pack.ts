import * as fs from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as tar from 'tar-stream';
import { FolderEntry, walkFolder } from './folder';
import { DiagnosticError } from '../../../diagnostics/diagnostics';

/** The header of an entry. The library has defaults for the other fields. */
type Header = Partial<tar.Header> & Pick<tar.Header, 'name'>;

/**
 * Creates a tar stream. An error in `fill` becomes an error of the stream. If the stream is closed early, `fill` fails
 * at the entry that it is writing.
 */
export function createPack(fill: (pack: tar.Pack) => Promise<void>): Readable {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { pack: create } = require('tar-stream') as typeof tar;
  const pack = create();
  fill(pack).then(() => pack.finalize(), (error: Error) => pack.destroy(error));
  // Converted to one of Node's own streams, because readers rely on their details.
  return Readable.from(pack, { objectMode: false });
}

/**
 * Packs a folder as a root file system. Keeps permissions, symbolic and hard links, and devices. Root owns all files
 * in the image. Extended attributes (file capabilities) are lost. Use a tar file to keep them.
 */
export function packFolder(folder: string): Readable {
  return packEntries(walkFolder(folder));
}

/** Packs the entries of a folder, or a part of them. Each entry must come before those that depend on it. */
export function packEntries(entries: AsyncIterable<FolderEntry>): Readable {
  return createPack(async (pack) => {
    const firstNames = new Map<string, string>();
    for await (const entry of entries) {
      const linkname = entry.inode === undefined ? undefined : firstNames.get(entry.inode);
      if (linkname === undefined && entry.inode !== undefined) firstNames.set(entry.inode, entry.name);
      const header = headerOf(entry, linkname);
      const read = () => Readable.from(contentOf(entry), { objectMode: false });
      await writeEntry(pack, header, header.type === 'file' ? entry.content ?? read() : undefined);
    }
  });
}

/**
 * Reads the content of a file, and fails if its length differs from the size in the entry: the tar file would be
 * invalid.
 */
async function* contentOf({ path, size }: FolderEntry): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of fs.createReadStream(path)) {
    length += (chunk as Buffer).length;
    if (length > size) break;
    yield chunk as Buffer;
  }
  if (length !== size) {
    throw new DiagnosticError({
      summary: `${path} changed while it was read`,
      detail: 'It is part of the source of an image. Apply again when nothing writes to it.',
    });
  }
}

/** Writes one entry and its content. */
export async function writeEntry(pack: tar.Pack, header: Header, content: Readable | Buffer | string = ''): Promise<void> {
  // tar-stream treats mode 0 as missing and uses its default, so a file that nobody may read would become readable for
  // everybody. The bit for "regular file", which tar-stream does not write, prevents that.
  const entry = header.mode === undefined ? header : { ...header, mode: header.mode + 0o100000 };
  if (typeof content === 'string' || Buffer.isBuffer(content)) {
    await new Promise<void>((resolve, reject) => {
      pack.entry(entry, content, (error) => (error ? reject(error) : resolve()));
    });
  } else {
    await pipeline(content, pack.entry(entry) as unknown as NodeJS.WritableStream);
  }
}

function headerOf({ name, type, mode, size, mtime, target, device }: FolderEntry, linkname: string | undefined): Header {
  const common = { name, mode, mtime, uid: 0, gid: 0, size };
  if (linkname !== undefined) return { ...common, size: 0, type: 'link', linkname };
  if (target !== undefined) return { ...common, type, linkname: target };
  return { ...common, type, ...(device === undefined ? {} : { devmajor: device.major, devminor: device.minor }) };
}
