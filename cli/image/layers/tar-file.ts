import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import * as tar from 'tar-stream';
import { createPack } from '../../../provider/engine/image/source/pack';

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
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(createPack(fill), async function* hashed(chunks) {
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }, fs.createWriteStream(path));
  return { sha256: hash.digest('hex'), size };
}
