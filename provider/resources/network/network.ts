import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import Dockerode from 'dockerode';
import { createdTwice, creationFailed } from './errors';
import { removeLeftoversOfProofs, requireIpv6Isolation, requireOwnBridge } from './ipv6/require';
import { fromEngine, toEngine } from './model';
import { NetworkModel, schema } from './schema';
import { planSubnets, withoutChosen } from './subnets';
import { addPending, isOrphaned, removePending, whilePending, whileUnrecorded } from '../../engine/creation-journal';
import { Engine } from '../../engine/engine';
import { EngineError, isConflict, isNotFound } from '../../engine/errors';
import { inspectNetwork } from '../../engine/inspect';
import { Resource } from '../../framework/resource';
import { bodyType } from '../../framework/schema/body-type';
import { equal } from '../../framework/value/compare';
import { requireImportable } from '../../virtual-host/importable';
import { judgePlan, requireRules } from '../../virtual-host/judge';
import { goneAfterCreation, networkInUse, networkMiscounted } from '../shared/errors';
import { refuseOwnLabels } from '../shared/labels';

/** How often to look at a network that a swarm allocates, and how long to wait in between, in milliseconds. */
const [LOOKS, INTERVAL] = [100, 100];

/** `docker_network`. The engine can't change a network, so every change replaces it. */
export const network: Resource<typeof schema, Engine> = {
  type: 'docker_network',
  schema,

  async create({ client: engine, record, signal }, desired) {
    requireRules('Network', desired);
    refuseOwnLabels(desired.labels);
    if (needsProof(desired)) {
      await removeLeftoversOfProofs(engine);
      const options = desired.options as Record<string, string> | null;
      await requireOwnBridge(engine, { Name: desired.name!, Options: options }, 'It was not created.');
    }
    const id = await createOnEngine(engine, desired);
    return whilePending(id, async () => {
      await requireOnlyOne(engine, id, desired.name!, () => record({ ...desired, id }));
      if (!needsProof(desired)) record({ ...desired, id });
      const inspect = await untilAllocated(engine, await requireNetwork(engine, id, desired.name!), signal);
      if (needsProof(desired)) {
        await requireIpv6Isolation(engine, inspect, () => removeRefused(engine, id, () => record({ ...desired, id })));
      }
      return fromEngine(inspect, desired);
    });
  },

  async plan(context) {
    const { prior, planned } = context;
    await planSubnets(context);
    judgePlan('Network', context, () => prior !== null && equal(bodyType(schema), planned, prior));
  },

  async read({ client: engine, isAdopted }, prior) {
    const inspect = await inspectNetwork(engine, prior.id!);
    if (inspect === undefined) return undefined;
    const model = fromEngine(inspect, prior);
    return isAdopted ? { ...model, ipam_config: await withoutChosen(engine, model.ipam_config) } : model;
  },

  /**
   * Only `check_duplicate`, which has no effect, `prove_ipv6_isolation`, `virtual_host` and what the state says about subnets change
   * without a replacement.
   */
  async update({ client: engine }, desired, prior) {
    requireRules('Network', desired);
    const inspect = await requireNetwork(engine, prior.id!, prior.name!);
    if (needsProof(desired)) {
      const outcome = 'It still exists as it was.';
      await requireOwnBridge(engine, inspect, outcome);
      await requireIpv6Isolation(engine, inspect, async () => outcome);
    }
    return fromEngine(inspect, desired);
  },

  async delete({ client: engine, signal }, prior) {
    try {
      await removeUnused(engine, prior);
      if (prior.scope === 'swarm') await untilGone(engine, prior.id!, signal);
    } catch (error) {
      if (!isInUse(error)) throw error;
      const containers = await containersIn(engine, prior.id!);
      if (containers.length > 0) throw networkInUse(prior.name, containers, error);
      // A container may have left the network in the meantime.
      await removeUnused(engine, prior).catch((again: unknown) => { throw isInUse(again) ? networkMiscounted(prior.name, again) : again; });
    }
  },

  async import({ client: engine }, id) {
    const inspect = await inspectNetwork(engine, id);
    if (inspect === undefined) return undefined;
    requireImportable('network', id, inspect.Labels);
    await removePending(inspect.Id);
    const model = fromEngine(inspect);
    return { ...model, ipam_config: await withoutChosen(engine, model.ipam_config) };
  },
};

async function removeUnused(engine: Engine, { id, name }: NetworkModel): Promise<void> {
  await engine.call(`remove network "${name}"`, (docker) => docker.getNetwork(id!).remove()).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
  });
}

function isInUse(error: unknown): error is EngineError {
  return error instanceof EngineError && /active endpoints|in use/i.test(error.engineMessage);
}

function needsProof({ ipv6, prove_ipv6_isolation: proof }: NetworkModel): boolean {
  return ipv6 === true && proof === true;
}

/**
 * Removes a network that was refused, and returns what became of it.
 *
 * @param keep  called if the network can't be removed, so that it is in the state
 */
async function removeRefused(engine: Engine, id: string, keep: () => void): Promise<string> {
  try {
    await engine.call('remove a refused network', (docker) => docker.getNetwork(id).remove());
    return 'It was removed.';
  } catch (error) {
    if (isNotFound(error)) return 'It was removed.';
    keep();
    return `It could not be removed: ${(error as Error).message}.`;
  }
}

/**
 * Removes a network and throws if another one has its name: the engine creates both if two applies ask for them at the same time, and then
 * finds neither by its name. Each apply looks after its creation, so at least one of them sees both.
 *
 * @param keep  called if the network can't be removed, so that it is in the state
 */
async function requireOnlyOne(engine: Engine, id: string, name: string, keep: () => void): Promise<void> {
  const named = await engine.call('list networks', (docker) => docker.listNetworks({ filters: { name: [name] } }));
  const own = named.find((each) => each.Id === id);
  const isOther = (each: Dockerode.NetworkInspectInfo) => each.Id !== id && each.Name === name && each.Scope === own?.Scope;
  if (named.some(isOther)) throw createdTwice(name, await removeRefused(engine, id, keep));
}

async function requireNetwork(engine: Engine, id: string, name: string): Promise<Dockerode.NetworkInspectInfo> {
  const inspect = await inspectNetwork(engine, id);
  if (inspect === undefined) throw goneAfterCreation('Network', name);
  return inspect;
}

/**
 * Waits until a swarm has given a new network its driver and its subnets, which the managers do after they have answered. After some
 * seconds, returns it as it is.
 */
async function untilAllocated(
  engine: Engine, created: Dockerode.NetworkInspectInfo, signal: AbortSignal,
): Promise<Dockerode.NetworkInspectInfo> {
  let inspect = created;
  for (let looks = 0; inspect.Driver === '' && looks < LOOKS; looks += 1) {
    await sleep(INTERVAL, undefined, { signal });
    inspect = await inspectNetwork(engine, created.Id, { fresh: true }) ?? inspect;
  }
  return inspect;
}

/** Waits until a swarm has removed a network, which it does after it has answered. Until then, its name is taken. */
async function untilGone(engine: Engine, id: string, signal: AbortSignal): Promise<void> {
  for (let looks = 0; looks < LOOKS && await inspectNetwork(engine, id, { fresh: true }) !== undefined; looks += 1) {
    await sleep(INTERVAL, undefined, { signal });
  }
}

/** Creates a network, and removes the one of the same name that an interrupted apply left. Its id stays in the creation journal. */
function createOnEngine(engine: Engine, desired: NetworkModel): Promise<string> {
  const journaled = `network ${desired.name} on ${engine.endpoint.address}`;
  // That apply got no answer, so it knew no id.
  const isLeft = isOrphaned(journaled);
  return whileUnrecorded(journaled, async () => {
    const id = await createWhereLeft(engine, desired, (existing) => isOrphaned(existing.Id) || isLeft && isUnused(existing, desired));
    addPending(id);
    return id;
  });
}

/** Whether a network is as the configuration wants it, and nothing is connected to it. */
function isUnused({ Driver: driver, Labels: labels, Containers: within }: Dockerode.NetworkInspectInfo, desired: NetworkModel): boolean {
  const wanted = toEngine(desired);
  return driver === wanted.Driver && isDeepStrictEqual({ ...labels }, { ...wanted.Labels }) && Object.keys(within ?? {}).length === 0;
}

async function createWhereLeft(
  engine: Engine, desired: NetworkModel, isLeftOver: (existing: Dockerode.NetworkInspectInfo) => boolean,
): Promise<string> {
  const attempt = () => engine.call(
    `create network "${desired.name}"`,
    async (docker) => (await docker.createNetwork(toEngine(desired))).id,
  );
  try {
    return await attempt();
  } catch (error) {
    const existing = isConflict(error) ? await inspectNetwork(engine, desired.name!) : undefined;
    if (existing === undefined || !isLeftOver(existing)) throw await creationFailed(engine, error, desired);
    await removeOrphan(engine, existing.Id, desired);
  }
  return attempt().catch(async (error: unknown) => { throw await creationFailed(engine, error, desired); });
}

/** Removes the network of an interrupted apply. The engine refuses to remove it if a container is connected. */
async function removeOrphan(engine: Engine, id: string, { name }: NetworkModel): Promise<void> {
  await engine.call(`remove network "${name}", which an interrupted apply left`, (docker) => docker.getNetwork(id).remove());
  await removePending(id);
}

/** Returns the names of the containers in a network, or none if the engine does not answer. */
async function containersIn(engine: Engine, id: string): Promise<string[]> {
  const inspect = await inspectNetwork(engine, id).catch(() => undefined);
  return Object.values(inspect?.Containers ?? {}).map(({ Name: name }) => name).sort();
}
