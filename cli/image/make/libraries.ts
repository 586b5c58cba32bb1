import * as fs from 'node:fs';
import { posix } from 'node:path';
import { LeftOut } from '../../../src/shared/minimal-image';
import { describing, librariesIn, Pool } from '../debian/pool';
import { UnpackedPackage } from '../debian/unpacked';
import { foreignProgram, libraryMissing } from '../errors';
import { localFile } from './local-file';
import { Architecture, libraryFolders } from '../platform';
import { canonical, Entry } from '../tree/entry';
import { Tree } from '../tree/tree';

/** Where an image gets its shared libraries. */
export interface Libraries {
  /** The packages of the lock. @default - the libraries of this machine */
  readonly pool?: Pool;
  readonly architecture: Architecture;
  /** Whether a path stays out of the image. */
  readonly isExcluded: (path: string) => boolean;
}

/**
 * Adds the shared libraries and loaders that programs and libraries in an image need, until none is missing. Returns those that only
 * libraries need and that are nowhere. Throws an error if a program would lack one.
 *
 * @param onPackage  is told of each package from which a library comes
 */
export function addLibraries(tree: Tree, libraries: Libraries, onPackage: (from: UnpackedPackage) => void): readonly LeftOut[] {
  const missing = new Map<string, string[]>();
  const seen = new Set<string>();
  for (let waiting = unseen(tree, seen); waiting.length > 0; waiting = unseen(tree, seen)) {
    for (const entry of waiting) {
      seen.add(entry.path);
      const { machine, interpreter, needed } = entry.elf!;
      if (machine !== libraries.architecture.machine) throw foreignProgram(entry.path, machine, libraries.architecture);
      for (const name of interpreter === undefined ? needed : [interpreter, ...needed]) {
        if (findLibrary(name, entry, tree, libraries, onPackage)) continue;
        if (interpreter !== undefined) throw libraryMissing(name, entry.path, libraries.pool !== undefined);
        missing.set(name, [...missing.get(name) ?? [], entry.path]);
      }
    }
  }
  return [...missing].map(([what, neededBy]) => ({ what, kind: 'library' as const, neededBy }));
}

function unseen(tree: Tree, seen: ReadonlySet<string>): readonly Entry[] {
  return tree.all().filter(({ path, elf }) => elf !== undefined && !seen.has(path));
}

/** Adds a library, unless the image has it. Returns whether there is one. */
function findLibrary(
  name: string, neededBy: Entry, tree: Tree, { pool, architecture, isExcluded }: Libraries, onPackage: (from: UnpackedPackage) => void,
): boolean {
  const places = placesOf(name, neededBy, architecture);
  if (places.some((path) => tree.follow(path) !== undefined)) return true;
  for (const path of places.filter((each) => !isExcluded(each))) {
    const from = pool?.having(path);
    if (from !== undefined) {
      for (const entry of [...librariesIn(from, posix.dirname(path)), ...describing(from)]) tree.add(entry, from.locked.name);
      onPackage(from);
      return true;
    }
    if (pool === undefined && fs.existsSync(path)) {
      tree.add(localFile({ from: fs.realpathSync(path), to: path, mode: '0755', owner: '0:0' }), 'programs');
      return true;
    }
  }
  return false;
}

/** Returns where the loader looks for a library: at its path, or in the folders that the program names, and in those of the system. */
function placesOf(name: string, { path, elf }: Entry, architecture: Architecture): readonly string[] {
  if (name.includes('/')) return [canonical(name)];
  const named = elf!.runPath.map((folder) => folder.replace(/\$(ORIGIN|\{ORIGIN\})/g, posix.dirname(path)));
  return [...named, ...libraryFolders(architecture)].map((folder) => canonical(posix.join(folder, name)));
}
