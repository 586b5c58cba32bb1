import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { waitUntil } from './wait';

/** A service that goes on after the command that started it, known by the file that holds its process id. */
export interface Service {
  readonly command: string;
  readonly args: readonly string[];
  readonly pidFile: string;
  /** Where its output goes. */
  readonly logFile: string;
  /** Occurs in its command line: tells it from another process that got its process id after a restart of the machine. */
  readonly mark: string;
}

/** Starts a service in a session of its own, so that it outlives the command and its terminal. */
export function startService({ command, args, pidFile, logFile }: Service): void {
  const log = openSync(logFile, 'w');
  const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log], cwd: '/' });
  closeSync(log);
  // A command that can't be started shows as a service that is not running; the wait for its answer says so.
  child.on('error', () => undefined);
  if (child.pid !== undefined) writeFileSync(pidFile, `${child.pid}\n`);
  child.unref();
}

/** The process id of a service that runs, or nothing. */
export function runningPid({ pidFile, mark }: Service): number | undefined {
  const pid = Number(readText(pidFile).trim());
  return pid > 0 && commandLine(pid).includes(mark) ? pid : undefined;
}

/** Stops a service by its process id and waits for its end. One that does not run is stopped already. */
export async function stopService(service: Service): Promise<void> {
  const pid = runningPid(service);
  if (pid !== undefined) {
    process.kill(pid, 'SIGTERM');
    await waitUntil(`${service.command} (process ${pid}) has stopped`, () => runningPid(service) === undefined);
  }
  rmSync(service.pidFile, { force: true });
}

/** The end of what a service said, for an error. */
export function lastLines(logFile: string, count = 15): string {
  return readText(logFile).trimEnd().split('\n').slice(-count).join('\n');
}

/** Empty for a process that has ended and only waits to be collected. */
function commandLine(pid: number): string {
  return readText(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
