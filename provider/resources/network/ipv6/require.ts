import { notIsolated, notProved, sharedBridge } from './errors';
import { Leak } from './judge';
import * as OtherNetwork from './other-network';
import * as Proof from './proof';
import { Engine } from '../../../engine/engine';

const BRIDGE_NAME = 'com.docker.network.bridge.name';

/** A network as the engine reports it, or as it is to be created. */
interface Named extends Pick<Proof.ProvedNetwork, 'Options'> {
  readonly Id?: string;
  readonly Name: string;
}

/** Removes what proofs left that were killed. They may use the network of the same killed apply. */
export async function removeLeftoversOfProofs(engine: Engine): Promise<void> {
  // Loaded on demand, like the proof.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  await (require('./other-network') as typeof OtherNetwork).removeLeftovers(engine);
}

/**
 * Throws unless it is proved that a network is isolated over IPv6, by what containers on it reach and not by the engine's settings.
 *
 * @param refuse  called before an error is thrown; returns what becomes of the network, as a sentence
 */
export async function requireIpv6Isolation(
  engine: Engine, network: Proof.ProvedNetwork & { readonly Name: string }, refuse: () => Promise<string>,
): Promise<void> {
  // Loaded on demand: most networks have no IPv6.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { leaksOf } = require('./proof') as typeof Proof;
  let leaks: readonly Leak[];
  try {
    leaks = await leaksOf(engine, network);
  } catch (error) {
    throw notProved(network.Name, error, await refuse());
  }
  if (leaks.length > 0) throw notIsolated(network.Name, leaks, await refuse());
}

/**
 * Throws if a network is on the bridge of another one. Before it is created: with a network, the engine removes its bridge.
 *
 * @param outcome  what becomes of the network, as a sentence
 */
export async function requireOwnBridge(
  engine: Engine, { Id: id, Name: name, Options: options }: Named, outcome: string,
): Promise<void> {
  const { [BRIDGE_NAME]: bridge } = options ?? {};
  const other = bridge === undefined ? undefined : await networkOn(engine, bridge, id);
  if (other !== undefined) throw sharedBridge(name, bridge!, other, outcome);
}

/** Returns the name of another network on a bridge. The engine names those that it makes. */
async function networkOn(engine: Engine, bridge: string, id: string | undefined): Promise<string | undefined> {
  const networks = await engine.call('list the networks', (docker) => docker.listNetworks());
  return networks.find(({ Id: each, Options: options }) => (
    each !== id && bridge === ((options as Record<string, string> | null)?.[BRIDGE_NAME] ?? `br-${each.slice(0, 12)}`)))?.Name;
}
