import * as fs from 'node:fs';
import { Command } from 'commander';
import { Lock, LockedPackage } from './debian/lock';
import { resolvePackages } from './debian/resolve';
import { Io } from '../command/io';
import { reporting } from '../command/report';

/** The stable release of Debian of which most images are made. */
const RELEASE = 'bookworm';
const MIRROR = 'http://deb.debian.org/debian';
const SECURITY_MIRROR = 'http://deb.debian.org/debian-security';

/** What keeps all versions that there ever were. */
const SNAPSHOTS = ['http://snapshot.debian.org/archive/debian', 'http://snapshot.debian.org/archive/debian-security'];

interface Options {
  readonly release: string;
  readonly platform: readonly string[];
  readonly mirror: string;
  readonly securityMirror: string;
  readonly json?: boolean;
}

/** `berth image lock`: writes a lock file of Debian packages. */
export function lockCommand(io: Io, exit: (code: number) => void): Command {
  return new Command('lock')
    .summary('write a lock file of Debian packages')
    .description('Finds out with apt-get which Debian packages some need, and writes their exact versions and hashes to a lock file. '
      + 'Images are made from that, so commit it. It needs no root, and changes nothing of this machine. Several images share layers if '
      + 'they are made from one lock file.')
    .argument('<file>', 'lock file to write, such as debian.lock.json')
    .argument('<packages...>', 'names of packages')
    .option('-p, --platform <platform...>', 'platforms of the images', ['linux/amd64'])
    .option('-r, --release <name>', 'release of Debian', RELEASE)
    .option('-m, --mirror <url>', 'mirror of Debian, such as one of snapshot.debian.org, which keeps old versions', MIRROR)
    .option('--security-mirror <url>', 'mirror of Debian\'s security updates', SECURITY_MIRROR)
    .option('--json', 'report as JSON')
    .action((file: string, names: readonly string[], options: Options) => reporting(io, options, exit, async () => {
      const platforms: Record<string, readonly LockedPackage[]> = {};
      for (const platform of [...new Set(options.platform)].sort()) {
        platforms[platform] = await resolvePackages(names, platform, options, io.signal);
      }
      const { release, mirror, securityMirror } = options;
      const requested = [...new Set(names)].sort();
      const mirrors = [mirror, securityMirror, ...SNAPSHOTS.map((archive) => `${archive}/${timestamp(new Date())}`)];
      const lock: Lock = { version: 1, release, requested, mirrors, platforms };
      fs.writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`);
      const counts = Object.fromEntries(Object.entries(platforms).map(([platform, packages]) => [platform, packages.length]));
      const text = Object.entries(counts).map(([platform, count]) => `${platform}: ${count} packages`).join(', ');
      return { text: `Wrote ${file}: ${text}`, data: { file, packages: counts } };
    }));
}

/** Returns a time as snapshot.debian.org writes it: 20261128T224600Z. */
function timestamp(time: Date): string {
  return time.toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');
}
