import { engineOf, managerOf, managesItselfNow } from './access';
import { patienceFor, setPlacement, setRole } from './change';
import { membershipIfReached } from './observe';
import { requireQuorumWithout } from './quorum';
import { NodeModel } from './schema';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { EngineError } from '../../engine/errors';
import { askUntil, Patience } from '../../engine/swarm/ask-until';
import { leaveSwarm, membershipOf } from '../../engine/swarm/membership';
import { isDown, nodeName, SwarmNode } from '../../engine/swarm/nodes';
import { changeObject, inspectObject, removeObject } from '../../engine/swarm/objects';
import { Engines } from '../../engines/engines';
import { Context } from '../../framework/resource';

/** Takes a node that has joined out of its swarm. Any other node is only made as it would be without the resource. */
export async function remove(context: Context<Engines>, prior: NodeModel): Promise<void> {
  const { client: engines, signal } = context;
  const engine = engines.has(prior.engine) ? engineOf(engines, prior) : undefined;
  const isManaging = managesItselfNow(engines, prior);
  if (isManaging && engine !== undefined && (await membershipOf(engine, { fresh: true })).LocalNodeState === 'inactive') return;
  const manager = await managerOf(engines, prior);
  const node = await inspectObject<SwarmNode>(manager, 'nodes', prior.id!, { fresh: true });
  const patience = patienceFor(prior, 'delete', signal);
  if (node === undefined) return leaveIfNode(engine, prior.id!);
  if (prior.join_token === null) return setPlacement(manager, { ...prior, labels: [], availability: 'active' }, patience);

  if (node.Spec.Role === 'manager' && prior.force_destroy !== true) await requireQuorumWithout(manager, node);
  if (!isDown(node)) await drain(manager, prior, patience);
  if (isManaging) return leaveByItself(context, engine!, node, prior, patience);
  if (node.Spec.Role === 'manager') await setRole(manager, prior.id!, 'worker', patience);
  await leaveIfNode(engine, prior.id!);
  await removeWhenDown(manager, prior.id!, patience);
}

async function drain(manager: Engine, prior: NodeModel, patience: Patience): Promise<void> {
  try {
    await setPlacement(manager, { ...prior, availability: 'drain' }, patience);
  } catch (error) {
    if (prior.force_destroy !== true || !(error instanceof DiagnosticError)) throw error;
  }
}

/** Makes an engine leave, if it is still that node and answers. One that is gone for good only stays in the list of the managers. */
async function leaveIfNode(engine: Engine | undefined, id: string): Promise<void> {
  const membership = engine && await membershipIfReached(engine);
  if (membership === undefined || membership.LocalNodeState === 'inactive' || membership.NodeID !== id) return;
  await leaveSwarm(engine!, true);
}

/** A node that manages itself can't remove itself from the list of the managers. */
async function leaveByItself(
  { warn }: Context<Engines>, engine: Engine, node: SwarmNode, { id, force_destroy: isForced }: NodeModel, { timeout, signal }: Patience,
): Promise<void> {
  await changeObject<SwarmNode>(engine, 'nodes', id!, (spec) => ({ ...spec, Role: 'worker' })).catch((error: unknown) => {
    if (isForced !== true) throw error;
  });
  await askUntil({ timeout, signal }, async () => (
    (await membershipOf(engine, { fresh: true })).ControlAvailable === true ? undefined : true));
  await leaveSwarm(engine, true);
  warn({
    summary: `The node "${nodeName(node)}" has left the swarm, and is still in its list`,
    detail: `Nobody else removes it from there, since the node was managed through its own engine. On a manager: docker node rm ${id}. `
      + 'With `manager_engine` set to another manager, that is done.',
  });
}

/** Removes a node from the list of the managers, who refuse that until they have noticed that it has left. */
async function removeWhenDown(manager: Engine, id: string, { timeout, signal }: Patience): Promise<void> {
  const removed = await askUntil({ timeout, signal }, async () => {
    const node = await inspectObject<SwarmNode>(manager, 'nodes', id, { fresh: true });
    if (node !== undefined && !isDown(node)) return undefined;
    return removeObject(manager, 'nodes', id).then(() => true, (error: unknown) => {
      if (error instanceof EngineError && /is not down|must be demoted|is a cluster manager/i.test(error.engineMessage)) return undefined;
      throw error;
    });
  });
  if (removed === undefined) await removeObject(manager, 'nodes', id, { force: true });
}
