import { delimiter } from 'node:path';
import { sync as find } from 'which';

/** Folders of administrators' commands, which may be missing from a user's PATH. */
const ADMINISTRATORS_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** Returns the path of a command, or `undefined` if it is not installed. */
export function which(command: string): string | undefined {
  return find(command, { path: [process.env.PATH ?? '', ...ADMINISTRATORS_FOLDERS].join(delimiter), nothrow: true }) ?? undefined;
}
