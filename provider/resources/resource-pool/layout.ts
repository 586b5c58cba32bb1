import { canonical, Layout, Row, Texts } from './row';
import { Bounds } from './schema';
import { VERSION_1 } from './version-1';
import { VERSION_2 } from './version-2';

/** Returns the layout of a version of control groups. */
export function layoutOf(version: string | undefined): Layout {
  return version === '2' ? VERSION_2 : VERSION_1;
}

/** Returns the files of all bounds. */
export function boundFiles({ rows }: Layout, bounds: Bounds): string[] {
  return [...new Set(rows.flatMap((row) => row.writes(bounds).map(({ file }) => file)))];
}

/**
 * Returns the path of a file below the mount point of control groups.
 *
 * @param folder  that of the group, with a leading slash
 */
export function pathOf({ version }: Layout, folder: string, file: string): string {
  if (version === '2') return `${folder.slice(1)}/${file}`;
  const [controller, name] = file.split('/') as [string, string];
  return `${controller}${folder}/${name}`;
}

/** Returns the content of the files of one group, from that of paths. */
export function textsIn(layout: Layout, folder: string, files: readonly string[], found: ReadonlyMap<string, string>): Texts {
  return new Map(files.flatMap((file): [string, string][] => {
    const text = found.get(pathOf(layout, folder, file));
    return text === undefined ? [] : [[file, text]];
  }));
}

/** Returns the bounds that the files of a group have. What is in force as `known` says keeps its spelling. */
export function readBounds({ rows }: Layout, texts: Texts, known: Bounds): Bounds {
  const valueOf = (row: Row) => holds(row, texts, known) ? known[row.attribute] : row.read(texts, known);
  return Object.fromEntries(rows.map((row) => [row.attribute, valueOf(row)])) as Bounds;
}

/** Returns the bounds for which something has to be written. */
export function changed({ rows }: Layout, desired: Bounds, prior: Bounds): Row[] {
  const spelled = (row: Row, bounds: Bounds) => JSON.stringify(row.writes(bounds));
  return rows.filter((row) => spelled(row, desired) !== spelled(row, prior));
}

/** Whether files have what a bound wants. A file that is not there has no limit. */
function holds({ writes }: Row, texts: Texts, bounds: Bounds): boolean {
  const there = writes(bounds).filter(({ file, isOptional }) => isOptional !== true || texts.has(file));
  return there.length > 0 && there.every(({ file, value }) => canonical(texts.get(file)) === value);
}
