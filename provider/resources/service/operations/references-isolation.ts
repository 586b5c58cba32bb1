import Dockerode from 'dockerode';
import { bindPropagates } from '../../../../src/shared/controls/propagation';
import { sourcePattern } from '../../../../src/shared/controls/task-mounts';
import { Engine } from '../../../engine/engine';
import { EngineError } from '../../../engine/errors';
import { inspectNetwork } from '../../../engine/inspect';
import { conforming } from '../../../engine/shape/conforms';
import { volumesShape } from '../../../engine/shape/shapes';
import { hostPathsOfNewBinds, hostPathsOfNewVolumes, NewVolume, VolumePath } from '../../../isolation/host-paths';
import { asksForAny, hasIsolationPolicy, PATH_CONTROLS, requireIsolation } from '../../../isolation/judge';
import { judgedOf, requireEffectivePaths, requireVolumes, withNotes } from '../../../isolation/seen-paths';
import { Mount } from '../../container/fields/mounts';
import { Values } from '../fields/field';
import { containerOf, ServiceModel } from '../schema';

/** The name and the driver of the network of the host. */
const HOST = 'host';

/**
 * Compares what a service refers to with its policy and the floor, before the swarm gets it: networks by their ids, and what its mounts
 * show on this engine. Nothing shows what they show on the other nodes.
 *
 * @param service  with the ids of its networks
 */
export async function verifyReferences(engine: Engine, service: ServiceModel, signal: AbortSignal): Promise<void> {
  if (!hasIsolationPolicy(service)) return;
  await requireNetworks(engine, service);
  if (asksForAny(PATH_CONTROLS, service)) await requireMounts(engine, service, signal);
}

/** As `verifyReferences`, as far as it is known at the plan: an engine that does not answer is reported by the apply. */
export async function verifyKnownNetworks(engine: Engine, planned: { readonly [name: string]: unknown }): Promise<void> {
  if (!hasIsolationPolicy(planned)) return;
  await requireNetworks(engine, planned).catch((error: unknown) => {
    if (!(error instanceof EngineError)) throw error;
  });
}

/** Refuses the network of the host, however it is written: the engine takes a name, an id, and the beginning of an id. */
async function requireNetworks(engine: Engine, service: { readonly [name: string]: unknown }): Promise<void> {
  const [task] = blocksOf(service.task_spec);
  for (const { name } of blocksOf(task?.networks_advanced)) {
    const network = typeof name === 'string' ? await inspectNetwork(engine, name, { fresh: true }) : undefined;
    if (network === undefined || network.Name !== HOST && network.Driver !== HOST) continue;
    const described = { ...judgedOf(service), network_mode: HOST };
    const note = `"${String(name)}" in \`networks_advanced\` is the network "${network.Name}", which is that of the nodes themselves. `
      + 'Use an overlay network.';
    withNotes([note], () => requireIsolation(described, engine, { only: ['network_namespace'] }));
  }
}

/** Refuses what the mounts show on this engine, where their volumes may exist, and their paths may lead elsewhere. */
async function requireMounts(engine: Engine, service: ServiceModel, signal: AbortSignal): Promise<void> {
  const mounts = (containerOf(service).mounts ?? []) as readonly Mount[];
  const volumes = await Promise.all(mounts.filter(({ type }) => type === 'volume').map((mount) => volumesOf(engine, mount)));
  const shown = await hostPathsOfNewVolumes(engine, volumes.flat());
  await requireVolumes(engine, service, shown.map((path): VolumePath => ({ ...path, mustExist: true })), signal);
  const binds = mounts.filter(({ type, source }) => type === 'bind' && source?.startsWith('/'));
  const paths = await hostPathsOfNewBinds(engine, binds.map(({ source, read_only: readOnly, bind_options: [options] }) => ({
    path: source!,
    readOnly: readOnly === true,
    propagates: bindPropagates(options?.propagation),
    nonRecursive: options?.non_recursive === true,
    readOnlyNonRecursive: options?.read_only_non_recursive === true,
    readOnlyForceRecursive: options?.read_only_force_recursive === true,
    mustExist: options?.create_mountpoint !== true,
  })));
  if (paths.length > 0) await requireEffectivePaths(engine, service, paths, signal);
}

/** Returns the volume of a mount, and those that exist and that it may be, by a template in its name. */
async function volumesOf(engine: Engine, { source, volume_options: [options] }: Mount): Promise<NewVolume[]> {
  const volume = {
    name: source || null,
    driver: options?.driver_name ?? null,
    options: options?.driver_options ?? null,
    noCopy: options?.no_copy === true,
  };
  const pattern = sourcePattern(source ?? '');
  if (pattern === undefined) return [volume];
  const list = async (docker: Dockerode) => conforming(volumesShape, await docker.listVolumes());
  const { Volumes: all } = await engine.ask('list the volumes', list, { fresh: true });
  const names = (all as typeof all | null ?? []).map(({ Name: name }) => name).filter((name) => pattern.test(name));
  return [volume, ...names.map((name) => ({ ...volume, name }))];
}

function blocksOf(value: unknown): Values[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'object' && each !== null) as Values[] : [];
}
