import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import execa from 'execa';
import { archiveOf } from './folder-archive';
import { DEBIAN, RECIPES } from './image-names';
import { output } from '../console/output';
import { SetupError } from '../console/setup-error';
import { finished } from '../engine/progress';
import { canInstall, install } from '../machine/debian-packages';
import { which } from '../machine/which';

const DEBIAN_MIRROR = 'http://deb.debian.org/debian';

/** Makes a small Debian image from packages: what `debootstrap` installs, without logs and package caches. */
export async function makeDebianBase(docker: Docker, name: string): Promise<void> {
  if (!canInstall()) {
    throw new SetupError(
      'The images can\'t be made on this machine',
      'Docker Hub can\'t be reached, and making the images from Debian packages requires root on Debian or Ubuntu. '
        + `Load them into the engine yourself (docker load): ${[DEBIAN, ...Object.keys(RECIPES)].join(', ')}.`,
    );
  }
  if (which('debootstrap') === undefined) await install(['debootstrap', 'debian-archive-keyring'], 'makes the base of the images');
  output.step('Making a small Debian with debootstrap, the base of the images (one or two minutes, only once) …');
  const folder = mkdtempSync(join(tmpdir(), 'berth-debian-'));
  try {
    await execa(which('debootstrap')!, ['--variant=minbase', 'bookworm', folder, DEBIAN_MIRROR]);
    await execa('rm -rf var/cache/apt/archives/*.deb var/lib/apt/lists/* && find var/log -type f -delete', { cwd: folder, shell: true });
    await finished(docker, await docker.importImage(archiveOf(folder), { repo: name, changes: 'CMD ["bash"]' }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
