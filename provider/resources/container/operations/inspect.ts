import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { inspectContainer, networkName } from '../../../engine/inspect';
import { attachments, isNetworkId } from '../fields/attachment';
import { Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';
import { NAMESPACES, ownerOf } from '../fields/shared-namespace';

/**
 * A container, or nothing where there is none.
 *
 * @param known   what is known of it, which decides what of it is an answer
 * @param signal  gives up asking when it is aborted
 */
export async function look(engine: Engine, id: string, known?: ContainerModel, signal?: AbortSignal): Promise<Inspect | undefined> {
  const inspect = await inspectContainer(engine, id, signal && { signal });
  return inspect && withNetworkIds(engine, await withOwnSwap(engine, await withSharedAsKnown(engine, inspect, known), known), known);
}

/** The engine keeps a container whose namespace is shared by its id: as long as that is the one that was asked for, it is said so. */
async function withSharedAsKnown(engine: Engine, inspect: Inspect, known: ContainerModel | undefined): Promise<Inspect> {
  const asKnown = await Promise.all(NAMESPACES.map(async ([attribute, field]) => {
    const [asked, seen] = [ownerOf(known?.[attribute]), ownerOf(inspect.HostConfig?.[field])];
    if (asked === undefined || seen === undefined || asked === seen) return [];
    return await isStill(engine, asked, seen) ? [[field, known![attribute]] as const] : [];
  }));
  if (asKnown.flat().length === 0) return inspect;
  return { ...inspect, HostConfig: { ...inspect.HostConfig, ...Object.fromEntries(asKnown.flat()) } };
}

/** Whether a reference stands for the container of an id. One that was only renamed is still the same; one that was made anew under the name is not. */
async function isStill(engine: Engine, reference: string, id: string): Promise<boolean> {
  const owner = await inspectContainer(engine, reference) ?? await inspectContainer(engine, id);
  return owner?.Id === id;
}

/** Where the kernel does not count swap, the engine takes the limit off that it would have set by itself. */
async function withOwnSwap(engine: Engine, inspect: Inspect, known: ContainerModel | undefined): Promise<Inspect> {
  const { Memory: memory = 0, MemorySwap: swap } = inspect.HostConfig ?? {};
  const isForced = !known?.memory_swap && memory > 0 && swap === -1 && (await engine.info()).SwapLimit === false;
  return isForced ? { ...inspect, HostConfig: { ...inspect.HostConfig, MemorySwap: 2 * memory } } : inspect;
}

/** Of a container that was never started, the engine names the networks that it is in, and not their ids, by which some are known. */
async function withNetworkIds(engine: Engine, inspect: Inspect, known: ContainerModel | undefined): Promise<Inspect> {
  const nameless = attachments(inspect).filter(({ endpoint }) => !endpoint.NetworkID);
  const references = [known?.network_mode, ...(known?.networks_advanced ?? []).map(({ name }) => name)];
  const ids = references.filter((reference): reference is string => typeof reference === 'string' && isNetworkId(reference));
  if (nameless.length === 0 || ids.length === 0) return inspect;
  const idOf = new Map(await Promise.all(ids.map(async (id) => [await networkName(engine, id), id] as const)));
  const { NetworkSettings: settings } = inspect;
  const endpoints = nameless.map(({ name, endpoint }) => [name, { ...endpoint, NetworkID: idOf.get(name) ?? '' }]);
  return { ...inspect, NetworkSettings: { ...settings, Networks: { ...settings.Networks, ...Object.fromEntries(endpoints) } } };
}

/** A container that has to be there. */
export async function expect(engine: Engine, id: string, model: ContainerModel): Promise<Inspect> {
  const inspect = await look(engine, id, model);
  if (inspect !== undefined) return inspect;
  throw new DiagnosticError({
    summary: `Container "${model.name}" is gone`,
    detail: model.rm ? 'It ended, and `rm` removed it. For a job, set `attach = true`, which waits for its end.' : 'Something else removed it meanwhile. Apply again.',
  });
}
