import { Mount } from './mountinfo';
import { isWithin } from '../../src/shared/controls/host-path';

/*
 * The disk of an engine: that on which it keeps the file systems of its containers and their volumes. The kernel throttles whole disks, by
 * their numbers, "major:minor".
 */

/** Reads a file of the machine. Returns undefined if it can't be read. */
type Read = (path: string) => string | undefined;

/** The files of the kernel that show which disk has the file system of a folder. None if that is on no block device that has a number. */
export function diskFiles(folder: string, mounts: readonly Mount[]): string[] {
  const device = carrierOf(folder, mounts)?.device;
  if (device === undefined || device.startsWith('0:')) return [];
  return ['dev', 'partition', '../dev'].map((file) => `/sys/dev/block/${device}/${file}`);
}

/** Returns the disk that has the file system of a folder, or undefined if that is not known. */
export function diskOf(folder: string, mounts: readonly Mount[], read: Read): string | undefined {
  const [own, partition, whole] = diskFiles(folder, mounts).map(read);
  return (partition === undefined ? own : whole)?.trim();
}

/** Returns the mount in which a path is: the last one of those nearest to it. Undefined if the mounts are not known. */
export function carrierOf(path: string, mounts: readonly Mount[]): Mount | undefined {
  const around = mounts.filter(({ mountPoint }) => isWithin(path, mountPoint));
  return around.sort((one, other) => one.mountPoint.length - other.mountPoint.length).at(-1);
}
