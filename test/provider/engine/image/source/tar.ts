import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { extract, pack } from 'tar-stream';

export interface TarEntry {
  readonly type: string;
  readonly mode: number;
  readonly owner: string;
  readonly linkname?: string;
  readonly content: string;
}

/** Returns the entries of a tar stream, by name. */
export async function unpacked(stream: Readable): Promise<Record<string, TarEntry>> {
  const entries: Record<string, TarEntry> = {};
  const tar = extract();
  stream.on('error', (error) => tar.destroy(error)).pipe(tar as unknown as NodeJS.WritableStream);
  for await (const entry of tar) {
    const { name, type, mode, uid, gid, linkname } = entry.header;
    const content = (await buffer(entry as AsyncIterable<Buffer>)).toString();
    entries[name] = { type, mode, owner: `${uid}:${gid}`, ...(linkname ? { linkname } : {}), content };
  }
  return entries;
}

/** Returns a tar file with these files. */
export async function packed(files: Record<string, string | object>): Promise<Buffer> {
  const tar = pack();
  for (const [name, content] of Object.entries(files)) tar.entry({ name }, typeof content === 'string' ? content : JSON.stringify(content));
  tar.finalize();
  return buffer(tar as AsyncIterable<Buffer>);
}

/** Returns the digest of a document, and the name of its file. */
export function blob(content: string | object): { digest: string; file: string; text: string } {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const hex = createHash('sha256').update(text).digest('hex');
  return { digest: `sha256:${hex}`, file: `blobs/sha256/${hex}`, text };
}
