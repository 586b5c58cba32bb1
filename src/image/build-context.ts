import { createHash } from 'node:crypto';
import {
  chmodSync, constants, copyFileSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, statSync, symlinkSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize, posix, relative, resolve, sep } from 'node:path';
import { contextNotFolder, dockerfileMissing, dockerfileOutside, ignorePatternInvalid } from './errors';
import { readFileContent } from './file-content';
import { ImageFile } from '../model/image';
import { pathMissing } from '../private/errors';
import { contextRules, ContextRules, IGNORE_FILE, invalidPattern, TERRAFORM_FILES } from '../shared/build-context';

/** The default output folder of cdktf. A synthesis writes to it, so an image that contains it would never settle. */
const OUTPUT = '**/cdktf.out';

interface Entry {
  readonly type: 'file' | 'folder' | 'link';
  /** Relative to the folder, with slashes. */
  readonly name: string;
  readonly path: string;
  readonly mode: number;
}

/** A folder with a Dockerfile, from which an engine builds an image. */
export class BuildContext {
  public readonly folder: string;
  /** The path of the Dockerfile in the folder, with slashes. */
  public readonly dockerfile: string;

  /**
   * @param folder the folder, absolute or relative to the working directory
   * @param dockerfile the path of the Dockerfile in the folder
   */
  constructor(folder: string, dockerfile: string) {
    this.folder = resolve(folder);
    const stats = statSync(this.folder, { throwIfNoEntry: false });
    if (!stats) throw pathMissing('The folder', folder, this.folder);
    if (!stats.isDirectory()) throw contextNotFolder(folder);
    this.dockerfile = normalize(dockerfile).split(sep).join('/');
    if (isAbsolute(dockerfile) || this.dockerfile.startsWith('../')) throw dockerfileOutside(dockerfile, folder);
    const file = statSync(join(this.folder, this.dockerfile), { throwIfNoEntry: false });
    if (!file?.isFile()) throw dockerfileMissing(dockerfile, folder);
  }

  /**
   * The name of the folder. The folder of the app, and one around it, is called "image", since each checkout may have another name,
   * and the name becomes part of an address in Terraform.
   */
  public get stem(): string {
    const isAroundApp = !relative(this.folder, process.cwd()).startsWith('..');
    return isAroundApp ? 'image' : basename(this.folder);
  }

  /**
   * Returns what of the folder belongs to the image: everything except what `.dockerignore` excludes, Terraform's own files and
   * what a synthesis writes.
   *
   * @param output the folder that the app synthesizes to
   */
  public without(output: string): ImageFile {
    const { folder } = this;
    const file = join(folder, IGNORE_FILE);
    const inFolder = relative(folder, output).split(sep).join('/');
    const outputs = inFolder === '' || inFolder.startsWith('../') ? [OUTPUT] : [OUTPUT, inFolder];
    const ignored = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const invalid = invalidPattern(ignored);
    if (invalid !== undefined) throw ignorePatternInvalid(invalid, folder);
    const rules = contextRules(ignored, this.dockerfile, [...TERRAFORM_FILES, ...outputs]);
    let hash: string | undefined;
    return {
      get hash() {
        return hash ??= hashOf(entriesOf(folder, rules));
      },
      writeTo: (target) => copy(entriesOf(folder, rules), target),
    };
  }
}

/** Walks the folder, each folder before its content. The order depends on names only. Leaves out sockets, pipes and devices. */
function* entriesOf(folder: string, rules: ContextRules, below = ''): Generator<Entry> {
  for (const child of readdirSync(join(folder, below)).sort((one, other) => (one < other ? -1 : 1))) {
    const name = posix.join(below, child);
    const path = join(folder, name);
    const stats = lstatSync(path);
    const type = stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? 'link' : undefined;
    if (type === undefined) continue;
    if (!rules.excludes(name)) yield { type, name, path, mode: stats.mode % 0o10000 };
    if (type === 'folder' && rules.enters(name)) yield* entriesOf(folder, rules, name);
  }
}

/** Hashes names, permissions, links and contents. Times, owners and the location of the folder do not matter. */
function hashOf(entries: Iterable<Entry>): string {
  const hash = createHash('sha256');
  for (const { type, name, path, mode } of entries) {
    // The permissions of a symbolic link differ between systems, and nothing uses them.
    const rest = type === 'link' ? [readlinkSync(path)] : type === 'file' ? [mode, hashFile(path)] : [mode];
    hash.update(`${JSON.stringify([type, name, ...rest])}\n`);
  }
  return hash.digest('hex');
}

function hashFile(path: string): string {
  const hash = createHash('sha256');
  readFileContent(path, (piece) => hash.update(piece));
  return hash.digest('hex');
}

function copy(entries: Iterable<Entry>, target: string): void {
  mkdirSync(target, { recursive: true });
  const folders: { readonly path: string; readonly mode: number }[] = [];
  for (const { type, name, path, mode } of entries) {
    const to = join(target, name);
    // A folder that is excluded, but has content that is not.
    mkdirSync(dirname(to), { recursive: true });
    if (type === 'link') {
      symlinkSync(readlinkSync(path), to);
    } else if (type === 'folder') {
      mkdirSync(to, { recursive: true });
      folders.push({ path: to, mode });
    } else {
      copyFileSync(path, to, constants.COPYFILE_FICLONE);
      chmodSync(to, mode);
    }
  }
  // Last, since a folder may allow no writing.
  for (const { path, mode } of folders.reverse()) chmodSync(path, mode);
}
