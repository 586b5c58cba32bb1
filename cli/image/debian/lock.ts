import * as fs from 'node:fs';
import { lockDamaged, lockMissing, notInLock, platformNotInLock } from '../errors';

/** A package of a lock. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  /** The path below the mirror. */
  readonly file: string;
  /** In hexadecimal. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  /** What it depends on: for each dependency, the names of packages of which one is enough. */
  readonly depends: readonly (readonly string[])[];
  /** The names under which it counts, too. */
  readonly provides: readonly string[];
}

/** The packages from which images are made, in exact versions. Commit it. `berth image lock` writes it. */
export interface Lock {
  readonly version: 1;
  /** Such as `bookworm`. */
  readonly release: string;
  /** The packages that were asked for. The others are what these depend on. */
  readonly requested: readonly string[];
  /** Where packages are downloaded from, in the order in which they are tried. */
  readonly mirrors: readonly string[];
  /** The packages by platform. */
  readonly platforms: Readonly<Record<string, readonly LockedPackage[]>>;
}

const HASH = /^[0-9a-f]{64}$/;
/** A path that does not lead out of a mirror. */
const BELOW_MIRROR = /^(?!.*(?:^|\/)\.\.\/)\w\S*\.deb$/;

/** Reads a lock file. */
export function readLock(path: string): Lock {
  if (!fs.existsSync(path)) throw lockMissing(path);
  let lock: Lock;
  try {
    lock = JSON.parse(fs.readFileSync(path, 'utf8')) as Lock;
  } catch {
    throw lockDamaged(path, 'it is no JSON');
  }
  if (lock?.version !== 1) throw lockDamaged(path, `its \`version\` is ${JSON.stringify(lock?.version)}, not 1`);
  const damaged = Object.values(lock.platforms ?? {}).flat().find(({ sha256, file }) => !HASH.test(sha256) || !BELOW_MIRROR.test(file));
  if (damaged !== undefined) throw lockDamaged(path, `the package "${damaged.name}" has no valid \`sha256\` or \`file\``);
  return lock;
}

/** Returns the packages of a lock for a platform. */
export function packagesFor(lock: Lock, platform: string, path: string): readonly LockedPackage[] {
  const packages = lock.platforms[platform];
  if (packages === undefined) throw platformNotInLock(platform, path, Object.keys(lock.platforms), lock);
  return packages;
}

/** Returns a package by its name. */
export function packageNamed(packages: readonly LockedPackage[], name: string, path: string, lock: Lock): LockedPackage {
  const found = packages.find((each) => each.name === name);
  if (found === undefined) throw notInLock(name, path, lock);
  return found;
}
