import { posix } from 'node:path';

/** Returns a path in a container as the engine cleans it: without `.`, `..`, doubled slashes and a slash at the end. */
export function cleanPath(path: string): string {
  return posix.normalize(path).replace(/(.)\/$/, '$1');
}
