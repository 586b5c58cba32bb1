import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run';
import { install } from '../../../dev/machine/debian-packages';
import { which } from '../../../dev/machine/which';

/** A disk in a file, with a file system that lets an engine limit the size of a container's files. */
export class BtrfsDisk {
  public static async create(): Promise<BtrfsDisk> {
    if (which('mkfs.btrfs') === undefined) await install(['btrfs-progs'], 'makes a file system with quotas');
    const disk = new BtrfsDisk(mkdtempSync(join(tmpdir(), 'berth-disk-')));
    const file = join(disk.folder, 'disk');
    mkdirSync(disk.path);
    await run('truncate', ['--size', '1G', file]);
    await run('mkfs.btrfs', ['--quiet', file]);
    await run('mount', ['-o', 'loop', file, disk.path]);
    return disk;
  }

  /** The mount point. */
  public readonly path: string;

  private constructor(private readonly folder: string) {
    this.path = join(folder, 'mounted');
  }

  public async remove(): Promise<void> {
    await run('umount', ['--lazy', this.path]);
    rmSync(this.folder, { recursive: true });
  }
}
