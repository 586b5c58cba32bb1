import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the containers of a pool have used together, as the kernel counts it. */
export interface UsedByPool {
  /** In bytes. */
  readonly memoryPeak: number;
  readonly processes: number;
  readonly oomKills: number;
}

const ROOT = '/sys/fs/cgroup';
const isVersion2 = existsSync(join(ROOT, 'cgroup.controllers'));

/** Reads what a pool has used, from the machine of the engine. Throws an error if there is no such pool. */
export async function usedByPool(name: string): Promise<UsedByPool> {
  const folder = (controller: string) => join(ROOT, ...isVersion2 ? [] : [controller], 'berth', name);
  const read = (controller: string, file: string) => readFileSync(join(folder(controller), file), 'utf8');
  const memory = folder('memory');
  return {
    memoryPeak: Number(read('memory', isVersion2 ? 'memory.peak' : 'memory.max_usage_in_bytes')),
    processes: Number(read('pids', 'pids.current')),
    // A container that ends takes its group along.
    oomKills: [memory, ...ifThere(() => foldersIn(memory)) ?? []].reduce((sum, each) => sum + (ifThere(() => oomKillsIn(each)) ?? 0), 0),
  };
}

function foldersIn(folder: string): string[] {
  const within = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory())
    .map(({ name }) => join(folder, name));
  return [...within, ...within.flatMap((each) => ifThere(() => foldersIn(each)) ?? [])];
}

/** Returns what a read returns, or undefined if its file is gone. */
function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENODEV') return undefined;
    throw error;
  }
}

/** With version 1, the kernel counts what happens at the limit of a group only there. */
function oomKillsIn(folder: string): number {
  const text = readFileSync(join(folder, isVersion2 ? 'memory.events' : 'memory.oom_control'), 'utf8');
  return Number(/^oom_kill (\d+)/m.exec(text)?.[1] ?? 0);
}
