import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Script } from 'node:vm';

/*
 * Runs a file with the code that V8 compiled from it before: compiling a big file takes longer than everything else that a provider does
 * until its handshake. The code is kept among the user's cached files, and not beside the file: Terraform's lock file has a hash of that
 * folder. V8 itself ignores code of another version of V8, but not damaged code, and it recognizes the file by its length only. So the code
 * is found by a hash of the file, and has a hash of its own.
 */

/** Where the file finds what runs its function. */
const LOAD = Symbol.for('berth.load');

/** The function of a CommonJS module. */
type Main = (exports: object, require: NodeJS.Require, module: object, filename: string, dirname: string) => void;

const HASH = 'sha256';
const HASH_BYTES = 32;

/** The bits of a mode with which others than the owner can write. */
const WRITABLE_BY_OTHERS = 0o022;

/** Loads a bundle, which has only ASCII characters. */
function load(file: string): void {
  const content = readFileSync(file);
  const cache = process.env.NODE_DISABLE_COMPILE_CACHE === undefined ? cacheFor(content) : undefined;
  const cachedData = cache && read(cache);
  const script = new Script(content.toString('latin1'), { filename: file, ...cachedData && { cachedData } });
  const module = { exports: {} };
  Object.assign(globalThis, { [LOAD]: (main: Main) => main(module.exports, createRequire(file), module, file, dirname(file)) });
  script.runInThisContext();
  if (cache !== undefined && (cachedData === undefined || script.cachedDataRejected)) {
    // With all that was compiled until then.
    process.once('exit', () => { write(cache, script.createCachedData()); });
  }
}

/** Returns the file for the compiled code of a file. */
function cacheFor(content: Buffer): string {
  const { XDG_CACHE_HOME: folder } = process.env;
  const name = createHash(HASH).update(content).update(`${process.version} ${process.arch}`).digest('hex');
  return join(folder || join(homedir(), '.cache'), 'berth', `${name}.code`);
}

/** Reads compiled code. Returns undefined if there is none, if others can change it, or if it is damaged. */
function read(cache: string): Buffer | undefined {
  let file: number | undefined;
  try {
    file = openSync(cache, 'r');
    const { uid, mode } = fstatSync(file);
    if (uid !== process.getuid!() || mode & WRITABLE_BY_OTHERS) return undefined;
    const content = readFileSync(file);
    const code = content.subarray(HASH_BYTES);
    return createHash(HASH).update(code).digest().equals(content.subarray(0, HASH_BYTES)) ? code : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Writes compiled code. Without a place for it, the next start compiles again. */
function write(cache: string, code: Buffer): void {
  try {
    // Not recursive: where nothing can be made, such as below /proc, that never ends in Node 20.
    for (const folder of [dirname(dirname(cache)), dirname(cache)]) if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
    const unfinished = `${cache}.${process.pid}`;
    writeFileSync(unfinished, Buffer.concat([createHash(HASH).update(code).digest(), code]), { mode: 0o600, flag: 'wx' });
    // A provider that starts meanwhile reads either nothing or all.
    renameSync(unfinished, cache);
  } catch {
    // The user has no folder for cached files, or it is full.
  }
}

load(resolve(process.argv[1]!));
