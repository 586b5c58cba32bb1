import Dockerode from 'dockerode';
import { configuredHostPaths, EVERYTHING, MountedPath } from './host-paths';
import { NAMESPACES, ownerOf } from '../../src/shared/controls/joined-namespace';
import { AskOptions, Engine } from '../engine/engine';
import { inspectContainer, inspectSoon, SILENT } from '../engine/inspect';
import { conforming } from '../engine/shape/conforms';
import { containersShape } from '../engine/shape/container';

/** What the engine reports about a container. */
type Inspect = NonNullable<Awaited<ReturnType<typeof inspectContainer>>>;
type Namespace = (typeof NAMESPACES)[number];

/** The states in a list of containers that have processes. */
const HAS_PROCESSES: readonly unknown[] = ['running', 'paused'];

const WRITABLE_PROC: MountedPath = { ...EVERYTHING, path: '/proc' };

/**
 * Returns the paths of the host that a container sees: by its own mounts, and by those of the containers with the same process namespace.
 * The kernel shows the root of a process with the same user and no further capabilities, in /proc/PID/root.
 *
 * @param members  the other containers with the same process namespace, or undefined if they are not known
 */
export async function visibleHostPaths(
  engine: Engine, inspect: Inspect, members: readonly Inspect[] | undefined, options?: AskOptions,
): Promise<MountedPath[]> {
  const paths = await Promise.all([inspect, ...members ?? []].map((each) => configuredHostPaths(engine, each, options)));
  return [...paths.flat(), ...members?.some(showsKernel) ? [WRITABLE_PROC] : [], ...members === undefined ? [EVERYTHING] : []];
}

/** Whether the kernel's settings in /proc and /sys are not hidden or read-only in a container. */
function showsKernel({ HostConfig: settings }: Inspect): boolean {
  const { Privileged: privileged, MaskedPaths: masked, ReadonlyPaths: readOnly } = settings as {
    readonly Privileged?: boolean; readonly MaskedPaths?: readonly string[] | null; readonly ReadonlyPaths?: readonly string[] | null;
  };
  return privileged === true || masked?.length === 0 || readOnly?.length === 0;
}

/**
 * Returns those of some containers that have the same process namespace as a container, without it. Returns undefined if the container
 * joins one that is not among them.
 */
export function withSameProcesses(inspect: Inspect, all: readonly Inspect[]): Inspect[] | undefined {
  const first = firstOwner(inspect, all, 'PidMode');
  return first === undefined ? undefined : all.filter((each) => each.Id !== inspect.Id && firstOwner(each, all, 'PidMode') === first);
}

/** Returns the id of the container at the end of the row of containers that join one another's namespace, if all are known. */
export function firstOwner(inspect: Inspect, all: readonly Inspect[], field: Namespace[1]): string | undefined {
  const seen = new Set<string>();
  let { Id: current, HostConfig: { [field]: mode } } = inspect;
  for (let owner = ownerOf(mode); owner !== undefined && !seen.has(owner); owner = ownerOf(mode)) {
    seen.add(owner);
    const next = named(owner, all);
    if (next === undefined) return undefined;
    [current, mode] = [next.Id, next.HostConfig[field]];
  }
  return current;
}

/** Finds a container as the engine does: by its id, by its name, or by the beginning of its id. */
function named(reference: string, all: readonly Inspect[]): Inspect | undefined {
  const name = `/${reference.replace(/^\//, '')}`;
  return all.find(({ Id: id }) => id === reference) ?? all.find(({ Name }) => Name === name)
    ?? all.find(({ Id: id }) => reference !== '' && id.startsWith(reference));
}

/**
 * Asks the engine for the containers with the process namespace of a container, also those that do not run yet. None if it has one of its
 * own. Returns undefined if the engine does not have the one that it joins.
 */
export async function askWithSameProcesses(engine: Engine, inspect: Inspect): Promise<Inspect[] | undefined> {
  if (ownerOf(inspect.HostConfig.PidMode) === undefined) return [];
  const list = async (docker: Dockerode) => conforming(containersShape, await docker.listContainers({ all: true }));
  const listed = await engine.call('list containers', list);
  const all = await Promise.all(listed.map(async ({ Id: id, State: state }) => {
    const soon = await inspectSoon(engine, id, { fresh: true });
    // One that starts has no processes yet.
    return soon !== SILENT ? soon : HAS_PROCESSES.includes(state) ? inspectContainer(engine, id, { fresh: true }) : undefined;
  }));
  return withSameProcesses(inspect, all.filter((each) => each !== undefined));
}
