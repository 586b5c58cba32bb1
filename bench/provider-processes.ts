import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { run } from './measure';

/** How often the memory is read, in milliseconds. */
export const INTERVAL = 100;

/** A command of terraform, and the provider's processes meanwhile. */
export interface Observed {
  readonly seconds: number;
  /** The highest number of provider processes at one time. */
  readonly processes: number;
  /** Their highest memory, in MiB, where memory that processes share counts once. */
  readonly memory: number;
}

/** Runs terraform in a folder, and observes the provider's processes. */
export async function observed(folder: string, ...command: readonly string[]): Promise<Observed> {
  let [processes, memory] = [0, 0];
  const timer = setInterval(() => {
    const sizes = providerSizes(folder);
    processes = Math.max(processes, sizes.length);
    memory = Math.max(memory, sizes.reduce((sum, size) => sum + size, 0));
  }, INTERVAL);
  const { seconds } = await run('terraform', [...command, '-input=false', '-no-color'], { cwd: folder });
  clearInterval(timer);
  return { seconds, processes, memory };
}

/** Returns the proportional set size of each provider process that runs in a folder, in MiB. */
function providerSizes(folder: string): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const isProvider = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('terraform-provider-docker');
      if (!isProvider || readlinkSync(`/proc/${pid}/cwd`) !== folder) return [];
      const [, kilobytes = '0'] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
      return [Number(kilobytes) / 1024];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}
