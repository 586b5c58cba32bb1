/** How many bytes there are at least for each of its files. */
const BYTES_PER_INODE = 4_096;
/** How many each may have, however small it is. */
const FEW_INODES = 64;

/**
 * Returns the most `nr_inodes` with which the size of a file system in memory (tmpfs) holds. Since Linux 6.6, extended attributes count
 * there, 1 KiB for each, and not for its `size`.
 *
 * @param bytes its size
 */
export function mostInodes(bytes: number): number {
  return Math.max(FEW_INODES, Math.floor(bytes / BYTES_PER_INODE));
}
