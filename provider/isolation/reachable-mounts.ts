import Dockerode from 'dockerode';
import { rootMount, tmpfsOf } from './foreign-mounts';
import { mountsOf } from './host-paths';
import { Mount } from './mountinfo';
import { isWithin } from '../../src/shared/controls/host-path';
import { isKernelType } from '../../src/shared/controls/volume-path';
import { canonicalPath } from '../engine/canonical/path';

/** The files that the engine mounts into every container, and the folders in which the runtime mounts. */
const PLACES_OF_OTHERS: readonly string[] = ['/etc/resolv.conf', '/etc/hostname', '/etc/hosts', '/proc', '/sys', '/dev'];

/**
 * Returns whether the kernel shows all mounts of a container by one of its processes. It leaves out what the process can't reach from its
 * root, and a process can take another root (`chroot`). Then the container's own root, the kernel's /proc, which the runtime mounts into
 * every container, or a mount that the engine reports is missing.
 */
export function showsAllMounts(mounts: readonly Mount[], inspect: Dockerode.ContainerInspectInfo): boolean {
  const hasProc = mounts.some(({ type, mountPoint }) => type === 'proc' && mountPoint === '/proc');
  if (!hasProc || rootMount(mounts, inspect) === undefined) return false;
  const shown = new Set(mounts.map(({ mountPoint }) => mountPoint));
  const declared = mountsOf(inspect).filter(({ Type: type }) => type !== 'tmpfs')
    .map(({ Destination: place }) => canonicalPath(`${place}`));
  const missing = [...new Set(declared)].filter((place) => !shown.has(place));
  // An image can have a link at a place, so that its mount is elsewhere.
  const usual = ['/', ...declared, ...tmpfsOf(inspect).map(([, place]) => place)];
  const elsewhere = mounts.filter(({ type, mountPoint }) => !isKernelType(type) && !usual.includes(mountPoint)
    && !PLACES_OF_OTHERS.some((place) => isWithin(mountPoint, place)));
  return missing.length <= elsewhere.length;
}
