import { Engine } from '../../../engine/engine';
import { EngineError, isNotFound } from '../../../engine/errors';
import { inspectContainer } from '../../../engine/inspect';
import { Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';
import { graceLimit } from '../fields/timeouts';

/** What the engine may take beyond a program's own time, in milliseconds. */
const SLACK = 60_000;

/**
 * Stops a container in the time that it is given, and kills it then. Stopped already is done.
 *
 * @param grace  seconds; -1 for as long as it takes. @default - the container's own `stop_timeout`, else the engine's 10
 */
export async function stop(engine: Engine, inspect: Inspect, model: ContainerModel, grace?: number): Promise<void> {
  if (!inspect.State.Running) return;
  const { name } = model;
  const longest = graceLimit(model, grace ?? 0) / 1000;
  const seconds = grace === undefined ? undefined : Math.floor(grace < 0 ? longest : Math.min(grace, longest));
  // A paused program can't act on a signal.
  if (inspect.State.Paused) await engine.call(`unpause container "${name}"`, (docker) => docker.getContainer(inspect.Id).unpause());
  await engine.call(
    `stop container "${name}"`,
    (docker) => docker.getContainer(inspect.Id).stop(seconds === undefined ? {} : { t: seconds }),
    { timeout: (seconds ?? longest) * 1000 + SLACK },
  ).catch((error: unknown) => {
    if (!isNotFound(error) && !(error instanceof EngineError && error.statusCode === 304)) throw error;
  });
}

/** Removes a container. Gone already, or on its way, is done. */
export async function remove(engine: Engine, model: ContainerModel): Promise<void> {
  const id = model.id!;
  const grace = model.destroy_grace_seconds ?? model.stop_timeout;
  if (grace !== null) {
    const inspect = await inspectContainer(engine, id);
    if (inspect !== undefined) await stop(engine, inspect, model, grace);
  }
  try {
    await engine.call(`remove container "${model.name}"`, (docker) => docker.getContainer(id).remove({ force: true, v: model.remove_volumes !== false }));
  } catch (error) {
    if (isNotFound(error)) return;
    if (!(error instanceof EngineError && error.statusCode === 409 && /already in progress/i.test(error.engineMessage))) throw error;
    await untilRemoved(engine, id, model);
  }
}

/** Someone else, or `rm`, is removing it: done is when it is gone. */
async function untilRemoved(engine: Engine, id: string, model: ContainerModel): Promise<void> {
  await engine.call(`wait for the removal of container "${model.name}"`, (docker) => docker.getContainer(id).wait({ condition: 'removed' })).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
  });
}
