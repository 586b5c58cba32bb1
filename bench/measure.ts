import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Returns the median, which a single slow run on a busy machine does not change. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Runs every contender once per round, in turn, so that other load on the machine affects all of them equally. */
export async function sideBySide<T>(rounds: number, contenders: Record<string, () => Promise<T>>): Promise<Record<string, T[]>> {
  const results: Record<string, T[]> = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, contend] of Object.entries(contenders)) results[name].push(await contend());
  }
  return results;
}

/** Returns the milliseconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export interface Run {
  readonly seconds: number;
  readonly stdout: string;
  /** The resident memory at the first line of output, in MiB. */
  readonly residentMiB: number;
  /** The time until the first line of output, in seconds. */
  readonly firstLine: number;
}

/** Runs a command until it ends, or kills it at its first line of output with `untilFirstLine`. */
export async function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly untilFirstLine?: boolean } = {},
): Promise<Run> {
  const start = performance.now();
  const child = spawn(command, args, { cwd: options.cwd, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  let firstLine = NaN;
  let residentMiB = NaN;
  child.stderr.on('data', (chunk) => { stderr += chunk; });
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
    if (!Number.isNaN(firstLine) || !stdout.includes('\n')) return;
    firstLine = (performance.now() - start) / 1000;
    residentMiB = resident(child.pid!);
    if (options.untilFirstLine) child.kill('SIGKILL');
  });
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0 && !options.untilFirstLine) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${stderr}${stdout}`);
  return { seconds: (performance.now() - start) / 1000, stdout, firstLine, residentMiB };
}

function resident(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
