import { posix } from 'node:path';
import { ContainerConfig, ContainerMounts } from '@cdktf/provider-docker/lib/container';
import { duplicateTarget, fileOnReadOnlyRoot } from './errors';
import { checkFile, ContainerFile } from './file';
import { Mount } from './mount';
import { BerthError } from '../../private/berth-error';
import { isKnown } from '../../private/tokens';
import { Size } from '../../units/size';

const TEMPORARY_FOLDER = '/tmp';
const TEMPORARY_SIZE = Size.mebibytes(64);

/**
 * What is in a container's file system besides the image.
 */
export interface ContainerStorageOptions {
  /**
   * Volumes, paths of the host, and file systems in memory.
   *
   * @default - none, besides anonymous volumes that the image asks for
   */
  readonly mounts?: Mount[];

  /**
   * Files that are put into it before it starts.
   *
   * @default - none
   */
  readonly files?: ContainerFile[];

  /**
   * Whether the image's own file system can't be written to (CIS Docker Benchmark 5.13). What must be written to then needs a mount; /tmp gets a file
   * system in memory of 64 MiB, unless something else is mounted there. The engine puts no files into such a container, besides into its volumes.
   *
   * @default - false; true where the policies ask for it, as IsolationPolicy.RESTRICTED does
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
  const outOfReach = paths.filter((path) => readOnlyRootFilesystem && isKnown(path) && !mounts.some((mount) => mount._takes(path)));
  return [
    ...mounts.flatMap((mount) => mount._problems()),
    ...files.flatMap(checkFile),
    ...duplicates('The target of a mount', mounts.map((mount) => mount.target)),
    ...duplicates('The path of a file', paths),
    ...outOfReach.map((path) => fileOnReadOnlyRoot(path)),
  ];
}

/** What is mounted in the end. */
export function renderMounts(given: readonly Mount[], readOnlyRootFilesystem?: boolean): Pick<ContainerConfig, 'tmpfs'> & { readonly mounts?: ContainerMounts[] } {
  const mounts = withTemporaryFolder(given, readOnlyRootFilesystem);
  const blocks = mounts.filter(({ _tmpfs }) => _tmpfs === undefined).map((mount) => mount._toTerraform());
  const owned = mounts.flatMap(({ target, _tmpfs }) => _tmpfs === undefined ? [] : [[target, _tmpfs] as const]);
  return { mounts: blocks.length > 0 ? blocks : undefined, tmpfs: owned.length > 0 ? Object.fromEntries(owned) : undefined };
}

/** With a read-only root, programs still find a folder for temporary files. */
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
