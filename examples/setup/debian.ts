import { createInterface } from 'node:readline/promises';
import { run, which } from './run';
import { say, SetupError } from './say';

const UNATTENDED = { DEBIAN_FRONTEND: 'noninteractive' };

let updated = false;

/** Whether this machine installs Debian packages, and may. */
export function canInstall(): boolean {
  return which('apt-get') !== undefined && process.getuid?.() === 0;
}

/** Installs Debian packages. The reader is told before, and asked where a person is there to answer. */
export async function install(packages: readonly string[], why: string): Promise<void> {
  say.step(`Installing with apt-get: ${packages.join(', ')} (${why}) …`);
  if (process.stdin.isTTY && process.env.CI === undefined) await confirm(packages);
  await update();
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env: UNATTENDED });
}

/**
 * Takes one Debian package's files into a folder, without installing it: for programs of which an installed package would
 * do more than is wanted here, such as starting a service on all addresses of the machine.
 */
export async function unpack(name: string, folder: string): Promise<void> {
  await update();
  const [file] = (await run('sh', ['-c', 'mkdir -p "$0" && cd "$0" && apt-get download -q "$1" 1>&2 && ls -t "$1"_*.deb', folder, name])).split('\n');
  await run('sh', ['-c', 'dpkg-deb -x "$0/$1" "$0" && rm "$0/$1"', folder, file]);
}

async function confirm(packages: readonly string[]): Promise<void> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question('  Go on? [Y/n] ');
  prompt.close();
  if (/^n/i.test(answer.trim())) throw new SetupError('Stopped: nothing was installed', `To install by hand: apt-get install ${packages.join(' ')}`);
}

async function update(): Promise<void> {
  if (!updated) await run('apt-get', ['update', '-q'], { env: UNATTENDED });
  updated = true;
}
