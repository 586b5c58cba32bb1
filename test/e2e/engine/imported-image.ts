import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../support/run';

export const REPOSITORY = 'e2e-image-import';
export const NAME = `${REPOSITORY}:1`;
export const OTHER = `${REPOSITORY}:other`;

export function imported(attributes: object): object {
  return { resource: { docker_image_import: { app: { name: NAME, ...attributes } } } };
}

/** Gives each test an empty folder, which is removed after it. */
export function folderPerTest(give: (folder: string) => void): void {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'berth-import-'));
    give(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
}

/** Runs a command in a container of an image, and returns its output. */
export async function inside(image: string, ...command: string[]): Promise<string> {
  return run('docker', ['run', '--rm', '--network=none', '--name', `${REPOSITORY}-user`, image, ...command]);
}
