import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import execa from 'execa';
import { which } from './which';
import { output } from '../console/output';
import { SetupError } from '../console/setup-error';

const UNATTENDED = { DEBIAN_FRONTEND: 'noninteractive' };

let updated = false;

/** Returns whether Debian packages can be installed: the machine has `apt-get`, and this process runs as root. */
export function canInstall(): boolean {
  return which('apt-get') !== undefined && process.getuid?.() === 0;
}

/** Installs Debian packages. Announces it first, and asks for confirmation in an interactive terminal. */
export async function install(packages: readonly string[], why: string): Promise<void> {
  output.step(`Installing with apt-get: ${packages.join(', ')} (${why}) …`);
  if (process.stdin.isTTY && process.env.CI === undefined) await confirm(packages);
  await update();
  await execa('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env: UNATTENDED, stdin: 'ignore' });
}

/**
 * Unpacks the files of a Debian package into a folder without installing it. Installing some packages has unwanted effects,
 * such as starting a service on all addresses of the machine.
 */
export async function unpack(name: string, folder: string): Promise<void> {
  await update();
  const download = mkdtempSync(join(tmpdir(), 'berth-package-'));
  try {
    await execa('apt-get', ['download', '-q', name], { cwd: download });
    mkdirSync(folder, { recursive: true });
    await execa('dpkg-deb', ['-x', join(download, readdirSync(download)[0]!), folder]);
  } finally {
    rmSync(download, { recursive: true });
  }
}

async function confirm(packages: readonly string[]): Promise<void> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question('  Continue? [Y/n] ');
  prompt.close();
  if (/^n/i.test(answer.trim())) {
    throw new SetupError('Stopped: nothing was installed', `To install the packages yourself: apt-get install ${packages.join(' ')}`);
  }
}

async function update(): Promise<void> {
  if (!updated) await execa('apt-get', ['update', '-q'], { env: UNATTENDED });
  updated = true;
}
