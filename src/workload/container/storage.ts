import { posix } from 'node:path';
import { BerthError, duplicateTarget } from '../../errors';
import { isKnown } from '../../private/tokens';
import type { Size } from '../../size';
import { checkFile, type ContainerFile } from '../file';
import type { Mount } from '../mount';

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
   * Whether the image's own file system can't be written to (CIS Docker Benchmark 5.13). What must be written to then needs a mount.
   *
   * @default false
   */
  readonly readOnlyRootFilesystem?: boolean;

  /**
   * The size of `/dev/shm`, in whole mebibytes.
   *
   * @default - the engine's, usually 64 MiB
   */
  readonly sharedMemory?: Size;
}

/**
 * @param socket the socket by which the host's engine is reached, if it is reached by one
 */
export function checkStorage(mounts: readonly Mount[], files: readonly ContainerFile[], socket?: string): BerthError[] {
  return [
    ...mounts.flatMap(mount => mount._problems(socket)),
    ...files.flatMap(checkFile),
    ...duplicates('The target of a mount', mounts.map(mount => mount.target)),
    ...duplicates('The path of a file', files.map(file => file.path)),
  ];
}

function duplicates(what: string, paths: readonly string[]): BerthError[] {
  const known = paths.filter(isKnown).map(path => posix.normalize(path).replace(/(.)\/$/, '$1'));
  const repeated = known.filter((path, index) => known.indexOf(path) !== index);
  return [...new Set(repeated)].map(path => duplicateTarget(what, path));
}
