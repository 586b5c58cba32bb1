import * as fs from 'node:fs/promises';
import * as path from 'node:path';

export type EntryType = 'file' | 'directory' | 'symlink' | 'fifo' | 'character-device' | 'block-device';

/** A file, directory or other entry of a folder. */
export interface FolderEntry {
  /** Relative to the folder, with slashes: `usr/bin/env`. */
  readonly name: string;
  /** The full path. */
  readonly path: string;
  readonly type: EntryType;
  /** Permissions, including the setuid, setgid and sticky bits. */
  readonly mode: number;
  readonly size: number;
  readonly mtime: Date;
  /** The target of a symbolic link. */
  readonly target?: string;
  /** The major and minor number of a device. */
  readonly device?: { readonly major: number; readonly minor: number };
  /** Identifies a file with several hard links: the same for all of them. */
  readonly inode?: string;
  /** The content of a file that differs from what is at the path. */
  readonly content?: string;
}

export interface WalkOptions {
  /** Whether to walk into a directory. @default - walks into all of them */
  readonly enters?: (directory: FolderEntry) => boolean;
  /** The directory to start with, relative to the folder. @default - the folder itself */
  readonly below?: string;
}

/**
 * Walks a folder recursively, each directory before its content. The order depends on names only. Skips sockets, which
 * are useless without the process that listens on them.
 */
export async function* walkFolder(folder: string, { enters = () => true, below = '' }: WalkOptions = {}): AsyncGenerator<FolderEntry> {
  for (const name of (await fs.readdir(path.join(folder, below))).sort()) {
    const entry = await readEntry(folder, path.posix.join(below, name));
    if (entry === undefined) continue;
    yield entry;
    if (entry.type === 'directory' && enters(entry)) yield* walkFolder(folder, { enters, below: entry.name });
  }
}

async function readEntry(folder: string, name: string): Promise<FolderEntry | undefined> {
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

/** Splits Linux's encoding of both numbers (`makedev` in sysmacros.h). */
function deviceNumbers(rdev: bigint): { major: number; minor: number } {
  return {
    major: bits(rdev, 8, 12) + bits(rdev, 44, 20) * 2 ** 12,
    minor: bits(rdev, 0, 8) + bits(rdev, 20, 24) * 2 ** 8,
  };
}

function bits(number: bigint, from: number, count: number): number {
  return Number(BigInt.asUintN(count, number / 2n ** BigInt(from)));
}
