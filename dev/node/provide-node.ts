import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import execa from 'execa';
import { output } from '../console/output';

/**
 * Returns the folder with the program `node` of an exact version. The first call installs it from the npm registry, where each release of
 * Node is a package for each platform.
 *
 * @param cache the folder that keeps it between runs
 */
export async function provideNode(version: string, cache: string): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = join(cache, `${name}-${version}`);
  if (!existsSync(folder)) await install(`${name}@${version}`, folder, cache);
  return join(folder, 'node_modules', name, 'bin');
}

/** Installs into a temporary folder first, so that an interrupted installation is not used. */
async function install(specifier: string, folder: string, cache: string): Promise<void> {
  output.step(`Installing ${specifier} (npm install) …`);
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, 'node-new-'));
  try {
    const options = ['--prefix', temporary, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await execa('npm', ['install', ...options, specifier], { cwd: temporary, stdin: 'ignore' });
    renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
