import { isOfHost, NAMESPACES, ownerOf } from '../../src/shared/controls/joined-namespace';
import { AskOptions, Engine } from '../engine/engine';
import { inspectContainer } from '../engine/inspect';

/** What the engine reports about a container. */
type Inspect = NonNullable<Awaited<ReturnType<typeof inspectContainer>>>;
type Namespace = (typeof NAMESPACES)[number];

/**
 * Returns the namespaces of the host that a container has since it joins one that has them. `container:x` by itself does not show what x
 * has.
 */
export async function joinedFromHost(
  engine: Engine, modeOf: (namespace: Namespace) => unknown, options: AskOptions = {},
): Promise<readonly Namespace[]> {
  const joined = NAMESPACES.filter((namespace) => ownerOf(modeOf(namespace)) !== undefined);
  const modes = await Promise.all(joined.map((namespace) => modeOfOwner(engine, modeOf(namespace), namespace[1], options)));
  return joined.filter(([attribute], index) => isOfHost(attribute, modes[index]));
}

/**
 * Whether a container that exists joins the network of one that the engine did not know when it was created. The engine then keeps the
 * name, and looks it up at each start: its owner may have the host's network by then. Of a container that it knows, it keeps the id.
 */
export function joinsByName({ HostConfig: { NetworkMode: mode } }: Inspect): boolean {
  const owner = ownerOf(mode);
  return owner !== undefined && !/^[0-9a-f]{64}$/.test(owner);
}

/** Returns a container with the host's namespaces where it joins one that has them, or may have them. */
export async function withNamespacesOfOwners(engine: Engine, inspect: Inspect, options: AskOptions = {}): Promise<Inspect> {
  const fields = (await joinedFromHost(engine, ([, field]) => inspect.HostConfig[field], options)).map(([, field]) => field);
  if (joinsByName(inspect)) fields.push('NetworkMode');
  return { ...inspect, HostConfig: { ...inspect.HostConfig, ...Object.fromEntries(fields.map((field) => [field, 'host'])) } };
}

/** More containers that join one another are a riddle, and not a configuration. They count as if the last one had the host's namespace. */
const LONGEST_ROW = 16;

/** Returns the mode of the container at the end of the row of containers that join one another. */
async function modeOfOwner(engine: Engine, mode: unknown, field: Namespace[1], options: AskOptions): Promise<unknown> {
  const owners = await rowOfOwners(engine, mode, field, options);
  return owners.length > LONGEST_ROW ? 'host' : owners.at(-1)?.HostConfig[field];
}

/**
 * Returns the container whose network a container has: itself, or the one at the end of the row of containers that join one another's.
 * Returns undefined if the engine does not have that one.
 */
export async function networkOwner(engine: Engine, inspect: Inspect, options: AskOptions = {}): Promise<Inspect | undefined> {
  const { NetworkMode: mode } = inspect.HostConfig;
  return ownerOf(mode) === undefined ? inspect : (await rowOfOwners(engine, mode, 'NetworkMode', options)).at(-1);
}

/** Returns the containers that join one another, from the one that a mode names. The last is undefined if the engine does not have it. */
async function rowOfOwners(
  engine: Engine, mode: unknown, field: Namespace[1], options: AskOptions,
): Promise<ReadonlyArray<Inspect | undefined>> {
  const row = new Map<string, Inspect | undefined>();
  for (let owner = ownerOf(mode); owner !== undefined && !row.has(owner) && row.size <= LONGEST_ROW;) {
    const inspect = await inspectContainer(engine, owner, options);
    row.set(owner, inspect);
    owner = ownerOf(inspect?.HostConfig[field]);
  }
  return [...row.values()];
}
