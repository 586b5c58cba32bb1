import { same } from '../../../engine/canonical/form';
import { Engine } from '../../../engine/engine';
import { networkName } from '../../../engine/inspect';
import { PlanContext } from '../../../framework/resource';
import { isWhollyKnown } from '../../../framework/value/compare';
import { ObjectValue, Value } from '../../../framework/value/value';
import { isNetworkId } from '../fields/attachment';
import { networkFacts } from '../fields/network';

type Body = { readonly [name: string]: Value };

/**
 * Replaces the container if a block with a MAC address is new or changes: the container would have to be connected again, and the engine
 * only accepts a MAC address for a new container.
 */
export async function replaceForChangedMacAddress({ client, planned, requireReplace }: PlanContext<Engine>, prior: Body): Promise<void> {
  const blocks = ({ networks_advanced: networks }: Body) => (Array.isArray(networks) ? networks as readonly Body[] : []);
  const withAddress = blocks(planned).filter(({ mac_address: address }) => address !== null && address !== '');
  for (const block of withAddress) {
    const isUnchanged = isWhollyKnown(block as ObjectValue) && await anyOf(blocks(prior), (other) => isSameNetwork(client, block, other));
    if (!isUnchanged) requireReplace(['networks_advanced']);
  }
}

/** Whether two blocks have the same settings for the same network, which one may name by its id. */
async function isSameNetwork(client: Engine | undefined, one: Body, other: Body): Promise<boolean> {
  const form = networkFacts.networks_advanced.block.canonical!;
  if (!same<Value>({ ...one, name: '' }, { ...other, name: '' }, form)) return false;
  const nameOf = async (reference: string) => (
    client !== undefined && isNetworkId(reference) && await networkName(client, reference).catch(() => undefined) || reference
  );
  return one.name === other.name || await nameOf(String(one.name)) === await nameOf(String(other.name));
}

async function anyOf<T>(all: readonly T[], holds: (one: T) => Promise<boolean>): Promise<boolean> {
  for (const one of all) if (await holds(one)) return true;
  return false;
}
