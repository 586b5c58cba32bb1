import { Engine } from '../../engine/engine';
import { failedBecause, Finding, found } from '../../facts/finding';
import { removeLeftovers, withOtherNetwork } from '../network/ipv6/other-network';
import { leaksOf } from '../network/ipv6/proof';

const BRIDGE = 'bridge';

/** Finds out whether the engine keeps two networks apart over IPv6: containers on both try to reach each other. */
export async function measureIpv6(engine: Engine, signal: AbortSignal): Promise<Finding<boolean>> {
  try {
    await removeLeftovers(engine);
    const leaks = await withOtherNetwork(engine, (id) => leaksOf(engine, { Id: id, Driver: BRIDGE, Internal: false }));
    return leaks.length === 0
      ? found(true, 'Containers on two networks did not reach each other over IPv6, and everything else did.')
      : found(false, leaks.map(({ what }) => what).join(' '));
  } catch (error) {
    return failedBecause('connecting containers over IPv6', error, signal);
  }
}
