import * as fs from 'node:fs';
import { notRegular } from './errors';

/** Throws an error if a path is neither a regular file nor a folder: the provider would wait for the writer of a pipe, for ever. */
export function requireRegular(path: string): void {
  const stats = fs.statSync(path);
  if (!stats.isFile() && !stats.isDirectory()) throw notRegular(path);
}

/** Reads a file that a configuration names, as text. */
export function readRegular(path: string): string {
  requireRegular(path);
  return fs.readFileSync(path, 'utf8');
}
