import pLimit, { Limit } from 'p-limit';
import { watchJoins } from './shared-events';
import { Engine } from '../../../engine/engine';
import { compareApiVersions } from '../../../engine/version';
import { isUserDefined } from '../fields/attachment';
import { ContainerModel } from '../fields/schema';

/*
 * Up to 28.1, Docker Engine loses count of a network's containers if two of them join or leave it at the same time (the retry in
 * libnetwork's `endpointCnt` overwrites what another request has counted). It then refuses to remove the network until it is restarted:
 * "network has active endpoints". So containers take turns. What the engine does by itself is not in turn: restarts, and
 * ends after a grace period.
 */

/** The API of Docker 28.2, which counts no containers. */
const NOT_COUNTING = '1.50';

const turns = new WeakMap<Engine, Limit>();

/** Starts a container, and lets the next one start when this one has joined its networks. */
export async function joinInTurn(engine: Engine, id: string, model: ContainerModel, start: () => Promise<unknown>): Promise<void> {
  const networks = ownNetworks(model);
  if (networks === 0 || !await losesCount(engine)) {
    await start();
    return;
  }
  let started: Promise<unknown> = Promise.resolve();
  await turnOf(engine)(async () => {
    const watch = await watchJoins(engine, id, networks);
    // The failure is that of the awaited promise below.
    started = start().finally(() => watch.end());
    started.catch(() => undefined);
    await watch.seen;
  });
  await started;
}

/** Removes a container, which makes it leave its networks if it runs. */
export async function leaveInTurn(engine: Engine, model: ContainerModel, remove: () => Promise<unknown>): Promise<void> {
  await (ownNetworks(model) === 0 ? remove() : inTurn(engine, remove));
}

/** Makes a request by which a container that may run joins or leaves a network. */
export async function inTurn<T>(engine: Engine, request: () => Promise<T>): Promise<T> {
  return await losesCount(engine) ? turnOf(engine)(request) : request();
}

function turnOf(engine: Engine): Limit {
  const turn = turns.get(engine) ?? pLimit(1);
  turns.set(engine, turn);
  return turn;
}

/** How many networks a container is in, except for those of the engine, which nobody removes. */
function ownNetworks({ network_mode: mode, networks_advanced: networks }: ContainerModel): number {
  return new Set([...networks.map(({ name }) => name), ...mode && isUserDefined(mode) ? [mode] : []]).size;
}

async function losesCount(engine: Engine): Promise<boolean> {
  const { isPodman, ownApiVersion } = await engine.version();
  return !isPodman && compareApiVersions(ownApiVersion, NOT_COUNTING) < 0;
}
