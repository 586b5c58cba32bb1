import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as tar from 'tar-stream';

/** The time of everything in an image. The real one would make each image another. */
export const EPOCH = new Date(0);

/** What was written. */
export interface TarFile {
  /** The SHA-256 in hexadecimal. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * Writes a tar archive.
 *
 * @param fill  adds the entries
 */
export async function writeTar(path: string, fill: (pack: tar.Pack) => Promise<void>): Promise<TarFile> {
  const pack = tar.pack();
  const hash = createHash('sha256');
  let size = 0;
  const write = async () => {
    const file = await fs.promises.open(path, 'w');
    try {
      for await (const chunk of pack as AsyncIterable<Buffer>) {
        hash.update(chunk);
        size += chunk.length;
        await file.writeFile(chunk);
      }
    } finally {
      await file.close();
    }
  };
  const filled = fill(pack).then(() => pack.finalize(), (error: unknown) => { pack.destroy(error as Error); throw error; });
  await Promise.all([filled, write()]);
  return { sha256: hash.digest('hex'), size };
}

/** Adds a file whose content is on disk, or in memory. */
export async function addContent(
  pack: tar.Pack, header: Partial<tar.Header> & { readonly name: string; readonly size: number }, source: string | Buffer,
): Promise<void> {
  const content = typeof source === 'string' ? fs.createReadStream(source) : Readable.from(source.length === 0 ? [] : [source]);
  await pipeline(content, pack.entry(header) as unknown as Writable);
}
