import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run';
import { install } from '../../../dev/machine/debian-packages';
import { which } from '../../../dev/machine/which';

/** The file systems that a disk can have. An engine can limit the size of a container's files on Btrfs, and not on ext4. */
const PACKAGES = { btrfs: 'btrfs-progs', ext4: 'e2fsprogs' };

/** A disk in a file, with a file system. */
export class DiskInFile {
  public static async create(type: keyof typeof PACKAGES): Promise<DiskInFile> {
    const program = `mkfs.${type}`;
    if (which(program) === undefined) await install([PACKAGES[type]], `makes a file system of the type ${type}`);
    const disk = new DiskInFile(mkdtempSync(join(tmpdir(), 'berth-disk-')));
    const file = join(disk.folder, 'disk');
    mkdirSync(disk.path);
    await run('truncate', ['--size', '1G', file]);
    await run(program, ['-q', file]);
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
