import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { FolderEntry, walkFolder } from './folder';

/**
 * The hash of what an image is made from, as `sha256:...`: of a file its bytes; of a folder the names, types,
 * permissions, links and contents of all that is in it. Times and owners don't count, nor does where it is, so that a
 * copy on another machine has the same hash.
 */
export async function hashSource(source: string): Promise<string> {
  if (!(await fs.promises.stat(source)).isDirectory()) return `sha256:${await hashFile(source)}`;
  return hashEntries(walkFolder(source));
}

/** The hash of what is in a folder, or of a part of it. */
export async function hashEntries(entries: AsyncIterable<FolderEntry>): Promise<string> {
  const hash = createHash('sha256');
  for await (const entry of entries) hash.update(`${JSON.stringify(await describe(entry))}\n`);
  return `sha256:${hash.digest('hex')}`;
}

async function describe({ type, name, mode, path, target, device }: FolderEntry): Promise<readonly unknown[]> {
  switch (type) {
    // A symbolic link's own permissions differ between systems, and are used by none.
    case 'symlink': return [type, name, target];
    case 'file': return [type, name, mode, await hashFile(path)];
    case 'character-device':
    case 'block-device': return [type, name, mode, device];
    default: return [type, name, mode];
  }
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(fs.createReadStream(file, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}
