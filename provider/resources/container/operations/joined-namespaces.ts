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
    // The engine stores the id of an owner that it knows. It looks a name up at each start: its owner may then have the host's network.
    ...isByName((await inspectContainer(engine, id, { fresh: true }))?.HostConfig.NetworkMode) && { network_mode: 'host' },
  };
  requireIsolation(effective, engine);
}

/** Whether a created container joins the network of one that the engine did not know yet. */
function isByName(mode: unknown): boolean {
  const owner = ownerOf(mode);
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
