import { listing, Listing, Step } from './calls';
import { Helper } from './helper';

/** A control group that an engine made for a container, or one in it. */
export const OF_CONTAINER = /\/(?:docker-)?([0-9a-f]{64})(?:\.scope)?(?:\/|$)/;

/** How many steps one helper makes, since the memory for their calls is limited. */
const AT_ONCE = 12;
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
    const within = left.flatMap(({ folder }, index) => listed[index]!.folders.map((name) => `${folder}/${name}`));
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
  for (let at = 0; at < folders.length; at += AT_ONCE) {
    const part = folders.slice(at, at + AT_ONCE);
    results.push(...await helper.within(container, (here) => part.map((folder) => step(`${here}${folder}`, folder))));
  }
  return results;
}
