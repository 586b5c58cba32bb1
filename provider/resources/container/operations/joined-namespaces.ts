import { isOfHost, NAMESPACES, ownerOf } from '../../../../src/shared/controls/joined-namespace';
import { DescribedContainer } from '../../../../src/shared/controls/reader';
import { Engine } from '../../../engine/engine';
import { inspectContainer } from '../../../engine/inspect';
import { requireIsolation } from '../../../isolation/judge';

/**
 * Throws if a container would join a container that has a namespace of the host, although its policy forbids that namespace. `pid_mode =
 * "container:x"` by itself does not show what x has.
 *
 * @param id  of the container, which is created and does not run yet
 */
export async function requirePolicyOfOwners(engine: Engine, container: DescribedContainer, id: string): Promise<void> {
  const joined = NAMESPACES.filter(([attribute]) => ownerOf(container[attribute]) !== undefined);
  if (joined.length === 0) return;
  const modes = await Promise.all(joined.map(async ([attribute, field]) => (
    [attribute, await modeOf(engine, container[attribute], field)] as const)));
  const effective = {
    ...container,
    ...Object.fromEntries(modes.filter(([attribute, mode]) => isOfHost(attribute, mode))),
    ...await joinsByName(engine, id) && { network_mode: 'host' },
  };
  requireIsolation(effective, engine);
}

/**
 * Whether a created container joins the network of one that the engine did not know at the creation. The engine then keeps the name, and
 * looks it up at each start: its owner may have the host's network by then. Of a container that it knows, it keeps the id.
 */
async function joinsByName(engine: Engine, id: string): Promise<boolean> {
  const owner = ownerOf((await inspectContainer(engine, id))?.HostConfig.NetworkMode);
  return owner !== undefined && !/^[0-9a-f]{64}$/.test(owner);
}

/** Returns the mode of the container at the end of the row of containers that join one another. */
async function modeOf(engine: Engine, mode: unknown, field: (typeof NAMESPACES)[number][1]): Promise<unknown> {
  const seen = new Set<string>();
  let current = mode;
  for (let owner = ownerOf(current); owner !== undefined && !seen.has(owner); owner = ownerOf(current)) {
    seen.add(owner);
    current = (await inspectContainer(engine, owner))?.HostConfig[field];
  }
  return current;
}
