import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../support/run';

/** An empty disk in a file. */
export class LoopDisk {
  public static async create(): Promise<LoopDisk> {
    const folder = mkdtempSync(join(tmpdir(), 'berth-disk-'));
    const file = join(folder, 'disk');
    await run('truncate', ['--size', '1G', file]);
    return new LoopDisk((await run('losetup', ['--find', '--show', file])).trim(), folder);
  }

  private constructor(public readonly device: string, private readonly folder: string) {}

  public async remove(): Promise<void> {
    await run('losetup', ['--detach', this.device]);
    rmSync(this.folder, { recursive: true });
  }
}
