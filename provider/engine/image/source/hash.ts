import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { FolderEntry, walkFolder } from './folder';
import { requireRegular } from '../../../files/regular-file';

/**
 * Hashes the source of an image, as `sha256:...`: the bytes of a file, or the names, types, permissions, links and
 * contents in a folder. Times, owners and the location do not matter, so a copy on another machine has the same hash.
 */
export async function hashSource(source: string): Promise<string> {
  requireRegular(source);
  if (!(await fs.promises.stat(source)).isDirectory()) return `sha256:${await hashFile(source)}`;
  return hashEntries(walkFolder(source));
}

/** Hashes the entries of a folder, or a part of them. */
export async function hashEntries(entries: AsyncIterable<FolderEntry>): Promise<string> {
  const hash = createHash('sha256');
  for await (const entry of entries) hash.update(`${JSON.stringify(await describe(entry))}\n`);
  return `sha256:${hash.digest('hex')}`;
}

async function describe({ type, name, mode, path, target, device, content }: FolderEntry): Promise<readonly unknown[]> {
  switch (type) {
    // The permissions of a symbolic link differ between systems, and nothing uses them.
    case 'symlink': return [type, name, target];
    case 'file': return [type, name, mode, content === undefined ? await hashFile(path) : hashText(content)];
    case 'character-device':
    case 'block-device': return [type, name, mode, device];
    default: return [type, name, mode];
  }
}

function hashText(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Returns the SHA-256 of a file, in hexadecimal. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(fs.createReadStream(file, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}
