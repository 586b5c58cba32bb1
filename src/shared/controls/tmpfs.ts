import { Reader } from './reader';

/**
 * The options of a tmpfs (tmpfs(5), mount(8)) that concern only the tmpfs itself. With others, the runtime changes what is mounted at the
 * path already (`remount`), or lets mounts propagate (`shared`).
 */
const FLAGS = new Set([
  'ro', 'rw', 'suid', 'nosuid', 'dev', 'nodev', 'exec', 'noexec', 'atime', 'noatime', 'diratime', 'nodiratime', 'relatime', 'norelatime',
  'strictatime', 'nostrictatime', 'private', 'rprivate', 'noswap', 'inode32', 'inode64',
]);
const VALUES = /^(size|mode|uid|gid|nr_inodes|nr_blocks|mpol|huge)=/;

/** Returns whether a tmpfs of a container has an option that may change more than the tmpfs. */
export function hasFarReachingTmpfs(container: Reader<'tmpfs' | 'mounts'>): boolean {
  const own = Object.values(container.get('tmpfs') ?? {}).flatMap((options) => String(options ?? '').split(','));
  const ofMounts = container.blocks('mounts').flatMap((mount) => optionsOf(container.known(mount.tmpfs_options)));
  return ![...own, ...ofMounts].filter((option) => option !== '').every((option) => FLAGS.has(option) || VALUES.test(option));
}

function optionsOf(blocks: unknown): string[] {
  const all = Array.isArray(blocks) ? blocks : [blocks];
  return all.flatMap((block: { readonly options?: readonly unknown[] | null } | null | undefined) => (block?.options ?? []).map(String));
}
