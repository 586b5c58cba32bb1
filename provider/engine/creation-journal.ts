import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import * as os from 'node:os';
import { join } from 'node:path';
import { isUnanswered } from './errors';

/*
 * A journal of the objects that this provider is creating and has not yet recorded in Terraform's state: one file per object,
 * in Terraform's data directory. If the provider is killed, the file remains, and the next apply can distinguish an object of
 * an interrupted creation from a finished one. If there is no such directory or it is not writable, nothing is journaled,
 * and no object counts as orphaned.
 */

/** An entry of the journal. */
interface Entry {
  /** Identifies the object, and is never reused. */
  readonly identity: string;
  readonly machine: string;
  readonly pid: number;
  /** The working directory of terraform. Several of them may share one data directory. */
  readonly folder: string;
  /** The engine of the object, for `orphansOn`. */
  readonly engine?: string;
}

/** Creates an object with `work`, while the journal has an entry for it. Removes the entry at the end, even after a failure. */
export async function whilePending<T>(identity: string, work: () => Promise<T>): Promise<T> {
  addPending(identity);
  try {
    return await work();
  } finally {
    await removePending(identity);
  }
}

/**
 * Creates an object with `work`, while the journal has an entry for it. After a call without an answer, the entry stays, since the object
 * may exist.
 *
 * @param engine  the engine of the object, so that `orphansOn` finds it
 */
export async function whileUnrecorded<T>(identity: string, work: () => Promise<T>, engine?: string): Promise<T> {
  addPending(identity, engine);
  try {
    const result = await work();
    await removePending(identity);
    return result;
  } catch (error) {
    if (!isUnanswered(error)) await removePending(identity);
    throw error;
  }
}

/** Whether a process on this machine created the object, and ended before the object was recorded in the state. */
export function isOrphaned(identity: string): boolean {
  return isAbandoned(read(fileOf(identity)));
}

/** Returns the orphaned objects (see `isOrphaned`) that applies in this working directory began to create on an engine. */
export function orphansOn(engine: string): string[] {
  const isMine = (entry: Partial<Entry>) => entry.engine === engine && entry.folder === process.cwd() && isAbandoned(entry);
  const entries = namesIn(folder()).map((name) => read(join(folder(), name))).filter(isMine);
  return entries.flatMap(({ identity }) => typeof identity === 'string' ? [identity] : []);
}

/**
 * Removes the entry of an object that is now recorded in the state, or gone. Asynchronous, since removing a file is slow
 * while an engine keeps the disk busy.
 */
export async function removePending(identity: string): Promise<void> {
  try {
    await unlink(fileOf(identity));
  } catch {
    // The entry does not exist or can't be removed. An entry whose object does not exist has no effect.
  }
}

/**
 * Whether a process runs. One that has ended still has its id until its parent asks how it ended: in many containers, nobody ever does.
 */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0) && !isDefunct(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Adds an entry for an object that is about to be created.
 *
 * @param engine  the engine of the object, so that `orphansOn` finds it
 */
export function addPending(identity: string, engine?: string): void {
  try {
    if (!existsSync(folder())) mkdirSync(folder());
    const entry: Entry = {
      identity, machine: os.hostname(), pid: process.pid, folder: process.cwd(), ...(engine === undefined ? {} : { engine }),
    };
    writeFileSync(fileOf(identity), JSON.stringify(entry));
  } catch {
    // Not an error. But without an entry, the object of an interrupted creation has to be imported or removed manually.
  }
}

/** Whether the kernel only keeps the id of a process (proc_pid_stat(5)). Elsewhere than on Linux, nobody knows. */
function isDefunct(pid: number): boolean {
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Reads an entry. Returns an empty one if there is none or it is damaged. */
function read(file: string): Partial<Entry> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Entry> | null ?? {};
  } catch {
    return {};
  }
}

function isAbandoned({ machine, pid }: Partial<Entry>): boolean {
  return machine === os.hostname() && !isAlive(Number(pid));
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function fileOf(identity: string): string {
  return join(folder(), createHash('sha256').update(identity).digest('hex'));
}

function folder(): string {
  return join(process.env.TF_DATA_DIR || '.terraform', 'berth-unrecorded');
}
