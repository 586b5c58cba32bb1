import { canonicalPath, HostPath, isWithin, SharedFolder, writableFolderAround } from './host-path';

/** A part of a machine whose files no host can share. */
interface Part {
  readonly folder: string;
  /** What is there, as a clause. */
  readonly where: string;
}

const KERNEL = 'where the kernel shows and changes the machine';
const LISTENERS = 'where the engine and other services of the machine listen';
const CONTAINERS = 'where an engine keeps the files of all containers';
const OWN = 'where Berth keeps the memory of containers that others become forks of, and what runs as root';

/** The parts of every machine that are no storage, and the folders that engines have by default. */
const PARTS: readonly Part[] = [
  ...['/dev', '/proc', '/sys'].map((folder) => ({ folder, where: KERNEL })),
  { folder: '/run', where: LISTENERS },
  ...['/var/lib/containerd', '/var/lib/containers', '/var/lib/docker'].map((folder) => ({ folder, where: CONTAINERS })),
  { folder: '/var/lib/berth', where: OWN },
];

/** The folders that CIS Docker Benchmark 5.6 lists. */
const SYSTEM: readonly string[] = ['/', '/boot', '/dev', '/etc', '/lib', '/proc', '/sys', '/usr'];

/** Characters that a reader does not see, or that change the order of those around them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Returns whether the machine itself runs on the files at a path. */
export function isSensitive(path: string): boolean {
  return SYSTEM.includes(canonicalPath(path));
}

/**
 * Returns whether a path is a shared folder or in one, and is not writable if the folder is shared read-only. Of a folder that is shared
 * for writing, only the folder itself counts: a container that writes to it could replace what is in it by a link to anything. A mount to
 * which later mounts propagate is not shared: nobody knows what it will show. Neither is what no host can share, nor a volume that the
 * engine fills with files of the image: a set-user-ID file among them makes every user of the host root.
 *
 * @param engineFolders the folders of the engine of this machine, as far as they are known
 */
export function isShared(
  { path, readOnly, propagates = false, filled = false }: HostPath,
  folders: readonly SharedFolder[] = [],
  engineFolders: readonly string[] = [],
): boolean {
  const canonical = canonicalPath(path);
  if (propagates || filled) return false;
  if (writableFolderAround(path, folders) !== undefined || partAt(canonical, engineFolders) !== undefined) return false;
  return folders.some((folder) => (
    sharingProblem(folder) === undefined && isWithin(canonical, folder.path) && (readOnly || !folder.readOnly)));
}

/** Returns the part of a machine that a path is, has in it, or is in. */
function partAt(path: string, engineFolders: readonly string[]): Part | undefined {
  const own = engineFolders.map((folder) => ({ folder: canonicalPath(folder), where: CONTAINERS }));
  return [...PARTS, ...own].find(({ folder }) => isWithin(path, folder) || isWithin(folder, path));
}

/**
 * Returns why a host can't share a folder, and what to do, without the last full stop. Returns undefined if it can.
 *
 * A folder has one spelling, so that it means to the engine what it says to a reader.
 */
export function sharingProblem({ path, readOnly }: SharedFolder): string | undefined {
  return spellingProblem(path) ?? placeProblem(path) ?? writingProblem(path, readOnly);
}

/** Returns why a path is not the one spelling of a folder, in the same form. */
export function spellingProblem(path: string): string | undefined {
  const visible = path.replace(UNSEEN, (each) => `\\u{${each.codePointAt(0)!.toString(16)}}`);
  if (visible !== path) return `The shared folder "${visible}" has a character in its name that a reader does not see. Rename the folder`;
  const canonical = canonicalPath(path);
  return path === canonical ? undefined : `"${path}" is not the shortest path of a shared folder. Write "${canonical}"`;
}

function placeProblem(path: string): string | undefined {
  const part = partAt(path, []);
  if (part === undefined || path === '/') {
    return !isSensitive(path) ? undefined
      : `The machine itself runs on the files in "${path}", so it can't be a shared folder (CIS Docker Benchmark 5.6). `
      + 'Share a folder inside it';
  }
  const { folder, where } = part;
  const relation = path === folder ? 'is' : isWithin(path, folder) ? `is in "${folder}",` : `has "${folder}" in it,`;
  return `The shared folder "${path}" ${relation} ${where}. Share another folder`;
}

function writingProblem(path: string, readOnly: boolean): string | undefined {
  const system = readOnly ? undefined : SYSTEM.find((folder) => folder !== '/' && isWithin(path, folder));
  return system && `The machine itself runs on the files in "${system}", so "${path}" can't be shared for writing `
    + '(CIS Docker Benchmark 5.6). Share it read-only, or share another folder';
}
