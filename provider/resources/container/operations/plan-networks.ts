import { blockType } from '../../../framework/schema/body-type';
import { equal, isWhollyKnown } from '../../../framework/value/compare';
import { Unknown, Value } from '../../../framework/value/value';
import { isNetworkId, networkOfMode, NetworkRequest } from '../fields/attachment';
import { schema } from '../fields/schema';

type Body = { readonly [name: string]: Value };
type Address = { readonly [name: string]: Value } & { readonly network_name: string };

const networksType = blockType(schema.blocks.networks_advanced);

/** Whether a container joins or leaves networks without being replaced. */
export function reconnects(planned: Body, prior: Body): boolean {
  return planned.network_mode !== prior.network_mode
    || !equal(networksType, planned.networks_advanced ?? null, prior.networks_advanced ?? null);
}

/**
 * Returns the planned addresses of a container that joins or leaves networks while it runs. Its addresses on the other networks stay, so
 * that what uses them needs no change.
 */
export function addressesAfter(planned: Body, prior: Body): Value {
  const { network_mode: mode, networks_advanced: blocks } = planned;
  const { networks_advanced: blocksBefore, network_data: data } = prior;
  if (mode !== prior.network_mode || !Array.isArray(blocks) || !Array.isArray(blocksBefore) || !Array.isArray(data)) return Unknown.PLAIN;
  if (!isWhollyKnown(blocks)) return Unknown.PLAIN;
  const [after, before, addresses] = [blocks, blocksBefore, data] as unknown as [NetworkRequest[], NetworkRequest[], Address[]];
  const ownNetwork = (requests: NetworkRequest[]) => networkOfMode(String(mode ?? ''), requests);
  // The addresses are listed by the networks' names, and only the engine knows the name for an id.
  if ([...before, ...after].some(({ name }) => isNetworkId(name)) || ownNetwork(before) !== ownNetwork(after)) return Unknown.PLAIN;
  const isSame = (...[one, other]: NetworkRequest[]) => equal(networksType, [one] as unknown as Value, [other] as unknown as Value);
  const isKept = (request: NetworkRequest) => before.some((each) => isSame(each, request));
  const joined = new Set(after.filter((request) => !isKept(request)).map(({ name }) => name));
  const left = new Set(before.map(({ name }) => name).filter((name) => !after.some((request) => request.name === name)));
  const kept = addresses.filter(({ network_name: name }) => !joined.has(name) && !left.has(name));
  const names = kept.map(({ network_name: name }) => name);
  if (after.some(({ name }) => !joined.has(name) && !names.includes(name))) return Unknown.PLAIN;
  return [...kept, ...[...joined].map(unknownAddress)].sort((a, b) => (a.network_name < b.network_name ? -1 : 1));
}

function unknownAddress(network: string): Address {
  const [, [, attributes]] = schema.attributes.network_data.type;
  return { ...Object.fromEntries(Object.keys(attributes).map((name) => [name, Unknown.PLAIN])), network_name: network };
}
