import { createHash, randomUUID } from 'node:crypto';
import * as os from 'node:os';
import { isAlive, isOrphaned, removePending } from '../../../engine/creation-journal';
import { Inspect } from '../fields/fact';

/** The prefix of each mark: who wrote it, and the version of its format. */
const PREFIX = 'terraform-provider-docker/1';

/**
 * Returns a mark that identifies one creation of a container: the working directory and the machine (as hashes), the process,
 * whether the container will be started, and a random UUID.
 *
 * It is stored in `ContainerIDFile`, the field in which Docker's command line stores the path of `--cidfile`. The engine stores that
 * field, but does not use it. A label would be visible to everything that compares labels, including other providers.
 */
export function newMark(willStart: boolean): string {
  return [PREFIX, hash(process.cwd()), hash(os.hostname()), process.pid, willStart ? 'to-start' : 'as-is', randomUUID()].join('/');
}

/** Whether a container was created by the creation with this mark. */
export function isMadeBy(inspect: Inspect, mark: string): boolean {
  return markOf(inspect) === mark;
}

/**
 * Whether an apply in this working directory created the container and was killed before it recorded it in the state.
 * This is the case if the creation journal has an entry of a process that has ended. It is also the case if the container should
 * have been started, but never was, and its creator has ended. A process on another machine can't be checked, and counts as ended:
 * Terraform's state lock prevents two applies at the same time.
 */
export function isLeftOver(inspect: Inspect): boolean {
  const mark = markOf(inspect);
  if (!mark.startsWith(`${PREFIX}/`)) return false;
  const [folder, machine, pid, purpose] = mark.slice(PREFIX.length + 1).split('/');
  if (folder !== hash(process.cwd())) return false;
  if (isOrphaned(mark)) return true;
  const isCreatorAlive = machine === hash(os.hostname()) && isAlive(Number(pid));
  return inspect.State.Status === 'created' && purpose === 'to-start' && !isCreatorAlive;
}

/** Removes the journal entry of a container that is now in the state, or that was removed. */
export async function forgetMark(inspect: Inspect): Promise<void> {
  await removePending(markOf(inspect));
}

function markOf(inspect: Inspect): string {
  const { ContainerIDFile: mark } = inspect.HostConfig as { ContainerIDFile?: unknown };
  return typeof mark === 'string' ? mark : '';
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
