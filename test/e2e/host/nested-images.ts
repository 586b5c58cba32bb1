import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker } from '../engine/docker';
import { debianRoot } from '../support/debian-root';
import { run } from '../support/run';

/** What the tests of a nested host need on the outer engine and on the machine. */
export interface NestedImages {
  /** The name of an image with an engine. */
  readonly engineImage: string;
  /** A folder of the tests. */
  readonly folder: string;
  /** An archive with busybox, since a nested engine has no registry. */
  readonly busybox: string;
}

/** Makes the images before all tests of a file, and removes them afterwards. */
export function nestedImages(name: string): NestedImages {
  const engineImage = `${name}-engine:latest`;
  const folder = mkdtempSync(join(tmpdir(), 'berth-nested-'));
  const busybox = join(folder, 'busybox.tar');
  beforeAll(async () => {
    await run('sh', ['-c', `tar -C ${await debianRoot('bookworm')} -c . | docker import - ${engineImage}`]);
    await run('docker', ['save', '--output', busybox, 'busybox:latest']);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await docker.getImage(engineImage).remove({ force: true });
  });
  return { engineImage, folder, busybox };
}
