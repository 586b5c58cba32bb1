import { listing, Listing, Step } from './calls';
import { Helper } from './helper';

/** A control group that an engine made for a container, or one in it. */
export const OF_CONTAINER = /\/(?:docker-)?([0-9a-f]{64})(?:\.scope)?(?:\/|$)/;

/** How many steps one helper makes, and how long all their paths are, since the memory for their calls is limited. */
const AT_ONCE = 12;
const LETTERS_AT_ONCE = 6_000;
/** In letters: into what is deeper nobody looks. */
const DEEPEST = 12_000;
/** How many groups it finds. Whoever has an engine in it can make any number. */
const MOST_GROUPS = 2_000;

/**
 * Returns the folders of groups and of those in them, whatever their depth.
 *
 * @param container  where they are, below the mount point of control groups
 * @param groups     the groups, below that. @default - the container's own
 */
export async function foldersIn(helper: Helper, container: string, groups: readonly string[] = ['']): Promise<string[]> {
  const found = [...groups];
  let left = groups.map((folder) => ({ folder, from: 0 }));
  while (left.length > 0 && found.length < MOST_GROUPS) {
    const positions = new Map(left.map(({ folder, from }) => [folder, from]));
    const listed: Listing[] = await inParts(helper, container, [...positions.keys()], (path, folder) => (
      listing(path, positions.get(folder)!)));
    const within = left.flatMap(({ folder }, index) => listed[index]!.folders.map((name) => `${folder}/${name}`))
      .filter(({ length }) => length <= DEEPEST);
    found.push(...within);
    left = [
      ...within.map((folder) => ({ folder, from: 0 })),
      ...left.flatMap(({ folder }, index) => listed[index]!.next === undefined ? [] : [{ folder, from: listed[index]!.next }]),
    ];
  }
  return found.slice(0, MOST_GROUPS);
}

/** Makes a step for each folder, in several helpers if there are many. */
export async function inParts<T>(
  helper: Helper, container: string, folders: readonly string[], step: (path: string, folder: string) => Step<T>,
): Promise<T[]> {
  const results: T[] = [];
  for (const part of parts(folders)) {
    results.push(...await helper.within(container, (here) => part.map((folder) => step(`${here}${folder}`, folder))));
  }
  return results;
}

function parts(folders: readonly string[]): string[][] {
  const all: string[][] = [];
  let letters = Infinity;
  for (const folder of folders) {
    letters += folder.length;
    if (letters > LETTERS_AT_ONCE || all.at(-1)!.length === AT_ONCE) {
      all.push([]);
      letters = folder.length;
    }
    all.at(-1)!.push(folder);
  }
  return all;
}
