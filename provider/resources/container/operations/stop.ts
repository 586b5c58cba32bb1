import { carriedVolumesOf, removeCarriedVolumes } from './carried-volumes';
import { longestStop } from './deadline';
import { leaveInTurn } from './network-turn';
import { Engine } from '../../../engine/engine';
import { EngineError, isNotFound } from '../../../engine/errors';
import { inspectContainer } from '../../../engine/inspect';
import { ending } from '../../shared/control-groups/frozen';
import { unpause } from '../../shared/pause';
import { Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';

/** How long the engine may take beyond the grace period, in milliseconds. */
const SLACK = 60_000;

/**
 * Stops a container, and kills it after the grace period. Does nothing if the container is not running.
 *
 * @param grace  seconds; -1 waits as long as the timeout allows. @default - the container's `stop_timeout`, else the engine's 10
 */
export async function stopContainer(engine: Engine, inspect: Inspect, model: ContainerModel, grace?: number): Promise<void> {
  if (!inspect.State.Running) return;
  const { name } = model;
  const longest = longestStop(model, grace ?? 0) / 1000;
  const seconds = grace === undefined ? undefined : Math.floor(grace < 0 ? longest : Math.min(grace, longest));
  // A paused program can't handle a signal.
  if (inspect.State.Status === 'paused') await unpause(engine, inspect.Id, name!);
  await ending(engine, inspect, () => engine.call(
    `stop container "${name}"`,
    (docker) => docker.getContainer(inspect.Id).stop(seconds === undefined ? {} : { t: seconds }),
    { timeout: (seconds ?? longest) * 1000 + SLACK },
  )).catch((error: unknown) => {
    if (!isNotFound(error) && !(error instanceof EngineError && error.statusCode === 304)) throw error;
  });
}

/** Removes a container. Succeeds if the container is already gone or already being removed. */
export async function removeContainer(engine: Engine, model: ContainerModel): Promise<void> {
  const id = model.id!;
  const grace = model.destroy_grace_seconds ?? model.stop_timeout;
  if (grace !== null) {
    const running = await inspectContainer(engine, id);
    if (running !== undefined) await stopContainer(engine, running, model, grace);
  }
  const keepsVolumes = model.remove_volumes === false;
  const inspect = keepsVolumes ? await inspectContainer(engine, id, { fresh: true }) : undefined;
  const carried = inspect === undefined ? [] : carriedVolumesOf(inspect, model);
  await removeFromEngine(engine, model, { force: true, v: !keepsVolumes });
  await removeCarriedVolumes(engine, carried, model.name!);
}

/** Removes a container that is not to be, without time to stop, and those of its volumes that no other container has. */
export function removeAtOnce(engine: Engine, id: string, model: ContainerModel): Promise<void> {
  return removeContainer(engine, { ...model, id, destroy_grace_seconds: null, stop_timeout: null, remove_volumes: true });
}

async function removeFromEngine(
  engine: Engine, model: ContainerModel, options: { readonly force: boolean; readonly v: boolean },
): Promise<void> {
  const id = model.id!;
  try {
    await leaveInTurn(engine, model, () => (
      engine.call(`remove container "${model.name}"`, (docker) => docker.getContainer(id).remove(options))));
  } catch (error) {
    if (isNotFound(error)) return;
    if (!(error instanceof EngineError && error.statusCode === 409 && /already in progress/i.test(error.engineMessage))) throw error;
    await waitUntilRemoved(engine, id, model);
  }
}

/** Waits for a removal that someone else or `rm` has started. */
async function waitUntilRemoved(engine: Engine, id: string, { name }: ContainerModel): Promise<void> {
  try {
    await engine.call(`wait for the removal of container "${name}"`, (docker) => docker.getContainer(id).wait({ condition: 'removed' }));
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
