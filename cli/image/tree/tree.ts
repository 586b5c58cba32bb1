import { posix } from 'node:path';
import { canonical, Entry, foldersAbove, pathProblem, WHITEOUT } from './entry';
import { conflictingFiles, unusablePath, whiteout } from '../errors';

/** Links of links end after this many, as in Linux. */
const MOST_LINKS = 40;

/** Where something in an image comes from: a package, or `programs`, `files` and `system`. */
export type Origin = string;

/** The files of an image, each with where it comes from. */
export class Tree {
  private readonly entries = new Map<string, { readonly entry: Entry; readonly origin: Origin }>();

  /**
   * Adds an entry. A folder may come from several places. Throws an error if another place has brought something else at the path.
   */
  public add(entry: Entry, origin: Origin): void {
    requireUsable(entry.path, origin);
    const present = this.entries.get(entry.path);
    if (present !== undefined && !(present.entry.type === 'folder' && entry.type === 'folder') && !areEqual(present.entry, entry)) {
      throw conflictingFiles(entry.path, present.origin, origin);
    }
    if (present === undefined) this.entries.set(entry.path, { entry, origin });
  }

  /** Sets an entry, whatever is there: what somebody lists takes precedence over packages. */
  public set(entry: Entry, origin: Origin): void {
    requireUsable(entry.path, origin);
    this.entries.set(entry.path, { entry, origin });
  }

  public get(path: string): Entry | undefined {
    return this.entries.get(path)?.entry;
  }

  public originOf(path: string): Origin | undefined {
    return this.entries.get(path)?.origin;
  }

  public all(): readonly Entry[] {
    return [...this.entries.values()].map(({ entry }) => entry);
  }

  public of(origin: Origin): readonly Entry[] {
    return [...this.entries.values()].filter((each) => each.origin === origin).map(({ entry }) => entry);
  }

  /** Follows links in all parts of a path. Returns the entry where they lead, or undefined if there is none. */
  public follow(path: string): Entry | undefined {
    let current = canonical(path);
    for (let left = MOST_LINKS; left > 0; left--) {
      const link = [...foldersAbove(current), current].find((each) => this.get(each)?.type === 'link');
      if (link === undefined) return this.get(current);
      const target = posix.resolve(posix.dirname(link), this.get(link)!.target!);
      current = canonical(`${target}${current.slice(link.length)}`);
    }
    return undefined;
  }
}

function requireUsable(path: string, origin: Origin): void {
  const problem = pathProblem(path);
  if (problem !== undefined) throw unusablePath(origin, problem);
  if (path.split('/').some((name) => name.startsWith(WHITEOUT))) throw whiteout(path, origin);
}

function areEqual(one: Entry, other: Entry): boolean {
  return one.type === other.type && one.target === other.target && one.content?.id === other.content?.id && one.mode === other.mode;
}
