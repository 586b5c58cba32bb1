import { stillUsed } from './errors';
import { SwarmModel } from './schema';
import { Engine } from '../../engine/engine';
import { leaveSwarm, Membership, membershipOf } from '../../engine/swarm/membership';
import { listNodes, shownNode } from '../../engine/swarm/nodes';
import { listObjects, SwarmObject } from '../../engine/swarm/objects';
import { Context } from '../../framework/resource';

/** Takes an engine out of its swarm, unless others use the swarm. */
export async function leave({ client: engine, warn }: Context<Engine>, prior: SwarmModel): Promise<void> {
  const membership = await membershipOf(engine, { fresh: true });
  if (membership.LocalNodeState === 'inactive') return;
  const { Cluster: found } = membership;
  if (membership.ControlAvailable === true && found?.ID !== prior.id) {
    return warn({
      summary: `The engine was left in another swarm: ${found?.ID ?? ''}`,
      detail: `The state had the swarm ${prior.id}, in which the engine no longer is.`,
    });
  }
  if (prior.force_destroy !== true) await requireUnused(engine, membership, prior);
  await leaveSwarm(engine, true);
}

async function requireUnused(engine: Engine, { NodeID: own }: Membership, { id }: SwarmModel): Promise<void> {
  const others = (await listNodes(engine)).filter(({ ID: node }) => node !== own);
  const services = await listObjects<SwarmObject>(engine, 'services');
  if (others.length + services.length === 0) return;
  throw stillUsed(id!, others.map(shownNode).sort(), services.map(({ ID: service, Spec: { Name: name = service } }) => name).sort());
}
