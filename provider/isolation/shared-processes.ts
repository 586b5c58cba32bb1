import { MountedPath, configuredHostPaths } from './host-paths';
import { ownerOf } from '../../src/shared/controls/joined-namespace';
import { AskOptions, Engine } from '../engine/engine';
import { inspectContainer } from '../engine/inspect';
import { conforming } from '../engine/shape/conforms';
import { containersShape } from '../engine/shape/container';

/** What the engine reports about a container. */
type Inspect = NonNullable<Awaited<ReturnType<typeof inspectContainer>>>;

/**
 * Returns the paths of the host that a container sees: by its own mounts, and by those of the containers with the same process namespace.
 * The kernel shows the root of a process with the same user and no further capabilities, in /proc/PID/root.
 *
 * @param members  the other containers with the same process namespace
 */
export async function visibleHostPaths(
  engine: Engine, inspect: Inspect, members: readonly Inspect[], options?: AskOptions,
): Promise<MountedPath[]> {
  const paths = await Promise.all([inspect, ...members].map((each) => configuredHostPaths(engine, each, options)));
  return [...paths.flat(), ...members.some(showsKernel) ? [WRITABLE_PROC] : []];
}

/** Whether the kernel's settings in /proc and /sys are not hidden or read-only in a container. */
function showsKernel({ HostConfig: settings }: Inspect): boolean {
  const { Privileged: privileged, MaskedPaths: masked, ReadonlyPaths: readOnly } = settings as {
    readonly Privileged?: boolean; readonly MaskedPaths?: readonly string[] | null; readonly ReadonlyPaths?: readonly string[] | null;
  };
  return privileged === true || masked?.length === 0 || readOnly?.length === 0;
}

const WRITABLE_PROC: MountedPath = { path: '/proc', readOnly: false, propagates: false, nestedWritable: true, recursive: true };

/** Returns those of some containers that have the same process namespace as a container, without it. */
export function withSameProcesses(inspect: Inspect, all: readonly Inspect[]): Inspect[] {
  const first = firstOwner(inspect, all);
  return all.filter((each) => each.Id !== inspect.Id && firstOwner(each, all) === first);
}

/** Returns the id of the container at the end of the row of containers that join one another's process namespace. */
function firstOwner(inspect: Inspect, all: readonly Inspect[]): string {
  const seen = new Set<string>();
  let { Id: current, HostConfig: { PidMode: mode } } = inspect;
  for (let owner = ownerOf(mode); owner !== undefined && !seen.has(owner); owner = ownerOf(mode)) {
    seen.add(owner);
    const next = all.find(({ Id: id, Name: name }) => id === owner || name === `/${owner}`);
    [current, mode] = [next?.Id ?? owner, next?.HostConfig.PidMode];
  }
  return current;
}

/** Asks the engine for the containers that run with the process namespace of a container. None if it has one of its own. */
export async function askWithSameProcesses(engine: Engine, inspect: Inspect): Promise<Inspect[]> {
  if (ownerOf(inspect.HostConfig.PidMode) === undefined) return [];
  const running = await engine.call('list containers', async (docker) => conforming(containersShape, await docker.listContainers()));
  const all = await Promise.all(running.map(({ Id: id }) => inspectContainer(engine, id, { fresh: true })));
  return withSameProcesses(inspect, all.filter((each) => each !== undefined));
}
