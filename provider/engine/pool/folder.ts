import { slicePath } from '../canonical/slice';

/** Whether a pool is a slice. Systemd makes one for the first container in it, and removes it after the last. */
export function isSlice(id: string): boolean {
  return id.endsWith('.slice');
}

/** Returns the path of a pool's control group, below the mount point of its hierarchy. */
export function folderOf(id: string): string {
  return isSlice(id) ? `/${slicePath(id)}` : id;
}

/** Whether a container's parent is a pool, or a pool in it. */
export function isWithin(cgroupParent: string, pool: string): boolean {
  const path = folderOf(cgroupParent);
  return path === folderOf(pool) || path.startsWith(`${folderOf(pool)}/`);
}
