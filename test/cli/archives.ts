import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Header, pack } from 'tar-stream';
import { rewriteTar, TarEntry } from '../../cli/volume/tar/rewrite';

export type Entry = Partial<Header> & { readonly name: string; readonly content?: string };

/** Returns a tar archive as a program that is not Berth would write it. */
export async function archiveOf(...entries: readonly Entry[]): Promise<Buffer> {
  const archive = pack();
  for (const { content = '', ...header } of entries) {
    // tar-stream treats mode 0 as missing. The bit for "regular file", which it does not write, prevents that.
    archive.entry(header.mode === 0 ? { ...header, mode: 0o100000 } : header, content);
  }
  archive.finalize();
  return buffer(Readable.from(archive));
}

/** Returns the stream of an archive, in pieces of that many bytes. */
export function inPieces(archive: Buffer, size = 1000): Readable {
  const count = Math.ceil(archive.length / size);
  return Readable.from(Array.from({ length: count }, (_, index) => archive.subarray(index * size, (index + 1) * size)));
}

/** Copies an archive with changed entries. */
export async function rewritten(
  archive: Buffer, change: (entry: TarEntry) => Pick<TarEntry, 'path' | 'hardLinkTo'>, pieces = 1000,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of rewriteTar(inPieces(archive, pieces), change)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Returns the entries of an archive, with the bytes of their records. */
export async function entriesIn(archive: Buffer): Promise<TarEntry[]> {
  const entries: TarEntry[] = [];
  await rewritten(archive, (entry) => {
    entries.push({ ...entry, records: new Map(entry.records) });
    return entry;
  });
  return entries;
}
