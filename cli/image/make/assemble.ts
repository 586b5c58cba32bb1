import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { excludedBy } from './excluded';
import { leftOutOf } from './left-out';
import { addLibraries } from './libraries';
import { localFile } from './local-file';
import { addSystem } from './system';
import { FileSpec, LeftOut, MinimalImageSpec, PackageReport, PlatformReport } from '../../../src/shared/minimal-image';
import { HashedFile } from '../bom/contents';
import { copyrightOf, licenseOf } from '../debian/license';
import { describing, Pool } from '../debian/pool';
import { UnpackedPackage } from '../debian/unpacked';
import { nothingListed, setuidNotListed } from '../errors';
import { findingsIn } from '../findings';
import { Architecture } from '../platform';
import { byPath, Entry, foldersAbove, plainFolder } from '../tree/entry';
import { Tree } from '../tree/tree';

const SETUID = 0o6000;

/** The root file system of an image, in the parts that become its layers. */
export interface Assembled extends Pick<PlatformReport, 'packages' | 'leftOut' | 'findings' | 'excluded'> {
  readonly parts: readonly Part[];
  /** The packages themselves, for the bill of materials. */
  readonly unpacked: readonly UnpackedPackage[];
  /** The files that are in no package. */
  readonly files: readonly HashedFile[];
}

/** The files that come from one place. */
export interface Part {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Puts together the root file system of an image for one platform. */
export function assemble(spec: MinimalImageSpec, architecture: Architecture, pool: Pool | undefined): Assembled {
  const tree = new Tree();
  const isExcluded = excludedBy(spec.exclude);
  const [used, leftOut] = [new Map<string, UnpackedPackage>(), [] as LeftOut[]];
  let excluded = 0;

  for (const name of spec.packages) {
    const whole = pool!.named(name);
    used.set(name, whole);
    const kept = whole.entries.filter(({ path }) => !isExcluded(path));
    excluded += whole.entries.length - kept.length;
    for (const entry of [...kept, ...describing(whole)]) tree.add(withoutSetuid(entry, spec, leftOut), name);
  }
  const isFor = ({ platform }: { readonly platform?: string }) => platform === undefined || platform === architecture.platform;
  for (const each of spec.programs.filter(isFor)) tree.set(localFile(each), 'programs');
  for (const each of spec.files.filter(isFor)) tree.set(withAllowedMode(localFile(each), each, spec), 'files');
  if (tree.all().length === 0) throw nothingListed(architecture.platform);

  const missing = addLibraries(tree, { ...pool && { pool }, architecture, isExcluded }, (from) => used.set(from.locked.name, from));
  addSystem(tree, spec, read);
  addParents(tree);
  const sorted = [...used.keys()].sort((one, other) => pool!.compare(one, other));
  const unpacked = sorted.map((name) => used.get(name)!);
  return {
    parts: [...sorted, 'system', 'programs', 'files'].map((title) => ({ title, entries: partOf(tree, title) }))
      .filter(({ entries }) => entries.length > 0),
    packages: unpacked.map((each) => reportOf(each, spec.packages.includes(each.locked.name))),
    unpacked,
    leftOut: [...leftOut, ...missing, ...leftOutOf(tree, unpacked, spec.packages)],
    findings: findingsIn(tree.all(), read),
    files: ['system', 'programs', 'files'].flatMap((origin) => tree.of(origin)).filter(({ type }) => type === 'file')
      .map((entry) => ({ entry, sha1: hashed('sha1', entry), sha256: hashed('sha256', entry) })),
    excluded,
  };
}

function hashed(algorithm: string, entry: Entry): string {
  return createHash(algorithm).update(read(entry)).digest('hex');
}

/** Returns the content of a file. */
function read({ content }: Entry): Buffer {
  return content!.data ?? fs.readFileSync(content!.path!);
}

function withoutSetuid(entry: Entry, { setuid }: MinimalImageSpec, leftOut: LeftOut[]): Entry {
  if (entry.type !== 'file' || (entry.mode & SETUID) === 0 || setuid.includes(entry.path)) return entry;
  leftOut.push({ what: entry.path, kind: 'setuid', neededBy: [] });
  return { ...entry, mode: entry.mode & ~SETUID };
}

/** Throws if a file that somebody lists would keep setuid or setgid without being listed for that. */
function withAllowedMode(entry: Entry, { to, mode }: FileSpec, { setuid }: MinimalImageSpec): Entry {
  const isAllowed = entry.type === 'link' || (entry.mode & SETUID) === 0 && entry.mode <= 0o7777 || setuid.includes(to)
    || setuid.includes(entry.path);
  if (!isAllowed) throw setuidNotListed(to, mode);
  return entry;
}

/** Adds the folders above all entries, since engines make those that are missing with other permissions. */
function addParents(tree: Tree): void {
  for (const { path } of tree.all()) {
    for (const folder of foldersAbove(path)) if (!tree.get(folder)) tree.add(plainFolder(folder), tree.originOf(path)!);
  }
}

/** Returns what comes from one place, and the folders above it, so that the layer can be unpacked alone. */
function partOf(tree: Tree, origin: string): readonly Entry[] {
  const own = tree.of(origin);
  const folders = new Set(own.flatMap(({ path }) => foldersAbove(path)));
  const above = [...folders].map((path) => tree.get(path)!).filter((entry) => tree.originOf(entry.path) !== origin);
  return [...own, ...above].sort(byPath);
}

function reportOf({ locked: { name, version, architecture }, entries }: UnpackedPackage, whole: boolean): PackageReport {
  const copyright = entries.find(({ path }) => path === copyrightOf(name));
  const license = copyright?.content === undefined ? undefined : licenseOf(read(copyright).toString());
  return { name, version, architecture, whole, ...license !== undefined && { license } };
}
