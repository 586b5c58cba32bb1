import { ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import * as net from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { SshTarget } from '../endpoint/endpoint';

/** How long `ssh` may take to reach the other machine, in seconds: less than a first call may take, so that it is `ssh` that says what is wrong. */
const CONNECT_SECONDS = 20;

/** How much of what `ssh` says is kept, in characters. */
const KEPT = 4_000;

/** What `ssh` is to print when the connection stands. */
const READY = 'ready';

/**
 * Runs `ssh` and ends it when its own standard input ends, which it does with the provider, however that ends: by
 * Terraform's shutdown or by a kill that no program can act on. Then it removes the folder of the socket.
 */
const GUARD = 'folder=$1; shift; "$@" </dev/null & exec >/dev/null 2>&1; read -r _; kill $!; wait; rm -rf "$folder"';

type Ssh = ChildProcessByStdio<Writable, Readable, Readable>;

/** What `ssh` says, instead of a connection: its last line is the message, which mostly says it all. */
export class SshError extends Error {
  override readonly name = 'SshError';

  constructor(readonly said: string, options?: ErrorOptions) {
    super(said.split('\n').at(-1), options);
  }
}

/**
 * One connection to another machine, over which all connections to its engine go: `ssh` forwards the engine's socket to
 * one of this machine, which only this user may open. The other machine needs no Docker command, and no login shell.
 *
 * It is made when it is first asked for, anew when it broke off, and ends with this process.
 */
export class SshTunnel {
  #socketPath: Promise<string> | undefined;
  #said = '';

  constructor(private readonly target: SshTarget) {}

  /** A new connection to the engine. */
  async connect(): Promise<net.Socket> {
    this.#socketPath ??= this.#open();
    return net.connect(await this.#socketPath);
  }

  /** What `ssh` has said since the connection stood, which is nothing while all is well. */
  async said(): Promise<string> {
    // What it says of a connection that the other side refused is there before that connection ends, but on a stream of its own.
    await setImmediate();
    return readable(this.#said);
  }

  #open(): Promise<string> {
    this.#said = '';
    const folder = mkdtempSync(path.join(os.tmpdir(), 'berth-ssh-'));
    const socketPath = path.join(folder, 'socket');
    const ssh = start(folder, sshArguments(this.target, socketPath));
    return new Promise((resolve, reject) => {
      ssh.stderr.setEncoding('utf8').on('data', (text: string) => { this.#said = (this.#said + text).slice(-KEPT); });
      ssh.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (!text.includes(READY)) return;
        // Greetings and warnings on the way to here did not stand in it.
        this.#said = '';
        resolve(socketPath);
      });
      const ended = (reason?: Error): void => {
        this.#socketPath = undefined;
        ssh.stdin.destroy();
        // What guards `ssh` does so, too, but needs a PATH for it.
        rmSync(folder, { recursive: true, force: true });
        reject(new SshError(readable(this.#said) || reason?.message || '`ssh` ended, and said nothing'));
      };
      ssh.once('error', ended);
      // Ends with `ssh`; what started it waits for us.
      ssh.stderr.once('close', () => ended());
    });
  }
}

/** The arguments of `ssh`. Of an option that is given twice, the first counts: so what comes before `target.options` can't be changed by them. */
export function sshArguments({ host, port, user, socketPath: remote, options }: SshTarget, local: string): string[] {
  const option = (name: string, value: string | number) => ['-o', `${name}=${value}`];
  return [
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', `${port}`]),
    // Nobody is there to answer: what `ssh` would ask is an error.
    ...option('BatchMode', 'yes'),
    ...option('PermitLocalCommand', 'yes'),
    ...option('LocalCommand', `echo ${READY}`),
    // The user's own connections are not ours to use or to hand out, and their commands not ours to run.
    ...option('ControlMaster', 'no'),
    ...option('ControlPath', 'none'),
    ...option('RemoteCommand', 'none'),
    ...options,
    ...option('ConnectTimeout', CONNECT_SECONDS),
    // So that a machine that is gone without a word does not hold a call for ever.
    ...option('ServerAliveInterval', 15),
    ...option('ServerAliveCountMax', 3),
    // Whatever the user's configuration says: below this, `ssh` keeps to itself why a connection was refused.
    ...option('LogLevel', 'INFO'),
    '-N', '-T', '-L', `${local}:${remote}`, '--', host,
  ];
}

/** What `ssh` prints is laid out for a terminal: without the ends of its lines, and without the frames around its warnings. */
function readable(text: string): string {
  return text.replaceAll('\r', '').split('\n').filter((line) => !/^@+$/.test(line)).join('\n').trim();
}

/** In a session of its own: a Ctrl-C at the terminal is meant for Terraform, which lets what is in flight end. */
function start(folder: string, args: readonly string[]): Ssh {
  const ssh = spawn('/bin/sh', ['-c', GUARD, 'sh', folder, 'ssh', ...args], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    // `ssh` runs its local command by this, and the account of a service may have one that runs nothing.
    env: { ...process.env, SHELL: '/bin/sh' },
  });
  // It is no reason for the process to go on.
  ssh.unref();
  for (const stream of [ssh.stdin, ssh.stdout, ssh.stderr] as unknown as { unref(): void }[]) stream.unref();
  ssh.stdin.on('error', () => undefined);
  return ssh;
}
