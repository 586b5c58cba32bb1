import { ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import * as net from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { SshTarget } from '../endpoint/endpoint';

/**
 * The connection timeout of `ssh`, in seconds. It is shorter than the timeout of a first call, so that the error
 * message comes from `ssh`.
 */
const CONNECT_SECONDS = 20;

/** How much output of `ssh` is kept, in characters. */
const MAX_OUTPUT = 4_000;

/** `ssh` prints this when it is connected. */
const READY = 'ready';

/**
 * Runs `ssh`, and ends it when the script's standard input closes. That happens when the provider ends in any way, by
 * Terraform's shutdown or by a kill that no program can handle. Then the script removes the folder of the socket.
 */
const GUARD = 'folder=$1; shift; "$@" </dev/null & exec >/dev/null 2>&1; read -r _; kill $!; wait; rm -rf "$folder"';

type Ssh = ChildProcessByStdio<Writable, Readable, Readable>;

/** The output of `ssh` after a failure. The last line is usually the most useful one, so it becomes the message. */
export class SshError extends Error {
  public override readonly name = 'SshError';

  constructor(public readonly output: string, options?: ErrorOptions) {
    super(output.split('\n').at(-1), options);
  }
}

/**
 * An SSH connection to another machine, which carries all connections to its engine. `ssh` forwards the engine's socket
 * to a local socket that only the current user may open. The other machine needs neither the Docker CLI nor a login
 * shell.
 *
 * The connection is opened on first use, opened again after it was lost, and closed when this process ends.
 */
export class SshTunnel {
  private socketPath: Promise<string> | undefined;
  private stderr = '';

  constructor(private readonly target: SshTarget) {}

  /** Opens a new connection to the engine. */
  public async connect(): Promise<net.Socket> {
    this.socketPath ??= this.open();
    return net.connect(await this.socketPath);
  }

  /** Returns the output of `ssh` since it connected, which is empty unless something failed. */
  public async output(): Promise<string> {
    // When the other side refuses a connection, `ssh` reports it before it closes the connection, but on another
    // stream. Waiting a turn of the event loop lets that output arrive.
    await setImmediate();
    return readable(this.stderr);
  }

  private open(): Promise<string> {
    this.stderr = '';
    const folder = mkdtempSync(path.join(os.tmpdir(), 'berth-ssh-'));
    const socketPath = path.join(folder, 'socket');
    const ssh = start(folder, sshArguments(this.target, socketPath));
    return new Promise((resolve, reject) => {
      ssh.stderr.setEncoding('utf8').on('data', (text: string) => { this.stderr = (this.stderr + text).slice(-MAX_OUTPUT); });
      ssh.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (!text.includes(READY)) return;
        // Drops banners and warnings that were printed before the connection.
        this.stderr = '';
        resolve(socketPath);
      });
      const ended = (reason?: Error): void => {
        this.socketPath = undefined;
        ssh.stdin.destroy();
        // The guard removes the folder too, but needs a PATH to find `rm`.
        rmSync(folder, { recursive: true, force: true });
        reject(new SshError(readable(this.stderr) || reason?.message || '`ssh` ended without any output'));
      };
      ssh.once('error', ended);
      // This stream closes when `ssh` ends. The guard process lives on until its standard input closes.
      ssh.stderr.once('close', () => ended());
    });
  }
}

/**
 * Returns the arguments of `ssh`. If an option occurs twice, `ssh` uses the first. So `target.options` can't override
 * the arguments before them, only those after them.
 */
export function sshArguments({ host, port, user, socketPath: remote, options }: SshTarget, local: string): string[] {
  const option = (name: string, value: string | number) => ['-o', `${name}=${value}`];
  return [
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', `${port}`]),
    // Nobody can answer a prompt, so each prompt becomes an error.
    ...option('BatchMode', 'yes'),
    ...option('PermitLocalCommand', 'yes'),
    ...option('LocalCommand', `echo ${READY}`),
    // Neither use nor share the user's own connections, and don't run the user's commands.
    ...option('ControlMaster', 'no'),
    ...option('ControlPath', 'none'),
    ...option('RemoteCommand', 'none'),
    ...options,
    ...option('ConnectTimeout', CONNECT_SECONDS),
    // Detects a machine that has disappeared silently, which would block a call forever.
    ...option('ServerAliveInterval', 15),
    ...option('ServerAliveCountMax', 3),
    // Overrides the user's configuration: below this level, `ssh` does not report why a connection was refused.
    ...option('LogLevel', 'INFO'),
    '-N', '-T', '-L', `${local}:${remote}`, '--', host,
  ];
}

/** Removes the terminal formatting from the output of `ssh`: carriage returns, and the frames around warnings. */
function readable(text: string): string {
  return text.replaceAll('\r', '').split('\n').filter((line) => !/^@+$/.test(line)).join('\n').trim();
}

/** Starts the guard in its own session: Ctrl-C in the terminal is for Terraform, which lets running operations finish. */
function start(folder: string, args: readonly string[]): Ssh {
  const ssh = spawn('/bin/sh', ['-c', GUARD, 'sh', folder, 'ssh', ...args], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    // `ssh` runs its local command with this shell, and a service account may have a shell that runs nothing.
    env: { ...process.env, SHELL: '/bin/sh' },
  });
  // Must not keep this process alive.
  ssh.unref();
  for (const stream of [ssh.stdin, ssh.stdout, ssh.stderr] as unknown as { unref(): void }[]) stream.unref();
  ssh.stdin.on('error', () => undefined);
  return ssh;
}
