import { Mount } from './mountinfo';
import { isOrdinaryDevice } from './mounts';
import { showsKernel } from '../../src/shared/controls/sensitive-paths';
import { isKernelType } from '../../src/shared/controls/volume-path';

/**
 * Returns the mounts that show the kernel and that the probe does not have, where the engine masks nothing. Control groups are not
 * among them. A runtime may add read-only ones in /proc and /sys, as that of NVIDIA does.
 */
export function furtherKernelMounts(probe: readonly Mount[], mounts: readonly Mount[]): Mount[] {
  const usual = probe.map(({ type, mountPoint }) => `${type} ${mountPoint}`);
  const others = mounts.filter((mount) => isKernelType(mount.type) && !mount.type.startsWith('cgroup') && !isOrdinaryDevice(mount));
  return others.filter(({ type, mountPoint, readOnly }) => {
    // Each one of the probe counts once: a second mount at the same place hides the first, and what is masked in it.
    const place = usual.indexOf(`${type} ${mountPoint}`);
    if (place >= 0) usual.splice(place, 1);
    return place < 0 && !(readOnly && showsKernel(mountPoint));
  });
}
