import { posix } from 'node:path';
import { canonicalPath, isBelow } from '../../../engine/canonical/path';
import { Upload } from '../fields/upload';

/** Where files of a container are stored, by the attribute names of `docker_container`. */
export interface Storage {
  readonly read_only?: unknown;
  readonly mounts?: unknown;
  readonly volumes?: unknown;
  readonly tmpfs?: unknown;
}

/** The files of a container whose root file system is read-only. */
export interface ReadOnlyRootFiles {
  /** Those that the engine accepts, since they are in a volume. */
  readonly inVolumes: readonly Upload[];
  /** All others. */
  readonly others: readonly Upload[];
  /** The folders of the others that are in no other one of them. */
  readonly folders: readonly string[];
}

/**
 * Divides the files of a container whose root file system is read-only, into which the engine puts no files, by where they go.
 *
 * @param imageVolumes  the paths for which the image declares volumes
 */
export function filesOfReadOnlyRoot(uploads: readonly Upload[], storage: Storage, imageVolumes: readonly string[] = []): ReadOnlyRootFiles {
  const volumes = [...volumeFolders(storage), ...imageVolumes];
  const isInVolume = ({ file }: Upload) => volumes.some((folder) => isBelow(file, folder));
  const others = uploads.filter((upload) => !isInVolume(upload));
  const folders = [...new Set(others.map(({ file }) => posix.dirname(canonicalPath(file))))];
  return {
    inVolumes: uploads.filter(isInVolume),
    others,
    folders: folders.filter((folder) => !folders.some((other) => other !== folder && isBelow(folder, other))).sort(),
  };
}

/** The paths of the volumes, deepest first. Each ends in a slash. */
export function volumeFolders({ mounts, volumes }: Storage): string[] {
  const targets = [
    ...mountsOf(mounts).filter(({ type }) => type !== 'tmpfs').map(({ target }) => target),
    ...((volumes ?? []) as { container_path: string | null }[]).flatMap(({ container_path: path }) => path ?? []),
  ];
  return targets.map((target) => canonicalPath(target).replace(/\/?$/, '/')).sort((a, b) => b.length - a.length);
}

/** The paths at which the configuration of a container mounts something. */
export function mountTargets(storage: Storage): string[] {
  return [
    ...mountsOf(storage.mounts).map(({ target }) => target),
    ...volumeFolders({ volumes: storage.volumes }),
    ...Object.keys((storage.tmpfs ?? {}) as object),
  ].map(canonicalPath);
}

/** A folder at which something is mounted. */
export interface MountPoint {
  readonly path: string;
  readonly mode: number;
}

/**
 * The mount points in a folder. A file system in memory gets the mode of its mount point, if there is one. Whether a bind mount shows a
 * file or a folder is not known, so its mount point is left out.
 */
export function mountPointsIn(folder: string, storage: Storage): MountPoint[] {
  const inMemory = Object.entries((storage.tmpfs ?? {}) as Record<string, string>).map(([path, options]) => (
    { path, mode: parseInt(/(?:^|,)mode=([0-7]+)/.exec(options)?.[1] ?? '', 8) || ANYBODY }));
  const mounted = mountsOf(storage.mounts).filter(({ type }) => type !== 'bind')
    .map(({ type, target: path, tmpfs_options: [options] = [] }) => ({ path, mode: type === 'tmpfs' ? options?.mode || ANYBODY : OWNER }));
  const volumes = volumeFolders({ volumes: storage.volumes }).map((path) => ({ path, mode: OWNER }));
  return [...inMemory, ...mounted, ...volumes].map(({ path, mode }) => ({ path: canonicalPath(path), mode }))
    .filter(({ path }) => path !== folder && isBelow(path, folder));
}

/** The mode of a new file system in memory, and that of a new folder. */
const ANYBODY = 0o1777;
const OWNER = 0o755;

interface ConfiguredMount {
  readonly type: string;
  readonly target: string;
  readonly tmpfs_options?: readonly { readonly mode?: number | null }[];
}

function mountsOf(mounts: unknown): readonly ConfiguredMount[] {
  return (mounts ?? []) as ConfiguredMount[];
}
