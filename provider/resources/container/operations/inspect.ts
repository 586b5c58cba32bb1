import { containerGone } from './errors';
import { withPodmansReports } from './podman';
import { NAMESPACES, ownerOf } from '../../../../src/shared/controls/joined-namespace';
import { isPool } from '../../../../src/shared/resource-pool';
import { AskOptions, Engine } from '../../../engine/engine';
import { inspectContainer, networkName } from '../../../engine/inspect';
import { Suspension } from '../../../engine/pool/suspension';
import { attachments, isNetworkId } from '../fields/attachment';
import { Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';

/**
 * Inspects a container, and rewrites references in the answer as they are in the model, such as a name instead of an id.
 * Returns undefined if the container does not exist.
 *
 * @param model  the desired or prior state
 */
export async function inspectAsModeled(
  engine: Engine, id: string, model?: ContainerModel, options?: AskOptions,
): Promise<Inspect | undefined> {
  const inspect = await inspectContainer(engine, id, options);
  if (inspect === undefined) return undefined;
  const steps = [withPodmansReports, withModeledNamespaces, withDefaultSwap, withNetworkIds, withoutPauseOfPool];
  let rewritten = inspect;
  for (const step of steps) rewritten = await step(engine, rewritten, model);
  return rewritten;
}

/** Inspects a container as `inspectAsModeled` does, and throws if it does not exist. */
export async function requireContainer(engine: Engine, id: string, model: ContainerModel): Promise<Inspect> {
  const inspect = await inspectAsModeled(engine, id, model);
  if (inspect === undefined) throw containerGone(model);
  return inspect;
}

/**
 * A container that is paused only because its pool is suspended does not count as paused: it is as it should be. `Status` still says what
 * it is.
 */
async function withoutPauseOfPool(engine: Engine, inspect: Inspect): Promise<Inspect> {
  const { Id: id, State: state, HostConfig: host } = inspect;
  const parent = host?.CgroupParent ?? '';
  if (!state?.Paused || !isPool(parent)) return inspect;
  const suspension = await Suspension.on(engine);
  return suspension.holds(parent) && !suspension.keeps(id) ? { ...inspect, State: { ...state, Paused: false } } : inspect;
}

/** The engine reports the owner of a shared namespace by id. Rewrites it as in the model if both refer to the same container. */
async function withModeledNamespaces(engine: Engine, inspect: Inspect, model: ContainerModel | undefined): Promise<Inspect> {
  const owners = NAMESPACES
    .map(([attribute, field]) => (
      { attribute, field, modeled: ownerOf(model?.[attribute]), reported: ownerOf(inspect.HostConfig?.[field]) }))
    .filter(({ modeled, reported }) => modeled !== undefined && reported !== undefined && modeled !== reported);
  if (owners.length === 0) return inspect;
  const modes = await Promise.all(owners.map(async ({ attribute, field, modeled, reported }) => (
    await refersTo(engine, modeled!, reported!) ? [[field, model![attribute]] as const] : [])));
  return { ...inspect, HostConfig: { ...inspect.HostConfig, ...Object.fromEntries(modes.flat()) } };
}

/**
 * Whether a reference refers to the container with an id. This is still so after the container was renamed, but not after another
 * container was created with the name.
 */
async function refersTo(engine: Engine, reference: string, id: string): Promise<boolean> {
  const owner = await inspectContainer(engine, reference) ?? await inspectContainer(engine, id);
  return owner?.Id === id;
}

/** If the kernel does not account for swap, the engine drops its default swap limit. Restores it, so that a plan shows no change. */
async function withDefaultSwap(engine: Engine, inspect: Inspect, model: ContainerModel | undefined): Promise<Inspect> {
  const { Memory: memory = 0, MemorySwap: swap } = inspect.HostConfig ?? {};
  const isDropped = !model?.memory_swap && memory > 0 && swap === -1 && (await engine.info()).SwapLimit === false;
  return isDropped ? { ...inspect, HostConfig: { ...inspect.HostConfig, MemorySwap: 2 * memory } } : inspect;
}

/** For a container that was never started, the engine reports networks without ids. Adds the ids that the model refers to. */
async function withNetworkIds(engine: Engine, inspect: Inspect, model: ContainerModel | undefined): Promise<Inspect> {
  const withoutId = attachments(inspect).filter(({ endpoint }) => !endpoint.NetworkID);
  const references = [model?.network_mode, ...(model?.networks_advanced ?? []).map(({ name }) => name)];
  const ids = references.filter((reference): reference is string => typeof reference === 'string' && isNetworkId(reference));
  if (withoutId.length === 0 || ids.length === 0) return inspect;
  const idOf = new Map(await Promise.all(ids.map(async (id) => [await networkName(engine, id), id] as const)));
  const { NetworkSettings: settings } = inspect;
  const endpoints = withoutId.map(({ name, endpoint }) => [name, { ...endpoint, NetworkID: idOf.get(name) ?? '' }]);
  return { ...inspect, NetworkSettings: { ...settings, Networks: { ...settings.Networks, ...Object.fromEntries(endpoints) } } };
}
