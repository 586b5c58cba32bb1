import { posix } from 'node:path';
import { Elf } from '../elf';

/** Where the content of a file comes from. */
export interface Content {
  /** Equal for equal contents. */
  readonly id: string;
  /** In bytes. */
  readonly size: number;
  /** A file in the cache. @default - `data` is the content */
  readonly path?: string;
  readonly data?: Buffer;
}

/** A file, a folder or a symbolic link in an image. */
export interface Entry {
  /** The absolute path. */
  readonly path: string;
  readonly type: 'file' | 'folder' | 'link';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** What a file contains. */
  readonly content?: Content;
  /** Where a link leads. */
  readonly target?: string;
  /** What the loader reads, if the file is a program or a library. */
  readonly elf?: Elf;
  /** Whether a program gets capabilities by the file, as with setuid. */
  readonly hasCapabilities?: boolean;
  /** The interpreter in the first line of a script. */
  readonly interpreter?: string;
}

/** How the name of what is gone begins in a layer (OCI Image Specification, "Whiteouts"). */
export const WHITEOUT = '.wh.';

/** The folders that are links to those in /usr since Debian 12. */
const MERGED = /^\/(bin|sbin|lib|lib32|lib64|libx32)(?=\/|$)/;

/** Returns a path without links of the whole system: `/lib/x` is `/usr/lib/x`. */
export function canonical(path: string): string {
  return posix.join('/', path).replace(/(?<=.)\/$/, '').replace(MERGED, '/usr/$1');
}

/** Returns the folders above a path, from the highest down, without the root. */
export function foldersAbove(path: string): readonly string[] {
  const names = path.split('/').slice(1, -1);
  return names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`);
}

/** How long a path may be, in bytes (PATH_MAX of Linux), and how many folders may be above. */
const [LONGEST_PATH, DEEPEST] = [4096, 128];

/** Returns what is wrong with a path that no image needs, and that would take much time or memory. */
export function pathProblem(path: string): string | undefined {
  if (Buffer.byteLength(path) >= LONGEST_PATH) return `it has a path of ${LONGEST_PATH} bytes or more: ${path.slice(0, 100)}…`;
  return path.split('/').length - 2 > DEEPEST ? `it has a path with more than ${DEEPEST} folders above: ${path.slice(0, 100)}…` : undefined;
}

/** A folder that nobody described. */
export function plainFolder(path: string): Entry {
  return { path, type: 'folder', mode: 0o755, uid: 0, gid: 0 };
}

/** Orders by paths, so that a folder comes before what is in it, the same on each machine. */
export function byPath(one: { readonly path: string }, other: { readonly path: string }): number {
  return one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
}
