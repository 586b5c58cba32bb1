import { Engine } from '../../engine/engine';
import { isConflict, isNotFound } from '../../engine/errors';
import { conforming } from '../../engine/shape/conforms';
import { containersShape } from '../../engine/shape/container';
import { askUntil } from '../../engine/swarm/ask-until';
import { TASK_ID_LABEL } from '../../engine/swarm/labels';
import { volumeInUse } from '../shared/errors';

/** How long to try while a swarm removes the containers of a service, in milliseconds. */
const TIMEOUT = 60_000;

/** A container that uses a volume. */
interface User {
  readonly name: string;
  /** Whether it is that of a task of a swarm which has ended. */
  readonly isOfEndedTask: boolean;
}

/**
 * Removes a volume, unless it is gone. Throws if a container uses it. A node removes the containers of a service some moments after the
 * managers have forgotten its tasks, so it waits for these.
 */
export async function removeVolume(engine: Engine, name: string, signal: AbortSignal): Promise<void> {
  let inUse: Error | undefined;
  const isRemoved = await askUntil({ timeout: TIMEOUT, signal }, async () => {
    try {
      await engine.call(`remove volume "${name}"`, (docker) => docker.getVolume(name).remove());
      return true;
    } catch (error) {
      if (isNotFound(error)) return true;
      if (!isConflict(error)) throw error;
      const users = await usersOf(engine, name);
      inUse = volumeInUse(name, users.map((user) => user.name), error);
      if (users.length === 0 || users.some(({ isOfEndedTask }) => !isOfEndedTask)) throw inUse;
      return undefined;
    }
  });
  if (isRemoved === undefined) throw inUse!;
}

/** Returns the containers that use a volume, by name, or none if the engine does not answer. */
async function usersOf(engine: Engine, name: string): Promise<User[]> {
  const options = { all: true, filters: { volume: [name] } };
  const containers = await engine.call(
    `list the containers that use volume "${name}"`,
    async (docker) => conforming(containersShape, await docker.listContainers(options)),
  ).catch(() => []);
  return containers.map(({ Id: id, Names: [path] = [], State: state, Labels: labels }) => (
    { name: path?.slice(1) ?? id, isOfEndedTask: state !== 'running' && labels?.[TASK_ID_LABEL] !== undefined }
  )).sort((a, b) => (a.name < b.name ? -1 : 1));
}
