import { jobInSuspendedPool } from './errors';
import { FirstSeconds } from './start';
import { waitUntilReady } from './wait';
import { Engine } from '../../../engine/engine';
import { isHeld, Suspension } from '../../../engine/pool/suspension';
import { pause, unpause } from '../../shared/pause';
import { Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';

/** Refuses a job in a suspended pool: it would never end. */
export async function requireAwakeForJob(engine: Engine, desired: ContainerModel): Promise<void> {
  if (desired.attach && desired.start !== false && await isHeld(engine, desired.cgroup_parent)) throw jobInSuspendedPool(desired);
}

/**
 * Waits until a container that was just started is ready, and pauses it if it is to be suspended. In a suspended pool, it is paused at
 * once, and nobody waits for it.
 *
 * @returns the latest answer of the engine, if nothing has changed the container since
 */
export async function settleStarted(
  engine: Engine, id: string, desired: ContainerModel, signal: AbortSignal, first: FirstSeconds,
): Promise<Inspect | undefined> {
  const isPoolSuspended = await isHeld(engine, desired.cgroup_parent);
  const ready = isPoolSuspended ? undefined : await waitUntilReady(engine, id, desired, signal, first);
  if (!isPoolSuspended && !desired.suspended) return ready;
  await suspendContainer(engine, id, desired);
  return undefined;
}

/** Pauses a container. If it is suspended itself, it stays paused when its pool is resumed. */
export async function suspendContainer(engine: Engine, id: string, desired: ContainerModel): Promise<void> {
  await pause(engine, id, desired.name!);
  if (desired.suspended && await isHeld(engine, desired.cgroup_parent)) {
    await (await Suspension.on(engine)).addContainer(id, desired.cgroup_parent!);
  }
}

/** Unpauses a container. In a suspended pool, it stays paused until that is resumed. */
export async function resumeContainer(engine: Engine, id: string, desired: ContainerModel): Promise<void> {
  if (await isHeld(engine, desired.cgroup_parent)) await (await Suspension.on(engine)).removeContainer(id);
  else await unpause(engine, id, desired.name!);
}
