import { posix } from 'node:path';
import { ContainerConfig, ContainerMounts } from '@cdktf/provider-docker/lib/container';
import { duplicateTarget, fileOnReadOnlyRoot } from './errors';
import { checkFile, ContainerFile } from './file';
import { Mount } from './mount';
import { BerthError } from '../../../private/berth-error';
import { isKnown } from '../../../private/tokens';
import { Size } from '../../../units/size';

const TEMPORARY_FOLDER = '/tmp';
const TEMPORARY_SIZE = Size.mebibytes(64);

/**
 * Storage options of a container.
 */
export interface ContainerStorageOptions {
  /**
   * The mounts of the container: volumes, paths of the host, and file systems in memory.
   *
   * @default - none, apart from anonymous volumes that the image declares
   */
  readonly mounts?: Mount[];

  /**
   * Files that are copied into the container before it starts.
   *
   * @default - none
   */
  readonly files?: ContainerFile[];

  /**
   * Whether the container's root file system is read-only (CIS Docker Benchmark 5.13). Writable paths then need a mount. `/tmp` gets a
   * tmpfs of 64 MiB, unless there is a mount at `/tmp`. `files` can then only be copied into writable volumes and bind mounts.
   *
   * @default - false; true if the policies require it, as IsolationPolicy.RESTRICTED does
   */
  readonly readOnlyRootFilesystem?: boolean;

  /**
   * The size of `/dev/shm`, in whole mebibytes.
   *
   * @default - the engine's, usually 64 MiB
   */
  readonly sharedMemory?: Size;
}

export function checkStorage({ mounts = [], files = [], readOnlyRootFilesystem }: ContainerStorageOptions): BerthError[] {
  const paths = files.map(({ path }) => path);
  const unwritable = paths.filter((path) => readOnlyRootFilesystem && isKnown(path) && !mounts.some((mount) => mount._accepts(path)));
  return [
    ...mounts.flatMap((mount) => mount._problems()),
    ...files.flatMap(checkFile),
    ...duplicates('The target of a mount', mounts.map((mount) => mount.target)),
    ...duplicates('The path of a file', paths),
    ...unwritable.map((path) => fileOnReadOnlyRoot(path)),
  ];
}

type MountConfig = Pick<ContainerConfig, 'tmpfs'> & { readonly mounts?: ContainerMounts[] };

export function renderMounts(mounts: readonly Mount[], readOnlyRootFilesystem?: boolean): MountConfig {
  const all = withTemporaryFolder(mounts, readOnlyRootFilesystem);
  const blocks = all.filter(({ _tmpfs }) => _tmpfs === undefined).map((mount) => mount._toTerraform());
  const tmpfs = all.flatMap(({ target, _tmpfs }) => _tmpfs === undefined ? [] : [[target, _tmpfs] as const]);
  return { mounts: blocks.length > 0 ? blocks : undefined, tmpfs: tmpfs.length > 0 ? Object.fromEntries(tmpfs) : undefined };
}

/** Gives programs a folder for temporary files if the root file system is read-only. */
function withTemporaryFolder(mounts: readonly Mount[], readOnlyRootFilesystem = false): Mount[] {
  const needed = readOnlyRootFilesystem && !mounts.some(({ target }) => isKnown(target) && canonical(target) === TEMPORARY_FOLDER);
  return needed ? [...mounts, Mount.tmpfs(TEMPORARY_FOLDER, { size: TEMPORARY_SIZE })] : [...mounts];
}

function duplicates(what: string, paths: readonly string[]): BerthError[] {
  const known = paths.filter(isKnown).map(canonical);
  const repeated = known.filter((path, index) => known.indexOf(path) !== index);
  return [...new Set(repeated)].map((path) => duplicateTarget(what, path));
}

function canonical(path: string): string {
  return posix.normalize(path).replace(/(.)\/$/, '$1');
}
