import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEST_STATE } from './engine';
import { run } from './run';
import { install } from '../../../dev/machine/debian-packages';
import { which } from '../../../dev/machine/which';

/** The packages of an engine and of what it runs. */
export const ENGINE_PACKAGES = ['docker.io', 'iptables', 'iproute2', 'runsc'];

/** Returns the root file system of a Debian release with its Docker Engine and gVisor. Makes it once, which takes about two minutes. */
export async function debianRoot(release: string): Promise<string> {
  return debianWith(`engine-${release}`, release, ENGINE_PACKAGES);
}

/**
 * Returns the root file system of a Debian release with packages. Makes it once.
 *
 * @param name      of its folder in the tests' cache
 * @param complete  runs in it before it is complete
 */
export async function debianWith(name: string, release: string, packages: readonly string[], complete = 'true'): Promise<string> {
  const root = join(TEST_STATE.cache, name);
  if (existsSync(root)) return root;
  if (which('debootstrap') === undefined) await install(['debootstrap'], `for a Debian in ${root}`);
  const unfinished = `${root}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await run('debootstrap', ['--variant=minbase', release, unfinished]);
  // Keeps packages from starting their services.
  writeFileSync(join(unfinished, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('chroot', [unfinished, 'apt-get', 'install', '-y', '-q', '--no-install-recommends', ...packages], { env });
  await run('chroot', [unfinished, 'sh', '-euc', complete], { env });
  renameSync(unfinished, root);
  return root;
}
