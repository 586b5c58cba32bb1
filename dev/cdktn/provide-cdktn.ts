import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import execa from 'execa';
import { output } from '../console/output';

/** What a user's project has: cdktn under the name of cdktf, and the versions and hashes of all packages. */
const PROJECT = ['package.json', 'package-lock.json'].map((name) => join(__dirname, name));

/**
 * Returns a `node_modules` folder in which `cdktf` is cdktn. On the first call it is installed from the npm registry.
 *
 * @param cache the folder that keeps it between runs
 */
export async function provideCdktn(cache: string): Promise<string> {
  const [project, lock] = PROJECT.map((path) => readFileSync(path));
  const folder = join(cache, `cdktn-${createHash('sha256').update(project!).update(lock!).digest('hex').slice(0, 16)}`);
  if (!existsSync(folder)) await install(folder, cache);
  return join(folder, 'node_modules');
}

/** Installs into a temporary folder first, so that an interrupted installation leaves nothing that looks complete. */
async function install(folder: string, cache: string): Promise<void> {
  output.step('Installing cdktn (npm ci) …');
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, 'cdktn-new-'));
  try {
    for (const path of PROJECT) copyFileSync(path, join(temporary, path.slice(__dirname.length)));
    // npm must not accept conflicts that it reports to users as warnings.
    await execa('npm', ['ci', '--strict-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: temporary, stdin: 'ignore' });
    renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
