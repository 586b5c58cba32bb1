import { readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { pathMissing } from './errors';

/** Returns a path in a container as the engine cleans it: without `.`, `..`, doubled slashes and a slash at the end. */
export function cleanPath(path: string): string {
  return posix.normalize(path).replace(/(.)\/$/, '$1');
}

/**
 * Reads a text file. Throws an error if it can't be read.
 *
 * @param what what it is for, such as "The seccomp profile"
 */
export function readTextFile(what: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw pathMissing(what, path, resolve(path));
  }
}
