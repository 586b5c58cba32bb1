import { rotationNotEnded } from './errors';
import { inspectSwarm } from './spec';
import { Engine } from '../../engine/engine';
import { askUntil } from '../../engine/swarm/ask-until';
import { isDown, listNodes, shownNode } from '../../engine/swarm/nodes';
import { millisecondsOf } from '../shared/timeouts';

/** In milliseconds: 5 minutes. */
const DEFAULT_TIMEOUT = 300_000;

/**
 * Waits until all nodes have certificates of a new authority. Throws an error that names those that lack them: after the timeout, or at
 * once if all of them are down.
 */
export async function untilRotated(engine: Engine, timeout: string | null | undefined, signal: AbortSignal): Promise<void> {
  const milliseconds = millisecondsOf(timeout ?? '') ?? DEFAULT_TIMEOUT;
  const ended = await askUntil({ timeout: milliseconds, signal }, async () => {
    const { RootRotationInProgress: isInProgress } = await inspectSwarm(engine, { fresh: true });
    if (isInProgress !== true) return 'ended';
    const lacking = await lackingNodes(engine);
    return lacking.length > 0 && lacking.every(isDown) ? 'stuck' : undefined;
  });
  if (ended === 'ended') return;
  throw rotationNotEnded(ended === undefined ? milliseconds / 1000 : undefined, (await lackingNodes(engine)).map(shownNode));
}

/**
 * Returns the nodes whose certificates another authority has signed than the one that the managers announce. Their trust root changes only
 * when the rotation has ended.
 */
async function lackingNodes(engine: Engine) {
  const { TLSInfo: wanted } = await inspectSwarm(engine, { fresh: true });
  const nodes = await listNodes(engine);
  return nodes.filter(({ Description: description }) => description?.TLSInfo?.CertIssuerPublicKey !== wanted?.CertIssuerPublicKey);
}
