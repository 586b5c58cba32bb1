import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { FileSpec } from '../../../src/shared/minimal-image';
import { parseElf } from '../elf';
import { fileUnreadable } from '../errors';
import { interpreterOf } from '../script';
import { canonical, Entry } from '../tree/entry';

/** Reads a file of this machine, a text or a link, as it is in an image. */
export function localFile({ from, content, link, to, mode, owner }: FileSpec): Entry {
  if (link !== undefined) return { ...ownedBy(owner), path: canonical(to), type: 'link', mode: 0o777, target: link };
  const data = from === undefined ? Buffer.from(content ?? '', 'base64') : read(from);
  const permissions = parseInt(mode, 8);
  const [elf, interpreter] = [parseElf(data), interpreterOf(data, permissions)];
  return {
    ...ownedBy(owner),
    path: canonical(to),
    type: 'file',
    mode: permissions,
    // Kept in memory: a file that changes later would not be what was hashed.
    content: { id: createHash('sha256').update(data).digest('hex'), size: data.length, data },
    ...elf && { elf },
    ...interpreter !== undefined && { interpreter },
  };
}

/** Reads an owner: `0:0`. */
export function ownedBy(owner: string): { readonly uid: number; readonly gid: number } {
  const [uid, gid] = owner.split(':').map(Number);
  return { uid: uid!, gid: gid! };
}

function read(path: string): Buffer {
  try {
    return fs.readFileSync(path);
  } catch (error) {
    throw fileUnreadable(path, error);
  }
}
