import { createHash } from 'node:crypto';
import * as os from 'node:os';
import { Inspect } from './fact';

/** What a mark begins with: whose it is, and the version of its form. */
const BEGIN = 'terraform-provider-docker/1';

let creations = 0;

/**
 * What a container carries that tells the apply that makes it from all others: the folder in which terraform runs, the
 * machine and the process (the names as hashes), and whether the container is to be started.
 *
 * It is put where Docker's command line notes the file to write a container's id to, which the engine keeps and has no
 * use for. A label would be seen by everyone who compares labels, other providers among them.
 */
export function newMark(willStart: boolean): string {
  creations += 1;
  return [BEGIN, hash(process.cwd()), hash(os.hostname()), process.pid, willStart ? 'to-start' : 'as-is', creations].join('/');
}

/** Whether it is this very creation that made a container. */
export function isMadeBy(inspect: Inspect, mark: string): boolean {
  return markOf(inspect) === mark;
}

/**
 * Whether a container was left over by an apply of the same folder that was killed before it started it: it was to be
 * started and never was, and the process that made it is gone. On another machine there is no telling whether a process
 * lives; there, Terraform's lock on the state keeps two applies apart.
 */
export function isLeftOver(inspect: Inspect): boolean {
  const mark = markOf(inspect);
  if (!mark.startsWith(`${BEGIN}/`) || inspect.State.Status !== 'created') return false;
  const [folder, machine, pid, purpose] = mark.slice(BEGIN.length + 1).split('/');
  return folder === hash(process.cwd()) && purpose === 'to-start' && !(machine === hash(os.hostname()) && isAlive(Number(pid)));
}

function markOf(inspect: Inspect): string {
  const { ContainerIDFile: mark } = inspect.HostConfig as { ContainerIDFile?: unknown };
  return typeof mark === 'string' ? mark : '';
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
