import { startFailed } from './errors';
import { requireContainer } from './inspect';
import { requirePolicyOfOwners } from './joined-namespaces';
import { pathsOfEngineDisk, Throttle } from './limited-disk';
import { linkedTargets } from './linked-folders';
import { mountsOfPaths } from '../../../../src/shared/controls/host';
import { HostPath } from '../../../../src/shared/controls/host-path';
import { DescribedContainer } from '../../../../src/shared/controls/reader';
import { showsKernel, unmasksKernel } from '../../../../src/shared/controls/sensitive-paths';
import { mayBeSandbox } from '../../../../src/shared/runtimes';
import { canonicalPath } from '../../../engine/canonical/path';
import { Engine } from '../../../engine/engine';
import { inspectContainer } from '../../../engine/inspect';
import { withoutEngineAdditions } from '../../../isolation/engine-additions';
import { engineFacts, socketsOf } from '../../../isolation/engine-facts';
import { unseenMounts } from '../../../isolation/errors';
import { tmpfsOf } from '../../../isolation/foreign-mounts';
import { hostPathsOfNewVolumes, mountsOf, mountsPlugin, NewVolume } from '../../../isolation/host-paths';
import { asksForAny, hasIsolationPolicy, PATH_CONTROLS, requireFloor, requireIsolation } from '../../../isolation/judge';
import { furtherKernelMounts } from '../../../isolation/kernel-mounts';
import { Mount as ProcessMount, parseMounts } from '../../../isolation/mountinfo';
import { mountedHostPaths } from '../../../isolation/mounts';
import { showsAllMounts } from '../../../isolation/reachable-mounts';
import { judgedOf, requireEffectivePaths, requirePaths, requireVolumes, withNotes } from '../../../isolation/seen-paths';
import { askWithSameProcesses, visibleHostPaths } from '../../../isolation/shared-processes';
import { withProbeImage } from '../../../probe/image';
import { hasOwnKernel } from '../../../probe/own-kernel';
import { hostProbeSettings, runProbe } from '../../../probe/run';
import { AnonymousVolume } from '../../../virtual-host/anonymous-volumes';
import { Inspect } from '../fields/fact';
import { fromEngine } from '../fields/model';
import { Mount } from '../fields/mounts';
import { ContainerModel } from '../fields/schema';
import { Volume } from '../fields/storage';

/**
 * Compares the volumes of a container with its isolation policy and the floor, before the engine creates it: the engine then fills an
 * empty volume with files of the image, also where a read-only mount shows a folder of the host by it.
 *
 * @param anonymous  the volumes that a rule of its virtual container host makes
 */
export async function verifyVolumes(
  engine: Engine, desired: ContainerModel, anonymous: readonly AnonymousVolume[], signal: AbortSignal,
): Promise<void> {
  if (!asksForAny(PATH_CONTROLS, desired)) return;
  const made = anonymous.map(({ driver, options }): NewVolume => ({ name: null, driver, options, noCopy: true }));
  const paths = await hostPathsOfNewVolumes(engine, [...volumesOf(desired), ...made]);
  await requireVolumes(engine, desired, paths, signal);
}

function volumesOf({ mounts, volumes }: ContainerModel): NewVolume[] {
  return [
    ...(mounts as Mount[]).filter(({ type }) => type === 'volume').map(({ source, volume_options: [options] }) => ({
      name: source || null,
      driver: options?.driver_name ?? null,
      options: options?.driver_options ?? null,
      noCopy: options?.no_copy === true,
    })),
    ...(volumes as Volume[]).flatMap(({ volume_name: name, host_path: path, from_container: other }) => (
      name && !name.startsWith('/') && !path && !other ? [{ name, driver: null, options: null, noCopy: false }] : [])),
  ];
}

/**
 * Compares what the engine created with the isolation policy and the floor, before it runs: what a volume, a joined container or another
 * container's mounts bring along is not in the configuration. Symbolic links on the engine's machine are followed.
 *
 * @param created what the engine reports about the container, if it was asked after the creation
 * @returns whether the container mounts paths of the host, or volumes of plugins, that must be verified after the start, too
 */
export async function verifyCreated(
  engine: Engine, id: string, desired: ContainerModel, signal: AbortSignal, created?: Inspect,
): Promise<boolean> {
  if (!hasIsolationPolicy(desired)) return false;
  const inspect = created ?? await requireContainer(engine, id, desired);
  const members = await askWithSameProcesses(engine, inspect);
  const paths = await visibleHostPaths(engine, inspect, members, { fresh: true });
  const facts = await engineFacts(engine);
  const described = (one: Inspect) => (
    { ...fromEngine(withoutEngineAdditions(one, facts)), ...judgedOf(desired) });
  const container = { ...described(inspect), ...mountsOfPaths(paths), volumes: volumesIn(inspect) };
  requireIsolation(container, engine);
  await requirePolicyOfOwners(engine, container, id);
  // A process can run code in another one that it sees, so the container has what those have.
  for (const member of members ?? []) {
    const name = member.Name.replace(/^\//, '');
    const note = `This is what the container "${name}" has, whose processes it would share: it could run code in them.`;
    withNotes([note], () => requireIsolation(described(member), engine));
    // The other way round, too. The engine does not know the member's policy, but the floor binds it, whatever this one is exempt from.
    const back = `This is what it would have by "${desired.name}", which would share its processes: it could run code in those.`;
    withNotes([back], () => requireFloor({ ...container, name, labels: [] }, engine));
  }
  if (asksForAny(['disk_io'], desired)) await requireDiskLimit(engine, container, signal);
  const seesHost = paths.length > 0 && asksForAny(PATH_CONTROLS, desired);
  if (seesHost) await requireEffectivePaths(engine, desired, paths, signal);
  // Only now: to look into a container, the engine mounts its volumes, and creates folders of the host that are missing.
  if (!inspect.State.Running && asksForAny(['kernel_paths'], desired)) await requireMountTargets(engine, inspect, desired, container);
  return seesHost || mountsPlugin(inspect) && asksForAny(PATH_CONTROLS, desired);
}

/** Refuses mounts that links in the container lead over what shows or hides the kernel. The engine reports where they were asked for. */
async function requireMountTargets(
  engine: Engine, inspect: Inspect, desired: ContainerModel, container: DescribedContainer,
): Promise<void> {
  const places = [...mountsOf(inspect).map(({ Destination: place }) => `${place}`), ...tmpfsOf(inspect).map(([, place]) => place)];
  const linked = await linkedTargets(engine, inspect.Id, places.map(canonicalPath))
    .catch((error: unknown) => { throw startFailed(error, desired); });
  const overKernel = linked.filter(({ target }) => showsKernel(target) || unmasksKernel(target));
  const notes = overKernel.map(({ path, target }) => `In the container, "${path}" leads to "${target}", by a link.`);
  const volumes = [...volumesIn(inspect), ...overKernel.map(({ target }) => ({ container_path: kernelFolder(target) }))];
  withNotes(notes, () => requireIsolation({ ...container, volumes }, engine, { only: ['kernel_paths'] }));
}

function kernelFolder(path: string): string {
  return `/${path.split('/')[1]}`;
}

/** Describes where volumes are mounted, also those that only the image asks for. What they show of the host is described by its path. */
function volumesIn({ Mounts: mounts = [] }: Inspect): object[] {
  return mounts.map(({ Destination: place }) => ({ container_path: place }));
}

/** Demands that the limits of disks hold for the one on which the engine keeps its files, if that is known. */
async function requireDiskLimit(engine: Engine, container: DescribedContainer, signal: AbortSignal): Promise<void> {
  const limits = ['device_read_bps', 'device_write_bps'].map((name) => [name, container[name] as readonly Throttle[]] as const);
  const limited = [...new Set(limits.flatMap(([, devices]) => devices.map(({ path }) => path)))];
  const known = await pathsOfEngineDisk(engine, limited, signal);
  if (known === undefined) return;
  const ofDisk = limits.map(([name, devices]) => [name, devices.filter(({ path }) => known.paths.includes(path))]);
  const note = `On the host, the engine keeps its files on the disk ${known.disk}: \`ls -l /dev\` shows its name.`;
  withNotes([note], () => requireIsolation({ ...container, ...Object.fromEntries(ofDisk) }, engine, { only: ['disk_io'] }));
}

/**
 * Compares the mounts of a container that was just started with its isolation policy and the floor: a folder may have been replaced by a
 * symbolic link since `verifyCreated`, and a plugin may only now say where its volume is.
 */
export async function verifyStarted(engine: Engine, id: string, desired: ContainerModel, signal: AbortSignal): Promise<void> {
  const inspect = await requireContainer(engine, id, desired);
  if (mountsPlugin(inspect)) {
    const paths = await visibleHostPaths(engine, inspect, await askWithSameProcesses(engine, inspect), { fresh: true });
    await requirePaths(engine, desired, paths, ['This is where a plugin says that its volume is, now that the container runs.']);
    // What a plugin has in a folder of its own is no path of the host, but the kernel does not show whose folder it is.
    if (paths.length === 0) return;
  }
  await verifyMounts(engine, inspect, desired, signal, 'the path was replaced while the container started', false);
}

/**
 * Compares the mounts of a container, as the kernel shows them if it runs, with its isolation policy and the floor. Nobody can look into a
 * sandbox from outside. A twin shows whether there is one. A process that hides mounts, by another root of its own, is refused: no evidence
 * is never a pass.
 *
 * @param reason  why they can differ from what is configured
 * @param judgesKernel  whether file systems that show the kernel count, which someone can have mounted since the start
 */
export async function verifyMounts(
  engine: Engine, inspect: Inspect, desired: ContainerModel, signal: AbortSignal, reason: string, judgesKernel: boolean,
): Promise<void> {
  if (inspect.State.Pid === 0) return;
  if (mayBeSandbox(inspect.HostConfig.Runtime ?? '') && await hasOwnKernel(engine, inspect, signal)) return;
  const inForce = await mountsInForce(engine, inspect, signal);
  if (inForce === undefined) return;
  await requirePaths(engine, desired, inForce.paths, [`This is what the kernel shows: ${reason}.`]);
  const [further] = inForce.ofKernel;
  if (further === undefined || !judgesKernel) return;
  const note = `This is what the kernel shows: the file system "${further.type}" at "${further.mountPoint}". Replace the container.`;
  const seen = { ...judgedOf(desired), volumes: [{ container_path: '/proc' }] };
  withNotes([note], () => requireIsolation(seen, engine, { only: ['kernel_paths'] }));
}

/** What the kernel shows of the mounts of a container. */
interface MountsInForce {
  /** The paths of the host that it sees. */
  readonly paths: readonly HostPath[];
  /** Those that show the kernel, and that the engine did not make. */
  readonly ofKernel: readonly ProcessMount[];
}

/** Returns what the kernel shows of the mounts of a container, or undefined if its process has ended. */
async function mountsInForce(engine: Engine, inspect: Inspect, signal: AbortSignal): Promise<MountsInForce | undefined> {
  const facts = await engineFacts(engine);
  const files = [`/proc/${inspect.State.Pid}/mountinfo`, '/proc/1/mountinfo', '/proc/self/mountinfo'] as const;
  const answers = await withProbeImage(engine, (image) =>
    runProbe(engine, image, files, { host: hostProbeSettings(facts.hasAppArmor) }, signal));
  const [mounts, hostMounts, probeMounts] = files.map((file) => {
    const answer = answers.get(file);
    return answer?.kind === 'file' ? parseMounts(answer.text) : undefined;
  });
  const isSeen = mounts !== undefined && showsAllMounts(mounts, inspect);
  // A process that has ended has no mounts any more, and its number may be that of another one.
  if (!isSeen && !await isStillRunning(engine, inspect)) return undefined;
  if (!isSeen || hostMounts === undefined || probeMounts === undefined) throw unseenMounts(inspect.Name.replace(/^\//, ''));
  const paths = mountedHostPaths({ mounts, hostMounts, inspect, folder: facts.folder, sockets: socketsOf(facts) });
  return { paths, ofKernel: furtherKernelMounts(probeMounts, mounts) };
}

async function isStillRunning(engine: Engine, { Id: id, State: { Pid: pid } }: Inspect): Promise<boolean> {
  const now = await inspectContainer(engine, id, { fresh: true });
  return now?.State.Pid === pid && now.State.Running;
}
