import { posix } from 'node:path';
import { LeftOut } from '../../../src/shared/minimal-image';
import { UnpackedPackage } from '../debian/unpacked';
import { Tree } from '../tree/tree';

/** Where programs are that are started by their name alone. */
const PROGRAM_FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin'];

/** Returns what something in an image asks for that the image does not have: packages, and interpreters of scripts. */
export function leftOutOf(tree: Tree, used: readonly UnpackedPackage[], whole: readonly string[]): readonly LeftOut[] {
  return [...packagesLeftOut(used, whole), ...interpretersLeftOut(tree)];
}

function packagesLeftOut(used: readonly UnpackedPackage[], whole: readonly string[]): readonly LeftOut[] {
  const present = new Set(used.flatMap(({ locked: { name, provides } }) => [name, ...provides]));
  const neededBy = new Map<string, string[]>();
  for (const { locked: { name, depends } } of used.filter(({ locked }) => whole.includes(locked.name))) {
    for (const alternatives of depends) {
      if (alternatives.some((each) => present.has(each))) continue;
      const what = alternatives.join(' | ');
      neededBy.set(what, [...neededBy.get(what) ?? [], name]);
    }
  }
  return listed('package', neededBy);
}

function interpretersLeftOut(tree: Tree): readonly LeftOut[] {
  const neededBy = new Map<string, string[]>();
  for (const { path, interpreter } of tree.all()) {
    if (interpreter === undefined) continue;
    const places = posix.isAbsolute(interpreter) ? [interpreter] : PROGRAM_FOLDERS.map((folder) => posix.join(folder, interpreter));
    if (places.every((place) => tree.follow(place) === undefined)) neededBy.set(interpreter, [...neededBy.get(interpreter) ?? [], path]);
  }
  return listed('interpreter', neededBy);
}

function listed(kind: LeftOut['kind'], neededBy: ReadonlyMap<string, readonly string[]>): readonly LeftOut[] {
  return [...neededBy].map(([what, by]) => ({ what, kind, neededBy: by }));
}
