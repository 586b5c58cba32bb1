import execa from 'execa';

export interface RunOptions {
  readonly cwd?: string;
  /** Variables in addition to those of this process. `undefined` removes a variable. */
  readonly env?: { readonly [name: string]: string | undefined };
}

export interface Ended {
  /** Undefined if a signal ended the program. */
  readonly exitCode?: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program and returns its result, even if it failed. */
export async function attempt(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const result = await execa(program, args, { ...options, stdin: 'ignore', stripFinalNewline: false, reject: false });
  // The program could not be started.
  if ('code' in result) throw result;
  return result;
}

/** Runs a program that has to succeed, and returns its stdout. */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return (await execa(program, args, { ...options, stdin: 'ignore', stripFinalNewline: false })).stdout;
}
