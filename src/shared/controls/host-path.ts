import { posix } from 'node:path';

/** A path of the host that a container sees. */
export interface HostPath {
  readonly path: string;
  readonly readOnly: boolean;
}

/** A folder of the host that its owner shares with containers. */
export interface SharedFolder {
  readonly path: string;
  readonly readOnly: boolean;
}

/** Returns whether a path is in a shared folder, and is not writable if the folder is shared read-only. */
export function isShared({ path, readOnly }: HostPath, folders: readonly SharedFolder[] = []): boolean {
  return folders.some((folder) => isWithin(canonicalPath(path), canonicalPath(folder.path)) && (readOnly || !folder.readOnly));
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
