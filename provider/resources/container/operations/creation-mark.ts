import { createHash, randomUUID } from 'node:crypto';
import * as os from 'node:os';
import { forget, isAlive, isUnrecorded } from '../../shared/creation-journal';
import { Inspect } from '../fields/fact';

/** What a mark begins with: whose it is, and the version of its form. */
const BEGIN = 'terraform-provider-docker/1';

/**
 * What a container carries that tells the creation that makes it from all others: the folder in which terraform runs, the
 * machine and the process (the names as hashes), whether the container is to be started, and something that is never twice.
 *
 * It is put where Docker's command line notes the file to write a container's id to, which the engine keeps and has no
 * use for. A label would be seen by everyone who compares labels, other providers among them.
 */
export function newMark(willStart: boolean): string {
  return [BEGIN, hash(process.cwd()), hash(os.hostname()), process.pid, willStart ? 'to-start' : 'as-is', randomUUID()].join('/');
}

/** Whether it is this very creation that made a container. */
export function isMadeBy(inspect: Inspect, mark: string): boolean {
  return markOf(inspect) === mark;
}

/**
 * Whether a container was left over by an apply of the same folder that was killed before it had told Terraform of it: it
 * is noted so, or it was to be started and never was, and the process that made it is gone. On another machine there is no
 * telling whether a process lives; there, Terraform's lock on the state keeps two applies apart.
 */
export function isLeftOver(inspect: Inspect): boolean {
  const mark = markOf(inspect);
  if (!mark.startsWith(`${BEGIN}/`)) return false;
  const [folder, machine, pid, purpose] = mark.slice(BEGIN.length + 1).split('/');
  if (folder !== hash(process.cwd())) return false;
  if (isUnrecorded(mark)) return true;
  const isLive = machine === hash(os.hostname()) && isAlive(Number(pid));
  return inspect.State.Status === 'created' && purpose === 'to-start' && !isLive;
}

/** The container is known to Terraform now, or gone. */
export async function forgetMark(inspect: Inspect): Promise<void> {
  await forget(markOf(inspect));
}

function markOf(inspect: Inspect): string {
  const { ContainerIDFile: mark } = inspect.HostConfig as { ContainerIDFile?: unknown };
  return typeof mark === 'string' ? mark : '';
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
