import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a program that ended left behind. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Variables beside those of this process; one that is undefined is taken away. */
  readonly env?: { readonly [name: string]: string | undefined };
  /** What the program reads from its standard input. @default - nothing */
  readonly input?: string;
  /** Given each line of its standard output, as it comes. */
  readonly onLine?: (line: string) => void;
}

/** Runs a program to its end, whatever that is. */
export async function attempt(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const child = spawn(program, args, { cwd: options.cwd, env: { ...process.env, ...options.env } });
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    const said = { text: '' };
    stream.setEncoding('utf8').on('data', (text: string) => (said.text += text));
    return said;
  }) as [{ text: string }, { text: string }];
  if (options.onLine !== undefined) createInterface({ input: child.stdout }).on('line', options.onLine);
  // A program that ends without reading its input is no error of ours.
  child.stdin.on('error', () => undefined).end(options.input ?? '');
  const exitCode = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  return { exitCode, stdout: stdout.text, stderr: stderr.text };
}

/** Runs a program that has to succeed, and returns what it printed. */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await attempt(program, args, options);
  if (exitCode !== 0) throw new Error(`\`${[program, ...args].join(' ')}\` ended with ${exitCode ?? 'a signal'}:\n${stdout}${stderr}`.trim());
  return stdout;
}

/** The path of a command, or nothing where it is not installed. Looks where administrators' commands are, too. */
export function which(command: string): string | undefined {
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin']) {
    const path = join(folder, command);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
