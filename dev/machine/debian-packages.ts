import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import execa from 'execa';
import { which } from './which';
import { output } from '../console/output';
import { SetupError } from '../console/setup-error';

/** The keys with which Debian signs its releases. */
const ARCHIVE_KEYS = '/usr/share/keyrings/debian-archive-keyring.gpg';

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
 *
 * @param release  a release of Debian. @default - that of this machine
 */
export async function unpack(name: string, folder: string, release?: string): Promise<void> {
  const download = mkdtempSync(join(tmpdir(), 'berth-package-'));
  try {
    const options = release === undefined ? [] : otherRelease(release, download);
    if (release === undefined) await update();
    else await execa('apt-get', [...options, 'update', '-q'], { env: UNATTENDED });
    const packages = join(download, 'packages');
    mkdirSync(packages);
    await execa('apt-get', [...options, 'download', '-q', name], { cwd: packages });
    mkdirSync(folder, { recursive: true });
    await execa('dpkg-deb', ['-x', join(packages, readdirSync(packages)[0]!), folder]);
  } finally {
    rmSync(download, { recursive: true });
  }
}

/** Returns options with which apt-get reads another release, and keeps what it knows of it in a folder. */
function otherRelease(release: string, folder: string): string[] {
  const [sources, lists] = [join(folder, 'sources.list'), join(folder, 'lists')];
  mkdirSync(join(lists, 'partial'), { recursive: true });
  writeFileSync(sources, `deb [signed-by=${ARCHIVE_KEYS}] http://deb.debian.org/debian ${release} main\n`);
  const settings = {
    'Dir::Etc::SourceList': sources, 'Dir::Etc::SourceParts': '/dev/null', 'Dir::State::Lists': lists, 'Dir::Cache': folder,
  };
  return Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
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
