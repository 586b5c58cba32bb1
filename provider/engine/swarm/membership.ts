import { Engine, EngineInfo } from '../engine';
import { request } from '../request';

/** An engine's part in a swarm, as it reports it itself. */
export type Membership = NonNullable<EngineInfo['Swarm']>;

/** Returns an engine's part in a swarm. `LocalNodeState` is "inactive" if it has none. */
export async function membershipOf(engine: Engine, { fresh = false } = {}): Promise<Membership> {
  const { Swarm: swarm } = await engine.info({ fresh });
  return { LocalNodeState: 'inactive', ...swarm };
}

/** Takes an engine out of its swarm. A manager, and an engine whose managers do not answer, leave only with force. */
export async function leaveSwarm(engine: Engine, force: boolean): Promise<void> {
  await engine.call('leave the swarm', (docker) => request(docker, { method: 'POST', path: '/swarm/leave', query: { force } }));
}

/** Returns the address at which managers answer to an engine's node, as the swarm announces it: `192.0.2.1:2377`. */
export function managerAddress({ NodeID: id, RemoteManagers: managers }: Membership): string | undefined {
  return managers?.find(({ NodeID: each }) => each === id)?.Addr;
}
