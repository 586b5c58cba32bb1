import { posix } from 'node:path';

/** A path of the host that a container sees. */
export interface HostPath {
  readonly path: string;
  /** Whether neither the container nor the engine changes what is at the path. */
  readonly readOnly: boolean;
  /** Whether file systems that are mounted below the path later appear in the container: they would be writable. @default false */
  readonly propagates?: boolean;
  /**
   * Whether the engine fills it with files of the image, as it does with an empty volume when it creates a container: as root, with
   * set-user-ID files, and with the owner and the permissions of the image's folder. @default false
   */
  readonly filled?: boolean;
}

/** A folder of the host that its owner shares with containers. */
export interface SharedFolder {
  readonly path: string;
  readonly readOnly: boolean;
}

/** Returns the folder that is shared for writing and has a path in it, if there is one. */
export function writableFolderAround(path: string, folders: readonly SharedFolder[]): SharedFolder | undefined {
  const canonical = canonicalPath(path);
  const isAround = (folder: string) => canonical !== folder && isWithin(canonical, folder);
  return folders.find(({ path: folder, readOnly }) => !readOnly && isAround(canonicalPath(folder)));
}

/** Returns the one spelling of a host path: no doubled or trailing slash, no `..`, and /run for /var/run. */
export function canonicalPath(path: string): string {
  const normal = posix.normalize(path).replace(/(.)\/$/, '$1').replace(/^\/\//, '/');
  return normal === '/var/run' || normal.startsWith('/var/run/') ? normal.slice('/var'.length) : normal;
}

/** Returns whether a path is a folder or is inside it. Both are canonical. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}
