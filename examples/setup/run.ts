import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Written to the command's standard input. @default - it has none */
  readonly input?: string;
  /** Let the reader see the command's output as it comes, besides returning it. @default false */
  readonly show?: boolean;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  /** Standard output and standard error, as they came. */
  readonly all: string;
}

/** Runs a command to its end, whatever its exit code. */
export function attempt(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let all = '';
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      all += text;
      if (options.show) process.stdout.write(text);
    });
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      all += text;
      if (options.show) process.stderr.write(text);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? (signal === null ? 1 : 128), stdout, all }));
    child.stdin?.end(options.input);
  });
}

/** Runs a command and returns its standard output. A failure is an error that shows the command and all that it said. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, all } = await attempt(command, args, options);
  if (code !== 0) {
    const said = options.show ? '' : `:\n${all.trim()}`;
    throw new Error(`\`${[command, ...args].join(' ')}\` ended with exit code ${code}${said}`);
  }
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
