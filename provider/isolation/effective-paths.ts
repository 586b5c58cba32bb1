import { carrierOf } from './disk';
import { engineFacts } from './engine-facts';
import { MountedPath } from './host-paths';
import { Mount } from './mountinfo';
import { inEngineFolder, innerPath } from './mounts';
import { RealPaths, realPaths } from './real-paths';
import { canonicalPath, HostPath, isWithin } from '../../src/shared/controls/host-path';
import { SOCKETS, SOCKETS_IN_FOLDER } from '../../src/shared/controls/sensitive-paths';
import { isRemote } from '../../src/shared/controls/volume-path';
import { Engine } from '../engine/engine';

/**
 * The types of file systems that only store files, besides those on block devices, whose device has a number. Others show the kernel or the
 * devices of the machine, such as `proc`, `sysfs`, `cgroup2` and `devtmpfs`.
 */
const STORAGE = new Set([
  'tmpfs', 'ramfs', 'rootfs', 'overlay', 'aufs', 'btrfs', 'bcachefs', 'zfs', 'nfs', 'nfs4', 'cifs', 'smb3', 'ceph', 'afs', 'lustre', 'gpfs',
  '9p', 'virtiofs', 'vboxsf', 'autofs', 'ecryptfs', 'fuse', 'fuseblk',
]);

/** Those of the others that show devices or namespaces, and not the kernel's settings. */
const DEVICE_TYPES = new Set(['devtmpfs', 'devpts', 'mqueue', 'hugetlbfs', 'nsfs']);

/** What a container would see by its mounts. */
export interface EffectivePaths {
  readonly paths: readonly HostPath[];
  /** What is not obvious from the configuration, in sentences. */
  readonly notes: readonly string[];
}

/**
 * Returns what paths show on the engine's machine: where their links lead, which of them the engine would create, which file systems are
 * mounted below them, and whether an engine listens in them.
 */
export async function effectivePaths(engine: Engine, paths: readonly MountedPath[], signal: AbortSignal): Promise<EffectivePaths> {
  const { socket, containerdSocket, folder } = await engineFacts(engine);
  // The usual spelling saves a round, in which a link would have to be followed.
  const sockets = [...SOCKETS, ...[socket, containerdSocket].flatMap((each) => each === undefined ? [] : [canonicalPath(each)])];
  // Nobody can look into what is on another machine.
  const folders = paths.map(({ path }) => path).filter((path) => !isRemote(path));
  const inFolders = folders.flatMap((path) => SOCKETS_IN_FOLDER.map((name) => `${path}/${name}`));
  return effective(paths, await realPaths(engine, paths.map(({ path }) => path), [...sockets, ...inFolders], signal), folder);
}

/**
 * Returns what paths show, by what is known of the machine.
 *
 * @param folder  the engine's data directory
 */
export function effective(paths: readonly MountedPath[], { resolved, missing, found, mounts }: RealPaths, folder: string): EffectivePaths {
  const notes: string[] = [];
  const effectivePath = (mounted: MountedPath, index: number): HostPath[] => {
    const { path, readOnly, propagates = false, filled, nestedWritable, recursive } = mounted;
    const target = resolved[index]!;
    const below = mounts.filter(({ mountPoint }) => mountPoint !== target && isWithin(mountPoint, target));
    const nested = readOnly && nestedWritable ? below[0] : undefined;
    const others = [carrierOf(target, mounts) ?? [], ...(recursive ? below : [])].flat().filter((mount) => !isStorage(mount));
    const kernel = others.find(({ type }) => !DEVICE_TYPES.has(type)) ?? others[0];
    const socket = found.find((each) => isWithin(each, target));
    const isMissing = mounted.mustExist !== true && missing.includes(target);
    const inner = isRemote(target) ? undefined : innerPath(target, mounts);
    const engines = inner && !isWithin(folder, target) ? inEngineFolder(inner, folder, mounts) : undefined;
    const isOtherName = engines !== undefined && engines !== target;
    if (isOtherName) notes.push(`On the host, "${target}" shows "${engines}", where the engine keeps the files of all containers.`);
    if (target !== path) notes.push(`On the host, "${path}" leads to "${target}".`);
    if (isMissing) notes.push(`On the host, "${target}" does not exist, and the engine would create it. Create it first.`);
    if (nested !== undefined) notes.push(nestedMount(nested.mountPoint, path));
    if (kernel !== undefined) {
      notes.push(`On the host, a file system of the type "${kernel.type}" is mounted at "${kernel.mountPoint}". It shows the kernel or the `
        + 'devices of the machine, so no host can share it.');
    }
    if (socket !== undefined && socket !== target) notes.push(`On the host, an engine listens at "${socket}".`);
    return [
      { path: target, readOnly: readOnly && !isMissing && nested === undefined, propagates, ...(filled && { filled }) },
      ...(isOtherName ? [{ path: engines, readOnly }] : []),
      // Wherever it is mounted, it is what it is at its usual place.
      ...(kernel === undefined ? [] : [{ path: DEVICE_TYPES.has(kernel.type) ? '/dev' : '/proc', readOnly }]),
      ...(socket === undefined ? [] : [{ path: SOCKETS[0]!, readOnly }]),
    ];
  };
  return { paths: paths.flatMap(effectivePath), notes };
}

function isStorage({ device, type }: Mount): boolean {
  return !device.startsWith('0:') || STORAGE.has(type) || type.startsWith('fuse.');
}

function nestedMount(nested: string, path: string): string {
  return `On the host, another file system is mounted at "${nested}". It would be writable in the container, although "${path}" is mounted `
    + 'read-only: engines before Docker 25, and kernels before Linux 5.12, can\'t make it read-only, too. Exclude it with '
    + '`bind_options { non_recursive = true }` in `mounts`.';
}
