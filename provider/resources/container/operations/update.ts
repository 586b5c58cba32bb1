import { finish, start } from './create';
import { expect, look } from './inspect';
import { settleLimits } from './limits';
import { settleNetworks } from './networks';
import { stop } from './stop';
import { putFiles } from './uploads';
import { untilReady } from './wait';
import { passOn } from './warnings';
import { Engine } from '../../../engine/engine';
import { ApplyContext } from '../../../framework/resource';
import { Inspect } from '../fields/fact';
import { requirePolicy } from '../fields/isolation-policy';
import { fromEngine } from '../fields/model';
import { ContainerModel, schema } from '../fields/schema';
import { isDoneAndRemoved, shouldRun } from '../fields/settings';
import { Upload } from '../fields/upload';

/** Brings a container to what is desired while it exists. If a step fails, what was reached is recorded. */
export async function update(context: ApplyContext<Engine, typeof schema>, desired: ContainerModel, prior: ContainerModel): Promise<ContainerModel> {
  const { client: engine } = context;
  requirePolicy(desired, engine);
  const id = prior.id!;
  if (isDoneAndRemoved(prior) && await look(engine, id) === undefined) return desired;
  try {
    // Each step minds a part of the container that no other changes, so one look does for all.
    const before = await expect(engine, id, desired);
    await rename(engine, before, desired);
    passOn(context, await settleLimits(engine, before, desired), desired.name);
    await settleNetworks(engine, before, desired);
    await putFiles(engine, id, changedUploads(desired, prior), desired);
    await settleState(context, before, desired, prior);
    return await finish(engine, id, desired);
  } catch (error) {
    const inspect = await look(engine, id, prior).catch(() => undefined);
    // Settings and files are what they were: they count as changed only once all is done.
    if (inspect !== undefined) context.record(fromEngine(inspect, prior));
    throw error;
  }
}

async function rename(engine: Engine, inspect: Inspect, desired: ContainerModel): Promise<void> {
  const name = desired.name!.replace(/^\//, '');
  if (inspect.Name.replace(/^\//, '') === name) return;
  await engine.call(`rename container "${inspect.Name.slice(1)}" to "${name}"`, (docker) => docker.getContainer(inspect.Id).rename({ name }));
}

function changedUploads(desired: ContainerModel, prior: ContainerModel): readonly Upload[] {
  const before = new Set((prior.upload as Upload[]).map((upload) => JSON.stringify(upload)));
  return (desired.upload as Upload[]).filter((upload) => !before.has(JSON.stringify(upload)));
}

/** Has the container running or stopped, by the least that does it. */
async function settleState(
  { client: engine, signal }: ApplyContext<Engine, typeof schema>, inspect: Inspect, desired: ContainerModel, prior: ContainerModel,
): Promise<void> {
  const { Running: running, Paused: paused } = inspect.State;
  const begins = desired.start !== false && prior.start === false;
  if (shouldRun(desired) && paused) {
    await engine.call(`unpause container "${desired.name}"`, (docker) => docker.getContainer(inspect.Id).unpause());
  } else if ((shouldRun(desired) || begins) && !running) {
    await start(engine, inspect.Id, desired);
    await untilReady(engine, inspect.Id, desired, signal);
  } else if ((desired.attach && !prior.attach || begins) && running) {
    // Also where an earlier apply has started it, and it was not healthy in time.
    await untilReady(engine, inspect.Id, desired, signal);
  } else if (desired.start === false && prior.start !== false && running) {
    await stop(engine, inspect, desired);
  }
}
