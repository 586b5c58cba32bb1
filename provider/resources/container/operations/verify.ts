import { requireContainer } from './inspect';
import { requirePolicyOfOwners } from './joined-namespaces';
import { mountsOfPaths } from '../../../../src/shared/controls/host';
import { HostPath, isWithin } from '../../../../src/shared/controls/host-path';
import { policyAttributesOf } from '../../../../src/shared/controls/policy-attributes';
import { sandboxOf } from '../../../../src/shared/runtimes';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { withoutEngineAdditions } from '../../../isolation/engine-additions';
import { engineFacts } from '../../../isolation/engine-facts';
import { configuredHostPaths, hostPathsOfNewVolumes, MountedPath, NewVolume, VolumePath } from '../../../isolation/host-paths';
import { asksForAny, hasIsolationPolicy, PATH_CONTROLS, requireIsolation } from '../../../isolation/judge';
import { mountedHostPaths, parseMounts } from '../../../isolation/mounts';
import { RealPaths, realPaths } from '../../../isolation/real-paths';
import { withProbeImage } from '../../../probe/image';
import { hostProbeSettings, runProbe } from '../../../probe/run';
import { Inspect } from '../fields/fact';
import { fromEngine } from '../fields/model';
import { Mount } from '../fields/mounts';
import { ContainerModel } from '../fields/schema';
import { Volume } from '../fields/storage';

/**
 * Compares the volumes of a container with its isolation policy and the floor, before the engine creates it: the engine then fills an
 * empty volume with files of the image, also where a read-only mount shows a folder of the host by it.
 */
export async function verifyVolumes(engine: Engine, desired: ContainerModel, signal: AbortSignal): Promise<void> {
  if (!asksForAny(PATH_CONTROLS, desired)) return;
  const paths = await hostPathsOfNewVolumes(engine, volumesOf(desired));
  if (paths.length === 0) return;
  requirePaths(engine, desired, paths, paths.map(volumeNote));
  requireRealPaths(engine, desired, paths, await realPaths(engine, paths.map(({ path }) => path), signal));
}

function volumesOf({ mounts, volumes }: ContainerModel): NewVolume[] {
  return [
    ...(mounts as Mount[]).filter(({ type }) => type === 'volume').map(({ source, volume_options: [options] }) => (
      { name: source || null, driver: options?.driver_name ?? null, options: options?.driver_options ?? null })),
    ...(volumes as Volume[]).flatMap(({ volume_name: name, host_path: path, from_container: other }) => (
      name && !name.startsWith('/') && !path && !other ? [{ name, driver: null, options: null }] : [])),
  ];
}

function volumeNote({ volume, path, o }: VolumePath): string {
  const name = volume === null ? 'An anonymous volume' : `The volume "${volume}"`;
  return `${name} shows "${path}" of the host${o === undefined ? '' : `, with the options "${o}"`}.`;
}

/**
 * Compares what the engine created with the isolation policy and the floor, before it runs: what a volume, a joined container or another
 * container's mounts bring along is not in the configuration. Symbolic links on the engine's machine are followed.
 *
 * @returns whether the container mounts paths of the host that must be verified after the start, too
 */
export async function verifyCreated(engine: Engine, id: string, desired: ContainerModel, signal: AbortSignal): Promise<boolean> {
  if (!hasIsolationPolicy(desired)) return false;
  const inspect = await requireContainer(engine, id, desired);
  const paths = await configuredHostPaths(engine, inspect, { fresh: true });
  const created = fromEngine(withoutEngineAdditions(inspect, await engineFacts(engine)));
  const container = { ...created, name: desired.name, ...policyAttributesOf(desired), ...mountsOfPaths(paths) };
  requireIsolation(container, engine);
  await requirePolicyOfOwners(engine, container);
  if (paths.length === 0 || !asksForAny(PATH_CONTROLS, desired)) return false;
  requireRealPaths(engine, desired, paths, await realPaths(engine, paths.map(({ path }) => path), signal));
  return true;
}

/** Refuses paths that lead elsewhere than they say, that the engine would create, or with a file system below them that stays writable. */
function requireRealPaths(
  engine: Engine, desired: ContainerModel, paths: readonly MountedPath[], { resolved, missing, mountPoints }: RealPaths,
): void {
  const notes: string[] = [];
  const real = paths.map(({ path, readOnly, propagates = false, nestedWritable }, index): HostPath => {
    const target = resolved[index]!;
    const nested = readOnly && nestedWritable ? mountPoints.find((each) => each !== target && isWithin(each, target)) : undefined;
    if (target !== path) notes.push(`On the host, "${path}" leads to "${target}".`);
    const isMissing = missing.includes(target);
    if (isMissing) notes.push(`On the host, "${target}" does not exist, and the engine would create it. Create it first.`);
    if (nested !== undefined) notes.push(nestedMount(nested, path));
    return { path: target, readOnly: readOnly && !isMissing && nested === undefined, propagates };
  });
  requirePaths(engine, desired, real, notes);
}

function nestedMount(nested: string, path: string): string {
  return `On the host, another file system is mounted at "${nested}". It would be writable in the container, although "${path}" is mounted `
    + 'read-only: engines before Docker 25, and kernels before Linux 5.12, can\'t make it read-only, too. Exclude it with '
    + '`bind_options { non_recursive = true }` in `mounts`.';
}

/**
 * Compares the mounts of a container that was just started, as the kernel shows them, with its isolation policy and the floor: a folder
 * may have been replaced by a symbolic link since `verifyCreated`. Nobody can look into a sandbox from outside.
 */
export async function verifyStarted(engine: Engine, id: string, desired: ContainerModel, signal: AbortSignal): Promise<void> {
  const inspect = await requireContainer(engine, id, desired);
  if (inspect.State.Pid === 0 || sandboxOf(inspect.HostConfig.Runtime ?? '') !== undefined) return;
  const mounts = await mountsInForce(engine, inspect, signal);
  requirePaths(engine, desired, mounts, ['This is what the kernel shows: the path was replaced while the container started.']);
}

async function mountsInForce(engine: Engine, inspect: Inspect, signal: AbortSignal): Promise<HostPath[]> {
  const { folder, hasAppArmor } = await engineFacts(engine);
  const [ofProcess, ofHost] = [`/proc/${inspect.State.Pid}/mountinfo`, '/proc/1/mountinfo'] as const;
  const answers = await withProbeImage(engine, (image) =>
    runProbe(engine, image, [ofProcess, ofHost], { host: hostProbeSettings(hasAppArmor) }, signal));
  const mountsIn = (file: string) => {
    const answer = answers.get(file);
    return answer?.kind === 'file' ? parseMounts(answer.text) : [];
  };
  return mountedHostPaths({ mounts: mountsIn(ofProcess), hostMounts: mountsIn(ofHost), inspect, folder });
}

/** @param notes  what to add to a refusal */
function requirePaths(
  engine: Engine, desired: ContainerModel, paths: readonly HostPath[], notes: readonly string[],
): void {
  try {
    requireIsolation({ name: desired.name, ...policyAttributesOf(desired), ...mountsOfPaths(paths) }, engine, PATH_CONTROLS);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new DiagnosticError(...error.diagnostics.map((each) => ({ ...each, detail: [each.detail, ...notes].join('\n') })));
  }
}
