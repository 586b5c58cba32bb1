import { posix } from 'node:path';

/** Returns the canonical form of a path inside a container, without `.`, `..`, double slashes and a trailing slash. */
export function canonicalPath(spelling: string): string {
  const clean = posix.normalize(spelling);
  return clean.length > 1 && clean.endsWith('/') ? clean.slice(0, -1) : clean;
}

/** Whether a path is a folder or is inside that folder. */
export function isBelow(path: string, folder: string): boolean {
  const top = canonicalPath(folder);
  return canonicalPath(path) === top || canonicalPath(path).startsWith(top === '/' ? top : `${top}/`);
}
