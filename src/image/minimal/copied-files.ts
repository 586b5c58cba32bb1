import { lstatSync, readdirSync, readlinkSync, realpathSync, Stats, statSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { MinimalImageFile } from './minimal-image-options';
import { FileSpec } from '../../shared/minimal-image';
import { linkLeavesFolder, noPlainFile, setuidNotAllowed, unknownMode } from '../errors';

/** Permissions with setuid or setgid. */
const SETUID = /^[2-7][0-7]{3}$/;

/**
 * Returns a file, or the files in a folder, in an order that is the same on each machine. Links in a folder stay links, and must stay in
 * it: what a link leads to may be a secret of the machine.
 *
 * @param setuid  the paths that may have setuid and setgid
 */
export function copiedFiles(file: MinimalImageFile, setuid: readonly string[]): FileSpec[] {
  if (file.mode !== undefined && !/^[0-7]{3,4}$/.test(file.mode)) throw unknownMode(file.path, file.mode);
  const specs = filesOf(file);
  const refused = specs.find(({ mode, to }) => SETUID.test(mode) && !setuid.includes(to));
  if (refused !== undefined) throw setuidNotAllowed(refused.to, refused.mode);
  return specs;
}

function filesOf({ path, source, content, contentBase64, mode, owner = '0:0', platform }: MinimalImageFile): FileSpec[] {
  const common = { owner, ...platform !== undefined && { platform } };
  if (source === undefined) {
    const base64 = contentBase64 ?? Buffer.from(content!).toString('base64');
    return [{ ...common, to: path, content: base64, mode: mode ?? '0644' }];
  }
  const root = resolve(source);
  const copied = (from: string, to: string, stats: Stats): FileSpec[] => {
    if (stats.isDirectory()) {
      return readdirSync(from).sort().flatMap((name) => copied(join(from, name), posix.join(to, name), lstatSync(join(from, name))));
    }
    if (stats.isSymbolicLink()) return [{ ...common, to, link: targetWithin(root, from), mode: '0777' }];
    if (!stats.isFile()) throw noPlainFile(from, kindOf(stats));
    return [{ ...common, to, from, mode: mode ?? (isExecutable(stats.mode) ? '0755' : '0644') }];
  };
  // Whoever lists a link means what it leads to.
  return copied(root, path, statSync(root));
}

/** Returns where a link in a folder leads, relative to the link, as it is in the image. Throws if that is not in the folder. */
function targetWithin(root: string, link: string): string {
  const target = readlinkSync(link);
  const place = resolve(dirname(link), target);
  const isWithin = (path: string, folder: string) => path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
  let real: string;
  try {
    real = realpathSync.native(link);
    // With "..", a target may lead through links to elsewhere than its text says.
    if (isWithin(place, root) && isWithin(real, realpathSync.native(root)) && realpathSync.native(place) === real) {
      return relative(dirname(link), place).split(sep).join('/') || '.';
    }
  } catch {
    // It leads to nothing.
  }
  throw linkLeavesFolder(link, target, root);
}

function kindOf(stats: Stats): string {
  return stats.isFIFO() ? 'a pipe (FIFO)' : stats.isSocket() ? 'a socket' : 'a device';
}

/** Whether the owner of a file can execute it. */
function isExecutable(mode: number): boolean {
  return Math.floor(mode / 0o100) % 2 === 1;
}
