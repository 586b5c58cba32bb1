/**
 * How many bytes a file system in memory (tmpfs) needs at least for each of its `nr_inodes`, so that its size holds: since Linux 6.6,
 * extended attributes count there, 1 KiB for each, and not for its `size`.
 */
export const BYTES_PER_INODE = 4_096;

/** How many `nr_inodes` each may have, however small it is. */
export const FEW_INODES = 64;
