import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import execa from 'execa';
import { output } from '../console/output';

/** A project of a user: cdktn has the name of cdktf, and the lock file has the versions and hashes of all packages. */
const PROJECT = join(__dirname, 'project');
const FILES = ['package.json', 'package-lock.json'];

/**
 * Returns a `node_modules` folder in which `cdktf` is cdktn. The first call installs it from the npm registry.
 *
 * @param cache the folder that keeps it between runs
 */
export async function provideCdktn(cache: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of FILES) hash.update(readFileSync(join(PROJECT, name)));
  const folder = join(cache, `cdktn-${hash.digest('hex').slice(0, 16)}`);
  if (!existsSync(folder)) await install(folder, cache);
  return join(folder, 'node_modules');
}

/** Installs into a temporary folder first, so that an interrupted installation is not used. */
async function install(folder: string, cache: string): Promise<void> {
  output.step('Installing cdktn (npm ci) …');
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, 'cdktn-new-'));
  try {
    for (const name of FILES) copyFileSync(join(PROJECT, name), join(temporary, name));
    // Without `--strict-peer-deps`, npm only warns about some conflicts between versions.
    await execa('npm', ['ci', '--strict-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: temporary, stdin: 'ignore' });
    renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
