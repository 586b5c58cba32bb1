import * as fs from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import * as tar from 'tar-stream';
import { walkFolder } from './folder';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { requireRegular } from '../../../files/regular-file';

/** A file in an archive, or a link. */
export interface ArchiveEntry {
  /** The name without a leading `./`. */
  readonly name: string;
  readonly type: 'file' | 'link' | 'symlink';
  readonly size: number;
  readonly linkname?: string;
  /** Returns the content. Content that is not read before the next entry is requested is skipped. */
  content(): Readable;
}

/**
 * An archive of images: a folder, a tar file, or a tar file compressed with gzip. `entries` can be called any number of
 * times.
 */
export interface ArchiveSource {
  readonly path: string;
  entries(): AsyncIterable<ArchiveEntry>;
}

const COMPRESSIONS: readonly { readonly name: string; readonly magic: Buffer }[] = [
  { name: 'gzip', magic: Buffer.from([0x1f, 0x8b]) },
  { name: 'zstd', magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]) },
  { name: 'xz', magic: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a]) },
  { name: 'bzip2', magic: Buffer.from('BZh') },
];

/** Opens an archive. Detects its format from its content. */
export async function openArchive(path: string): Promise<ArchiveSource> {
  if ((await fs.promises.stat(path)).isDirectory()) return { path, entries: () => folderEntries(path) };
  requireRegular(path);
  const compression = await compressionOf(path);
  if (compression !== undefined && compression !== 'gzip') {
    throw new DiagnosticError({
      summary: `The archive ${path} is compressed with ${compression}`,
      detail: 'An archive must be a tar file, plain or compressed with gzip, or a folder. Decompress it first.',
    });
  }
  return { path, entries: () => tarEntries(path, compression === 'gzip') };
}

async function compressionOf(path: string): Promise<string | undefined> {
  const file = await fs.promises.open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return COMPRESSIONS.find(({ magic }) => buffer.subarray(0, magic.length).equals(magic))?.name;
  } finally {
    await file.close();
  }
}

async function* folderEntries(folder: string): AsyncGenerator<ArchiveEntry> {
  for await (const { name, path, type, size, target } of walkFolder(folder)) {
    if (type === 'file') yield { name, type, size, content: () => fs.createReadStream(path) };
    if (type === 'symlink' && target !== undefined) yield { name, type, size: 0, linkname: target, content: () => Readable.from([]) };
  }
}

async function* tarEntries(path: string, compressed: boolean): AsyncGenerator<ArchiveEntry> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const extract = (require('tar-stream') as typeof tar).extract();
  const file = fs.createReadStream(path, { highWaterMark: 1024 * 1024 });
  const unpacking = (compressed ? pipeline(file, createGunzip(), extract) : pipeline(file, extract)).catch((error: Error) => {
    // Iterating over the entries fails with the same error, unless only the very end of the file is damaged.
    extract.destroy(error);
    return error;
  });
  let complete = false;
  try {
    for await (const entry of extract) {
      const { name, type, size = 0, linkname } = entry.header;
      if (type === 'file' || type === 'link' || type === 'symlink') {
        let isRead = false;
        yield {
          name: name.replace(/^(\.\/)+/, ''),
          type,
          size,
          ...(linkname ? { linkname } : {}),
          content: () => {
            isRead = true;
            // Converted to one of Node's own streams: Node's `pipeline` never ends if both streams are tar-stream's.
            return Readable.from(contentOf(entry, path), { objectMode: false });
          },
        };
        if (isRead) continue;
      }
      entry.resume();
    }
    complete = true;
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    file.destroy();
    const failure = await unpacking;
    if (complete && failure !== undefined) throw unreadable(path, failure);
  }
}

async function* contentOf(entry: AsyncIterable<unknown>, path: string): AsyncGenerator<unknown> {
  try {
    yield* entry;
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): DiagnosticError {
  return new DiagnosticError({
    summary: `The archive ${path} can't be read: ${(error as Error).message}`,
    detail: 'It must be a complete tar file, plain or compressed with gzip, in the format of `docker save`, or an OCI image layout.',
  });
}
