import { closeSync, openSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import execa from 'execa';
import { waitUntil } from './wait-until';

/** A process that keeps running after the command that started it. Its process id is kept in a file. */
export interface Service {
  readonly command: string;
  readonly args: readonly string[];
  readonly pidFile: string;
  /** Receives stdout and stderr. */
  readonly logFile: string;
  /** A part of the command line. Distinguishes the service from a process that got the same id after a reboot. */
  readonly mark: string;
}

/** Starts a service in its own session, so that it survives the command and its terminal. */
export function startService({ command, args, pidFile, logFile }: Service): void {
  const log = openSync(logFile, 'w');
  const child = execa(command, args, { detached: true, cleanup: false, stdio: ['ignore', log, log], cwd: '/' });
  closeSync(log);
  // Callers wait until the service answers, and notice there that it failed to start or ended.
  child.catch(() => undefined);
  if (child.pid !== undefined) writeFileSync(pidFile, `${child.pid}\n`);
  child.unref();
}

/** Returns the process id of a running service, or `undefined`. */
export function runningPid({ pidFile, mark }: Service): number | undefined {
  const pid = Number(readText(pidFile).trim());
  return pid > 0 && commandLine(pid).includes(mark) ? pid : undefined;
}

/** Stops a service by its process id and waits until it has ended. Does nothing if it is not running. */
export async function stopService(service: Service): Promise<void> {
  const pid = runningPid(service);
  if (pid !== undefined) {
    process.kill(pid, 'SIGTERM');
    await waitUntil(`${service.command} (process ${pid}) has stopped`, () => runningPid(service) === undefined);
  }
  rmSync(service.pidFile, { force: true });
}

/** Returns the end of a service's log, for an error message. */
export function lastLines(logFile: string, count = 15): string {
  return readText(logFile).trimEnd().split('\n').slice(-count).join('\n');
}

/** In milliseconds: how long the command line of a process is read again that has none for the moment, on a machine with other work. */
const LONGEST_CHANGE = 5_000;

/** Returns the command line of a process, or an empty string if it has ended, even if it is still a zombie. */
function commandLine(pid: number): string {
  let text = '';
  // While a process changes to another program (execve), it has no command line yet.
  const end = performance.now() + LONGEST_CHANGE;
  while (text === '' && hasProgram(pid) && performance.now() < end) text = readText(`/proc/${pid}/cmdline`);
  return text.replaceAll('\0', ' ');
}

/** Whether a process runs a program. A zombie has none. */
function hasProgram(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/exe`) !== '';
  } catch {
    return false;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
