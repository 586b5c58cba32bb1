import { notIsolated, notProved } from './errors';
import { Leak } from './judge';
import * as OtherNetwork from './other-network';
import * as Proof from './proof';
import { Engine } from '../../../engine/engine';

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
