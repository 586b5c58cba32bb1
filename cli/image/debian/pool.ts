import { posix } from 'node:path';
import { isCopyright } from './license';
import { UnpackedPackage } from './unpacked';
import { canonical, Entry } from '../tree/entry';

/** Where dpkg of an image without a package manager has the control paragraphs, for scanners. */
const STATUS = '/var/lib/dpkg/status.d';
const LIBRARY = /\.so(\.|$)/;

/** Packages of a lock for a platform, from which an image takes what it needs. */
export class Pool {
  private readonly byPath = new Map<string, UnpackedPackage>();

  /** @param order  the names of all packages of the lock, in the order of their layers */
  constructor(private readonly packages: readonly UnpackedPackage[], private readonly order: readonly string[]) {
    for (const each of packages) {
      for (const { path, type } of each.entries) if (type !== 'folder' && !this.byPath.has(path)) this.byPath.set(path, each);
    }
  }

  public named(name: string): UnpackedPackage {
    return this.packages.find(({ locked }) => locked.name === name)!;
  }

  /** Returns the package that has a file. */
  public having(path: string): UnpackedPackage | undefined {
    return this.byPath.get(canonical(path));
  }

  public compare(one: string, other: string): number {
    return this.order.indexOf(one) - this.order.indexOf(other);
  }
}

/** Returns what every image with a part of a package has: its copyright file, and its control paragraph for scanners. */
export function describing({ locked, control, entries }: UnpackedPackage): readonly Entry[] {
  const data = Buffer.from(`${control}\n`);
  const status: Entry = {
    path: `${STATUS}/${locked.name}`,
    type: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    content: { id: `${locked.sha256}:control`, size: data.length, data },
  };
  return [status, ...entries.filter(({ path, type }) => isCopyright(path) && type !== 'folder')];
}

/** Returns the shared libraries of a package in a folder. They are the same whatever needs one of them, so that images share a layer. */
export function librariesIn({ entries }: UnpackedPackage, folder: string): readonly Entry[] {
  return entries.filter(({ path, type }) => type !== 'folder' && posix.dirname(path) === folder && LIBRARY.test(posix.basename(path)));
}
