import { CallResult, FIRST_FILE, SystemCall } from '../../../probe/attempt';

/** Linux: `AT_FDCWD`, `AT_REMOVEDIR`, and the flags of `open`. */
const HERE = -100;
const REMOVE_FOLDER = 0x200;
const [READ, WRITE] = [0, 1];

/** In bytes: the most that is read of a file, and the size of `struct statx` with the place of its device's numbers (linux/stat.h). */
const LONGEST = 1024;
const STATX = { size: 256, major: 128, minor: 132 };

/** `struct linux_dirent64`: where its fields are, what its type is for a folder, and the most bytes that it has. */
const ENTRY = { next: 8, length: 16, type: 18, name: 19, folder: 4, longest: 280 };
/** In bytes: how much of a folder is listed at once. A control group without others in it has less. */
const LISTED = 4096;

/** A name of a group is any bytes: each is a letter of the path. */
const BYTES = 'latin1';
/** In bytes: the longest path that the kernel takes at once (`PATH_MAX`). Names have at most 255. */
const LONGEST_PATH = 4095;

/** Some system calls, and what their results mean. */
export interface Step<T> {
  readonly calls: readonly SystemCall[];
  result(results: readonly CallResult[]): T;
}

/** Makes a step at a path, whatever its length. Whoever has an engine in a container can make groups in groups without an end. */
function stepAt<T>(
  path: string, calls: (near: string) => readonly SystemCall[], result: (results: readonly CallResult[]) => T,
): Step<T> {
  const folders: string[] = [];
  let near = path;
  while (near.length > LONGEST_PATH) {
    const end = near.lastIndexOf('/', LONGEST_PATH);
    folders.push(near.slice(0, end));
    near = near.slice(end + 1);
  }
  const on = folders.map((folder): SystemCall => ({ name: 'chdir', args: [text(folder)] }));
  return { calls: [...on, ...calls(near)], result: (results) => result(results.slice(on.length)) };
}

/** Writes a value into a file of a control group. Its result is the negated number of the error, or 0. */
export function writing(path: string, value: string): Step<number> {
  const content = Buffer.from(value);
  return stepAt(path, (near) => [
    { name: 'openat', args: [HERE, text(near), WRITE, 0] },
    { name: 'write', args: [FIRST_FILE, content, content.length] },
    { name: 'close', args: [FIRST_FILE] },
  ], ([opened, written]) => Math.min(0, opened!.value < 0 ? opened!.value : written!.value));
}

/** Reads a file of a control group. Its result is undefined if it can't be read. */
export function reading(path: string): Step<string | undefined> {
  return stepAt(path, (near) => [
    { name: 'openat', args: [HERE, text(near), READ, 0] },
    { name: 'read', args: [FIRST_FILE, Buffer.alloc(LONGEST), LONGEST] },
    { name: 'close', args: [FIRST_FILE] },
  ], ([opened, got]) => opened!.value < 0 || got!.value < 0 ? undefined : got!.memory[0]!.toString('utf8', 0, got!.value));
}

/** The folders in a folder, and where to go on if there are more. */
export interface Listing {
  readonly folders: readonly string[];
  readonly next: number | undefined;
}

/** Lists the folders in a folder. One that can't be read has none. */
export function listing(path: string, from: number): Step<Listing> {
  return stepAt(path, (near) => [
    { name: 'openat', args: [HERE, text(near), READ, 0] },
    { name: 'lseek', args: [FIRST_FILE, from, 0] },
    { name: 'getdents64', args: [FIRST_FILE, Buffer.alloc(LISTED), LISTED] },
    { name: 'close', args: [FIRST_FILE] },
  ], ([, , got]) => {
    const end = Math.max(0, got!.value);
    const { memory: [entries] } = got!;
    const folders: string[] = [];
    let next = 0;
    for (let at = 0; at < end; at += entries!.readUInt16LE(at + ENTRY.length)) {
      next = Number(entries!.readBigInt64LE(at + ENTRY.next));
      const name = entries!.toString(BYTES, at + ENTRY.name, entries!.indexOf(0, at + ENTRY.name));
      if (entries![at + ENTRY.type] === ENTRY.folder && name !== '.' && name !== '..') folders.push(name);
    }
    return { folders, next: end > LISTED - ENTRY.longest ? next : undefined };
  });
}

/** Removes a control group. Its result is as that of `writing`. */
export function removing(path: string): Step<number> {
  return stepAt(path, (near) => [{ name: 'unlinkat', args: [HERE, text(near), REMOVE_FOLDER] }], ([removed]) => removed!.value);
}

/** Finds out the numbers of a device, "8:0". */
export function numbering(path: string): Step<string> {
  return {
    calls: [{ name: 'statx', args: [HERE, text(path), 0, 0, Buffer.alloc(STATX.size)] }],
    result: ([found]) => {
      const statx = found!.memory[1]!;
      return `${statx.readUInt32LE(STATX.major)}:${statx.readUInt32LE(STATX.minor)}`;
    },
  };
}

/** Returns the results of steps from those of all their calls. */
export function resultsOf<T>(steps: readonly Step<T>[], results: readonly CallResult[]): T[] {
  let at = 0;
  return steps.map(({ calls, result }) => result(results.slice(at, at += calls.length)));
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`, BYTES);
}
