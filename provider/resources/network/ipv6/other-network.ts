import { randomBytes, randomInt } from 'node:crypto';
import { isOrphaned, removePending, whilePending } from '../../../engine/creation-journal';
import { Engine } from '../../../engine/engine';
import { isNotFound } from '../../../engine/errors';
import { Neighbour } from '../../../probe/neighbour';

const LABEL = 'berth.probe';

/** In milliseconds, by the clock of the engine: no proof takes so long. Its containers end after two minutes, and it waits for others. */
const LONGEST = 60 * 60_000;

/**
 * Creates another network with IPv6, passes its id to `use`, and always removes it afterwards. Its ranges are random: an IPv6 one that
 * is unique by its 40 random bits (RFC 4193), and an IPv4 one from the range for benchmarks (RFC 2544), so that none of the engine's
 * pools runs out.
 */
export async function withOtherNetwork<T>(engine: Engine, use: (id: string) => Promise<T>): Promise<T> {
  const unique = randomBytes(5).toString('hex');
  const ipv6 = `fd${unique.slice(0, 2)}:${unique.slice(2, 6)}:${unique.slice(6)}::/64`;
  const ipv4 = `198.${18 + randomInt(2)}.${randomInt(256)}.${8 * randomInt(32)}/29`;
  const { id } = await engine.call('create a network to probe from', (docker) => docker.createNetwork({
    Name: `berth-probe-${unique}`,
    Driver: 'bridge',
    EnableIPv6: true,
    IPAM: { Driver: 'default', Config: [{ Subnet: ipv6 }, { Subnet: ipv4 }] },
    Labels: { [LABEL]: 'true' },
  }));
  return whilePending(id, async () => {
    try {
      return await use(id);
    } finally {
      await remove(engine, id);
    }
  });
}

/**
 * Removes what proofs left that were killed: their containers, images and networks. Those of this machine and folder at once, and others
 * when they are too old for a proof that goes on.
 */
export async function removeLeftovers(engine: Engine): Promise<void> {
  const networks = await engine.call('list networks', (docker) => docker.listNetworks({ filters: { label: [LABEL] } }));
  if (networks.length === 0) return;
  const { SystemTime: now = '' } = await engine.info({ fresh: true });
  const isOld = (created: string) => Date.parse(now) - Date.parse(created) > LONGEST;
  for (const { Id: id } of networks.filter((each) => isOrphaned(each.Id) || isOld(each.Created))) {
    await Neighbour.removeLeftovers(engine, id);
    await remove(engine, id);
    await removePending(id);
  }
}

async function remove(engine: Engine, id: string): Promise<void> {
  try {
    await engine.call('remove the network to probe from', (docker) => docker.getNetwork(id).remove());
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
