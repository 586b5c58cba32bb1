import * as fs from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as tar from 'tar-stream';
import { FolderEntry, walkFolder } from './folder';
import { DiagnosticError } from '../../../diagnostics/diagnostics';

/** The header of an entry: what is left out has the library's default. */
type Header = Partial<tar.Header> & Pick<tar.Header, 'name'>;

/**
 * A tar stream in the making. What `fill` throws becomes the stream's error; where the stream is closed before its end,
 * `fill` fails at the entry it is writing.
 */
export function packing(fill: (pack: tar.Pack) => Promise<void>): Readable {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { pack: create } = require('tar-stream') as typeof tar;
  const pack = create();
  fill(pack).then(() => pack.finalize(), (error: Error) => pack.destroy(error));
  // As one of Node's own streams, on whose details what reads it relies.
  return Readable.from(pack, { objectMode: false });
}

/**
 * A folder as a root file system: permissions, symbolic and hard links, devices are kept; everything belongs to root,
 * whoever owns the folder here. Extended attributes (file capabilities) are not kept: a tar file holds them.
 */
export function packFolder(folder: string): Readable {
  return packEntries(walkFolder(folder));
}

/** What is in a folder, or a part of it, each entry before what depends on it. */
export function packEntries(entries: AsyncIterable<FolderEntry>): Readable {
  return packing(async (pack) => {
    const firstNames = new Map<string, string>();
    for await (const entry of entries) {
      const linkname = entry.inode === undefined ? undefined : firstNames.get(entry.inode);
      if (linkname === undefined && entry.inode !== undefined) firstNames.set(entry.inode, entry.name);
      const header = headerOf(entry, linkname);
      await writeEntry(pack, header, header.type === 'file' ? Readable.from(contentOf(entry), { objectMode: false }) : undefined);
    }
  });
}

/** The content of a file, as large as its entry says that it is: anything else would make a tar file that can't be read. */
async function* contentOf({ path, size }: FolderEntry): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of fs.createReadStream(path)) {
    length += (chunk as Buffer).length;
    if (length > size) break;
    yield chunk as Buffer;
  }
  if (length !== size) {
    throw new DiagnosticError({ summary: `${path} changed while it was read`, detail: 'It is part of what an image is made from. Apply again when nothing writes to it.' });
  }
}

/** Writes one entry, with the content that it has. */
export async function writeEntry(pack: tar.Pack, header: Header, content?: Readable | string): Promise<void> {
  if (content === undefined || typeof content === 'string') {
    await new Promise<void>((resolve, reject) => {
      pack.entry(header, content ?? '', (error) => (error ? reject(error) : resolve()));
    });
  } else {
    await pipeline(content, pack.entry(header) as unknown as NodeJS.WritableStream);
  }
}

function headerOf({ name, type, mode, size, mtime, target, device }: FolderEntry, linkname: string | undefined): Header {
  // With a bit that tar has no room for: the library takes a mode of 0 for one that is missing, and a file that nobody
  // may read would be one that everybody may.
  const common = { name, mode: mode + 0o100000, mtime, uid: 0, gid: 0, size };
  if (linkname !== undefined) return { ...common, size: 0, type: 'link', linkname };
  if (target !== undefined) return { ...common, type, linkname: target };
  return { ...common, type, ...(device === undefined ? {} : { devmajor: device.major, devminor: device.minor }) };
}
