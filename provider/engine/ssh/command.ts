import { spawn } from 'node:child_process';
import { SshError } from './error';

/** How much of the output of a command, and of one line of it, is kept, in characters. */
const MAX_OUTPUT = 64_000;

/** The exit code of `ssh` if the connection failed. */
const CONNECTION_FAILED = 255;

export interface CommandOptions {
  /** What the command reads. @default - nothing */
  readonly input?: string;
  /** How long it may take, in milliseconds. */
  readonly timeout: number;
  /** Called with each line that it prints. */
  readonly onLine?: (line: string) => void;
}

/** A command that has ended. */
export interface Ended {
  readonly exitCode: number;
  /** The end of what it printed, stdout and stderr as they came. */
  readonly output: string;
}

/** A command that took too long. It may still run on the machine. */
export class CommandTimeout extends Error {
  constructor(public readonly output: string) {
    super('the command took too long');
  }
}

/** Runs `ssh` until its command ends. Throws an `SshError` if the connection fails, and a `CommandTimeout` after the timeout. */
export function runCommand(args: readonly string[], { input = '', timeout, onLine }: CommandOptions): Promise<Ended> {
  // In its own session: Ctrl-C in the terminal is for Terraform, which lets running operations finish.
  const ssh = spawn('ssh', args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  let line = '';
  const take = (text: string) => {
    output = (output + text).slice(-MAX_OUTPUT);
    const lines = (line + text).split('\n');
    line = lines.pop()!.slice(-MAX_OUTPUT);
    lines.forEach((each) => onLine?.(each));
  };
  ssh.stdout.setEncoding('utf8').on('data', take);
  ssh.stderr.setEncoding('utf8').on('data', take);
  // The command may end before it has read everything.
  ssh.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new CommandTimeout(output));
      ssh.kill();
    }, timeout);
    ssh.once('error', (error) => reject(new SshError(error.message)));
    ssh.once('close', (code) => {
      clearTimeout(timer);
      if (line !== '') onLine?.(line);
      if (code === null || code === CONNECTION_FAILED) reject(new SshError(output.trim() || '`ssh` ended without any output'));
      else resolve({ exitCode: code, output });
    });
  });
}
