import { jobInSuspendedPool, restartsBeforePause } from './errors';
import { requireContainer } from './inspect';
import { lastOutput } from './logs';
import { FirstSeconds } from './start';
import { waitUntilReady } from './wait';
import { isPool } from '../../../../src/shared/resource-pool';
import { Engine } from '../../../engine/engine';
import { inspectContainer } from '../../../engine/inspect';
import { isHeld, Suspension } from '../../../engine/pool/suspension';
import { notParked } from '../../../virtual-host/errors';
import { named, rulesOf } from '../../../virtual-host/judge';
import { hasRoomToRun } from '../../../virtual-host/quota';
import { isRestarting, pause, unpause } from '../../shared/pause';
import { Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';

/** Refuses a job in a suspended pool: it would never end. */
export async function requireAwakeForJob(engine: Engine, desired: ContainerModel): Promise<void> {
  if (desired.attach && desired.start !== false && await isHeld(engine, desired.cgroup_parent)) throw jobInSuspendedPool(desired);
}

/**
 * Waits until a container that was just started is ready, and pauses it if it is to be suspended. In a suspended pool, or if its virtual
 * container host has no room for one more that runs, it is paused at once, and nobody waits for it.
 *
 * @param takeBack  ends the container if it can't be paused
 * @returns the latest answer of the engine, if nothing has changed the container since
 */
export async function settleStarted(
  engine: Engine, id: string, desired: ContainerModel, signal: AbortSignal, first: FirstSeconds, takeBack: () => Promise<unknown>,
): Promise<Inspect | undefined> {
  if (desired.suspended && !await hasRoomToRun(engine, desired)) {
    await park(engine, id, desired, takeBack);
    return undefined;
  }
  const isPausedAtOnce = await isHeld(engine, desired.cgroup_parent);
  const ready = isPausedAtOnce ? undefined : await waitUntilReady(engine, id, desired, signal, first);
  if (!isPausedAtOnce && !desired.suspended) return ready;
  await suspendStarted(engine, id, desired, takeBack);
  return undefined;
}

/** Pauses a container that was just started. One that exits and is restarted can't be paused, and would use what others are to have. */
async function suspendStarted(engine: Engine, id: string, desired: ContainerModel, takeBack: () => Promise<unknown>): Promise<void> {
  try {
    await suspendContainer(engine, id, desired);
  } catch (error) {
    if (!isRestarting(error)) throw error;
    const inspect = await requireContainer(engine, id, desired);
    const output = await lastOutput(engine, inspect, desired);
    await takeBack();
    throw restartsBeforePause(inspect, desired, output);
  }
}

/** Pauses a container that has no room to run. One that restarts can't be paused, and one that has ended counts. */
async function park(engine: Engine, id: string, desired: ContainerModel, takeBack: () => Promise<unknown>): Promise<void> {
  const reason = await suspendContainer(engine, id, desired).then(
    async () => {
      const state = (await inspectContainer(engine, id, { fresh: true }))?.State;
      return state === undefined || state.Paused ? undefined : `It is ${state.Status}.`;
    },
    (error: unknown) => (error as Error).message,
  );
  if (reason === undefined) return;
  await takeBack();
  throw notParked(named('Container', desired), rulesOf(desired)!.name, reason);
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
  if (isPool(desired.cgroup_parent ?? '')) await (await Suspension.on(engine)).removeContainer(id);
  if (!await isHeld(engine, desired.cgroup_parent)) await unpause(engine, id, desired.name!);
}
