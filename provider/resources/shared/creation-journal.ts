import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import * as os from 'node:os';
import { join } from 'node:path';

/*
 * What this provider is making and has not told Terraform of yet: a note each, in the folder where Terraform keeps its own
 * things beside the configuration. A provider that is killed leaves the note, and by it the next apply tells what was left
 * half done from what is finished. Where there is no such folder or it can't be written to, nothing is noted, and nothing is
 * known to be left.
 */

/** What a note says. */
interface Note {
  readonly identity: string;
  readonly machine: string;
  readonly pid: number;
  /** Where terraform ran. Folders may share what Terraform keeps. */
  readonly folder: string;
  /** The engine that it is made on, where the note alone has to lead to it. */
  readonly engine?: string;
}

/** Does the work with a note of what it makes, as what it can be found again: something that nothing else ever is. */
export async function whileNoted<T>(identity: string, work: () => Promise<T>): Promise<T> {
  note(identity);
  try {
    return await work();
  } finally {
    await forget(identity);
  }
}

/** Whether it was made by a process of this machine that is gone, and that never told Terraform of it. */
export function isUnrecorded(identity: string): boolean {
  return isLeft(read(fileOf(identity)));
}

/** What applies of this folder began to make on an engine whose processes are gone, and that never told Terraform of it. */
export function unrecordedAt(engine: string): string[] {
  const notes = namesIn(folder()).map((name) => read(join(folder(), name)));
  return notes.flatMap((one) => one.engine === engine && one.folder === process.cwd() && typeof one.identity === 'string' && isLeft(one) ? [one.identity] : []);
}

/**
 * It is known to Terraform now, or gone. The removal of a file takes its time where an engine keeps the disk busy, so
 * nobody waits for it but who asks.
 */
export async function forget(identity: string): Promise<void> {
  try {
    await unlink(fileOf(identity));
  } catch {
    // There is none, or it stays: then it only counts while there is what it is about.
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Puts down that something is about to be made, until `forget`.
 *
 * @param engine  where, for what `unrecordedAt` is to find
 */
export function note(identity: string, engine?: string): void {
  try {
    if (!existsSync(folder())) mkdirSync(folder());
    const content: Note = { identity, machine: os.hostname(), pid: process.pid, folder: process.cwd(), ...(engine === undefined ? {} : { engine }) };
    writeFileSync(fileOf(identity), JSON.stringify(content));
  } catch {
    // Then a creation that is cut off is refused by its name, and taken over by hand.
  }
}

/** A note, or, where it is none, nothing of it. */
function read(file: string): Partial<Note> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Note> | null ?? {};
  } catch {
    return {};
  }
}

function isLeft({ machine, pid }: Partial<Note>): boolean {
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
