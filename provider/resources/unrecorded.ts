import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import { join } from 'node:path';

/*
 * What this provider is making and has not told Terraform of yet: a note each, in the folder where Terraform keeps its own
 * things beside the configuration. A provider that is killed leaves the note, and by it the next apply tells what was left
 * half done from what is finished. Where there is no such folder or it can't be written to, nothing is noted, and nothing is
 * known to be left.
 */

/** Does the work with a note of what it makes, as what it can be found again: something that nothing else ever is. */
export async function whileNoted<T>(identity: string, work: () => Promise<T>): Promise<T> {
  note(identity);
  try {
    return await work();
  } finally {
    forget(identity);
  }
}

/** Whether it was made by a process of this machine that is gone, and that never told Terraform of it. */
export function isUnrecorded(identity: string): boolean {
  try {
    const { machine, pid } = JSON.parse(readFileSync(fileOf(identity), 'utf8')) as { machine?: unknown; pid?: unknown };
    return machine === os.hostname() && !isAlive(Number(pid));
  } catch {
    return false;
  }
}

/** It is known to Terraform now, or gone. */
export function forget(identity: string): void {
  try {
    rmSync(fileOf(identity), { force: true });
  } catch {
    // A note that stays only counts while there is what it is about.
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function note(identity: string): void {
  try {
    if (!existsSync(folder())) mkdirSync(folder());
    writeFileSync(fileOf(identity), JSON.stringify({ machine: os.hostname(), pid: process.pid }));
  } catch {
    // Then a creation that is cut off is refused by its name, and taken over by hand.
  }
}

function fileOf(identity: string): string {
  return join(folder(), createHash('sha256').update(identity).digest('hex'));
}

function folder(): string {
  return join(process.env.TF_DATA_DIR || '.terraform', 'berth-unrecorded');
}
