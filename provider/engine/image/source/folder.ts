import * as fs from 'node:fs/promises';
import * as path from 'node:path';

export type EntryType = 'file' | 'directory' | 'symlink' | 'fifo' | 'character-device' | 'block-device';

/** Something in a folder. */
export interface FolderEntry {
  /** Relative to the folder, with slashes: `usr/bin/env`. */
  readonly name: string;
  /** Where it is now. */
  readonly path: string;
  readonly type: EntryType;
  /** Permissions with setuid, setgid and sticky bit. */
  readonly mode: number;
  readonly size: number;
  readonly mtime: Date;
  /** Of a symbolic link: what it holds. */
  readonly target?: string;
  /** Of a device: its major and minor number. */
  readonly device?: { readonly major: number; readonly minor: number };
  /** Of a file with several names: the same for all of them. */
  readonly inode?: string;
}

export interface WalkOptions {
  /** Whether to look into a directory. @default - into all of them */
  readonly enters?: (directory: FolderEntry) => boolean;
  /** The directory to begin with, relative to the folder. @default - the folder itself */
  readonly below?: string;
}

/**
 * All that is in a folder, each directory before what is in it, in an order that depends on names only. Sockets are left
 * out: they mean nothing without the process that listens on them.
 */
export async function* walkFolder(folder: string, { enters = () => true, below = '' }: WalkOptions = {}): AsyncGenerator<FolderEntry> {
  for (const name of (await fs.readdir(path.join(folder, below))).sort()) {
    const entry = await look(folder, path.posix.join(below, name));
    if (entry === undefined) continue;
    yield entry;
    if (entry.type === 'directory' && enters(entry)) yield* walkFolder(folder, { enters, below: entry.name });
  }
}

async function look(folder: string, name: string): Promise<FolderEntry | undefined> {
  const where = path.join(folder, name);
  const stats = await fs.lstat(where, { bigint: true });
  const type = stats.isFile() ? 'file'
    : stats.isDirectory() ? 'directory'
      : stats.isSymbolicLink() ? 'symlink'
        : stats.isFIFO() ? 'fifo'
          : stats.isCharacterDevice() ? 'character-device'
            : stats.isBlockDevice() ? 'block-device' : undefined;
  if (type === undefined) return undefined;
  return {
    name,
    path: where,
    type,
    mode: Number(stats.mode % 0o10000n),
    size: type === 'file' ? Number(stats.size) : 0,
    mtime: stats.mtime,
    ...(type === 'symlink' ? { target: await fs.readlink(where) } : {}),
    ...(type.endsWith('-device') ? { device: deviceNumbers(stats.rdev) } : {}),
    ...(type === 'file' && stats.nlink > 1n ? { inode: `${stats.dev}:${stats.ino}` } : {}),
  };
}

/** As Linux packs both numbers into one (`makedev` of sysmacros.h). */
function deviceNumbers(rdev: bigint): { major: number; minor: number } {
  return {
    major: bits(rdev, 8, 12) + bits(rdev, 44, 20) * 2 ** 12,
    minor: bits(rdev, 0, 8) + bits(rdev, 20, 24) * 2 ** 8,
  };
}

function bits(number: bigint, from: number, count: number): number {
  return Number(BigInt.asUintN(count, number / 2n ** BigInt(from)));
}
