import { posix } from 'node:path';

/** One form of a path inside a container: no `.` or `..`, no doubled slashes, none at its end. */
export function canonicalPath(spelling: string): string {
  const clean = posix.normalize(spelling);
  return clean.length > 1 && clean.endsWith('/') ? clean.slice(0, -1) : clean;
}

/** Whether a path is a folder, or lies below it. */
export function isBelow(path: string, folder: string): boolean {
  const top = canonicalPath(folder);
  return canonicalPath(path) === top || canonicalPath(path).startsWith(top === '/' ? top : `${top}/`);
}
