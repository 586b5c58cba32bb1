import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEST_STATE } from './engine';
import { run } from './run';
import { install } from '../../../dev/machine/debian-packages';
import { which } from '../../../dev/machine/which';

/** The packages of an engine and of what it runs. */
const PACKAGES = ['docker.io', 'iptables', 'iproute2'];

/** Returns the root file system of a Debian release with its Docker Engine. Makes it once, which takes about two minutes. */
export async function debianRoot(release: string): Promise<string> {
  const root = join(TEST_STATE.cache, `debian-${release}`);
  if (existsSync(root)) return root;
  if (which('debootstrap') === undefined) await install(['debootstrap'], 'for a newer Docker Engine');
  const unfinished = `${root}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await run('debootstrap', ['--variant=minbase', release, unfinished]);
  // Keeps the package from starting an engine.
  writeFileSync(join(unfinished, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  await run('chroot', [unfinished, 'apt-get', 'install', '-y', '-q', '--no-install-recommends', ...PACKAGES], {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
  renameSync(unfinished, root);
  return root;
}
