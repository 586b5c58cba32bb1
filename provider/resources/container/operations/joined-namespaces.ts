import { NAMESPACES, ownerOf } from '../../../../src/shared/controls/joined-namespace';
import { DescribedContainer } from '../../../../src/shared/controls/reader';
import { Engine } from '../../../engine/engine';
import { inspectContainer } from '../../../engine/inspect';
import { requireIsolation } from '../../../isolation/judge';
import { joinedFromHost, joinsByName } from '../../../isolation/owners';

/**
 * Throws if a container would join a container that has a namespace of the host, although its policy forbids that namespace.
 *
 * @param id  of the container, which is created and does not run yet
 */
export async function requirePolicyOfOwners(engine: Engine, container: DescribedContainer, id: string): Promise<void> {
  if (NAMESPACES.every(([attribute]) => ownerOf(container[attribute]) === undefined)) return;
  const attributes: string[] = (await joinedFromHost(engine, ([attribute]) => container[attribute])).map(([attribute]) => attribute);
  const inspect = await inspectContainer(engine, id);
  if (inspect !== undefined && joinsByName(inspect)) attributes.push('network_mode');
  requireIsolation({ ...container, ...Object.fromEntries(attributes.map((attribute) => [attribute, 'host'])) }, engine);
}
