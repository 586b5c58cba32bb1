import { posix } from 'node:path';
import { Entry, foldersAbove, WHITEOUT } from '../tree/entry';

/** How a layer says that all files of a folder are gone from the layers below. */
const ALL_GONE = '.wh..wh..opq';

/** Links of links end after this many, as in Linux. */
const MOST_LINKS = 40;

/** An entry of a layer, as its archive has it. */
export interface LayerEntry extends Entry {
  /** The path of an earlier entry of which this one is a further name (hard link). */
  readonly linked?: string;
}

/** Returns what is left if each layer lies on those before it. */
export function combined(layers: ReadonlyArray<readonly LayerEntry[]>): readonly Entry[] {
  const entries = new Map<string, Entry>();
  for (const layer of layers) {
    for (const { path } of layer) {
      const [folder, name] = [posix.dirname(path), posix.basename(path)];
      if (name === ALL_GONE) removeBelow(entries, folder);
      else if (name.startsWith(WHITEOUT)) remove(entries, posix.join(folder, name.slice(WHITEOUT.length)));
    }
    for (const entry of unpacked(layer.filter(({ path }) => !posix.basename(path).startsWith(WHITEOUT)))) put(entries, entry);
  }
  return [...entries.values()];
}

/**
 * Returns what an engine makes of a layer: an entry below a link of the same layer is where the link leads, and all names of a file have
 * one owner and one mode, that of the last entry. Since engines differ, a name keeps the permissions that are known to be wrong.
 */
function unpacked(layer: readonly LayerEntry[]): Iterable<Entry> {
  const own = new Map<string, Entry>();
  const names = new Map<string, Set<string>>();
  for (const { linked, ...entry } of layer) {
    const path = resolved(own, entry.path);
    put(own, { ...entry, path });
    names.set(path, new Set([path]));
    if (linked === undefined) continue;
    const target = resolved(own, linked);
    const file = own.get(target);
    if (file === undefined || target === path) continue;
    const all = (names.get(target) ?? new Set([target])).add(path);
    names.set(path, all);
    const mode = entry.mode | file.mode & 0o6002;
    for (const name of all) own.set(name, { ...file, path: name, mode, uid: entry.uid, gid: entry.gid });
  }
  return own.values();
}

/** Follows the links above a path. */
function resolved(entries: ReadonlyMap<string, Entry>, path: string): string {
  let current = path;
  for (let left = MOST_LINKS; left > 0; left--) {
    const link = foldersAbove(current).find((each) => entries.get(each)?.type === 'link');
    if (link === undefined) return current;
    current = `${posix.resolve('/', posix.dirname(link), entries.get(link)!.target!)}${current.slice(link.length)}`.replace(/^\/\//, '/');
  }
  return path;
}

/** Puts an entry in the place of what is there. Only a folder keeps what is below it. */
function put(entries: Map<string, Entry>, entry: Entry): void {
  const present = entries.get(entry.path);
  if (present?.type === 'folder' && entry.type !== 'folder') removeBelow(entries, entry.path);
  entries.set(entry.path, entry);
}

function remove(entries: Map<string, Entry>, path: string): void {
  removeBelow(entries, path);
  entries.delete(path);
}

function removeBelow(entries: Map<string, Entry>, folder: string): void {
  const prefix = folder === '/' ? '/' : `${folder}/`;
  for (const path of entries.keys()) if (path.startsWith(prefix)) entries.delete(path);
}
