import { tasksOn } from './drain';
import { NodeModel } from './schema';
import { isOwnLabel } from '../../../src/shared/own-labels';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { EngineError } from '../../engine/errors';
import { Membership, membershipOf } from '../../engine/swarm/membership';
import { isDown, SwarmNode } from '../../engine/swarm/nodes';

/** The state of a node whose engine has left the swarm, while the managers still list it. */
export const LEFT = 'left';

/** The availability of a node that is drained and still has tasks. The next apply waits for their end. */
const DRAINING = 'draining';

/**
 * Returns what exists.
 *
 * @param known   what the managers do not report
 * @param engine  the engine of the node, which is asked only if the managers say that the node is down
 */
export async function modelOf(manager: Engine, node: SwarmNode, known: NodeModel, engine?: Engine): Promise<NodeModel> {
  const { ID: id, Spec: spec, Description: description, Status: status, ManagerStatus: management } = node;
  const { OS: os = '', Architecture: architecture = '' } = description?.Platform ?? {};
  const isDraining = spec.Availability === 'drain' && !isDown(node) && (await tasksOn(manager, id)).length > 0;
  return {
    ...known,
    id,
    role: spec.Role ?? 'worker',
    availability: isDraining ? DRAINING : spec.Availability ?? 'active',
    labels: Object.entries(spec.Labels ?? {}).filter(([label]) => !isOwnLabel(label)).map(([label, value]) => ({ label, value })),
    hostname: description?.Hostname ?? '',
    address: status?.Addr ?? '',
    state: engine !== undefined && isDown(node) && await hasLeft(engine, id) ? LEFT : status?.State ?? 'unknown',
    reachability: management?.Reachability ?? '',
    leader: management?.Leader ?? false,
    engine_version: description?.Engine?.EngineVersion ?? '',
    platform: `${os}/${architecture}`,
  };
}

/** Whether an engine is another node by now, or none. An engine that does not answer may come back as this node. */
async function hasLeft(engine: Engine, id: string): Promise<boolean> {
  const { LocalNodeState: state, NodeID: node } = await membershipIfReached(engine) ?? { NodeID: id };
  return state === 'inactive' || node !== id;
}

/** Returns an engine's part in a swarm, or nothing if it does not answer. */
export async function membershipIfReached(engine: Engine): Promise<Membership | undefined> {
  try {
    return await membershipOf(engine, { fresh: true });
  } catch (error) {
    if (error instanceof EngineError || error instanceof DiagnosticError) return undefined;
    throw error;
  }
}
