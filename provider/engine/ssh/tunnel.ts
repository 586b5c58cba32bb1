import { ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as net from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { commandArguments, filesIn, knownHosts, READY, sshArguments } from './arguments';
import { runCommand, CommandOptions, Ended } from './command';
import { SshError } from './error';
import { SshTarget } from '../endpoint/endpoint';

/** How much output of `ssh` is kept, in characters. */
const MAX_OUTPUT = 4_000;

/**
 * Runs `ssh`, and ends it when the script's standard input closes. That happens when the provider ends in any way, by
 * Terraform's shutdown or by a kill that no program can handle. Then the script removes the folder of the socket.
 */
const GUARD = 'folder=$1; shift; "$@" </dev/null & exec >/dev/null 2>&1; read -r _; kill $!; wait; rm -rf "$folder"';

type Ssh = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * An SSH connection to another machine, which carries all connections to its engine, and commands. `ssh` forwards the
 * engine's socket to a local socket that only the current user may open. For the engine, the other machine needs neither
 * the Docker CLI nor a login shell.
 *
 * The connection is opened on first use, opened again after it was lost, and closed when this process ends.
 */
export class SshTunnel {
  private folder: Promise<string> | undefined;
  /** Ends the open connection. */
  private end: (() => Promise<void>) | undefined;
  private stderr = '';

  constructor(private readonly target: SshTarget) {}

  /** Opens a new connection to the engine. */
  public async connect(): Promise<net.Socket> {
    return net.connect(filesIn(await this.opened()).socket);
  }

  /** Runs a command on the machine. */
  public async run(command: string, options: CommandOptions): Promise<Ended> {
    return runCommand(commandArguments(this.target, await this.opened(), command), options);
  }

  /** Closes the connection. The next use opens another one, in which the user has the groups that it has then. */
  public async close(): Promise<void> {
    await this.end?.();
  }

  /** Returns the output of `ssh` since it connected, which is empty unless something failed. */
  public async output(): Promise<string> {
    // When the other side refuses a connection, `ssh` reports it before it closes the connection, but on another
    // stream. Waiting a turn of the event loop lets that output arrive.
    await setImmediate();
    return readable(this.stderr);
  }

  private opened(): Promise<string> {
    this.folder ??= this.open();
    return this.folder;
  }

  private open(): Promise<string> {
    this.stderr = '';
    const folder = mkdtempSync(path.join(os.tmpdir(), 'berth-ssh-'));
    const keys = knownHosts(this.target);
    if (keys !== undefined) writeFileSync(filesIn(folder).knownHosts, keys, { mode: 0o600 });
    const ssh = start(folder, sshArguments(this.target, folder));
    const closed = new Promise<void>((resolve) => ssh.stderr.once('close', resolve));
    this.end = async () => {
      ssh.stdin.destroy();
      await closed;
    };
    return new Promise((resolve, reject) => {
      ssh.stderr.setEncoding('utf8').on('data', (text: string) => { this.stderr = (this.stderr + text).slice(-MAX_OUTPUT); });
      ssh.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (!text.includes(READY)) return;
        // Drops banners and warnings that were printed before the connection.
        this.stderr = '';
        resolve(folder);
      });
      const ended = (reason?: Error): void => {
        this.folder = undefined;
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
