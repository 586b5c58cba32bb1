import { untilDrained } from './drain';
import { requireQuorumWithout } from './quorum';
import { NodeModel } from './schema';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { EngineError } from '../../engine/errors';
import { askUntil, Patience } from '../../engine/swarm/ask-until';
import { isDown, nodeName, NodeSpec, SwarmNode } from '../../engine/swarm/nodes';
import { changeObject, inspectObject } from '../../engine/swarm/objects';
import { millisecondsOf } from '../shared/timeouts';

/** In milliseconds: two minutes. */
const DEFAULT_TIMEOUT = 120_000;

/** Returns how long an operation may take, by its attribute of the block `timeouts`. */
export function patienceFor({ timeouts }: NodeModel, operation: 'create' | 'update' | 'delete', signal: AbortSignal): Patience {
  return { timeout: millisecondsOf(timeouts?.[operation] ?? '') ?? DEFAULT_TIMEOUT, signal };
}

/** Sets the labels and the availability of a node, and waits until a node that is drained has no tasks. */
export async function setPlacement(manager: Engine, desired: NodeModel, patience: Patience): Promise<void> {
  const labels = Object.fromEntries(desired.labels.map(({ label, value }) => [label!, value!]));
  await change(manager, desired.id!, (spec) => ({ ...spec, Labels: labels, Availability: desired.availability! }));
  if (desired.availability === 'drain') await untilDrained(manager, desired.id!, patience);
}

/** Promotes or demotes a node, and waits until it has the role. */
export async function setRole(manager: Engine, id: string, role: string, patience: Patience): Promise<void> {
  const before = await inspectObject<SwarmNode>(manager, 'nodes', id, { fresh: true });
  if (before !== undefined && before.Spec.Role === role && hasRole(before, role)) return;
  if (before !== undefined && role === 'worker') await requireQuorumWithout(manager, before);
  await change(manager, id, (spec) => ({ ...spec, Role: role }));
  const outcome = await askUntil(patience, async () => {
    const node = await whileElecting(() => inspectObject<SwarmNode>(manager, 'nodes', id, { fresh: true }));
    if (node === undefined) return undefined;
    return hasRole(node, role) ? 'changed' : isDown(node) && role === 'manager' ? 'down' : undefined;
  });
  if (outcome === 'changed') return;
  throw new DiagnosticError({
    summary: `The node "${before === undefined ? id : nodeName(before)}" has not become a ${role}`,
    detail: outcome === 'down' ? 'It is down. The swarm has the order, and the node follows it when it is back.'
      : `The swarm has the order, but after ${patience.timeout / 1000} s the node has not followed it. See the log of its engine. `
        + '`timeouts` sets another limit.',
    path: ['role'],
  });
}

/** Whether the managers treat a node as its role says. A manager that is down keeps its place until it is demoted. */
function hasRole({ ManagerStatus: status, Status: state }: SwarmNode, role: string): boolean {
  return role === 'worker' ? !status : status?.Reachability === 'reachable' && state?.State === 'ready';
}

async function change(manager: Engine, id: string, work: (spec: NodeSpec) => NodeSpec): Promise<void> {
  if (await changeObject<SwarmNode>(manager, 'nodes', id, work)) return;
  throw new DiagnosticError({
    summary: `The node ${id} is gone`,
    detail: 'Somebody removed it from the swarm after the plan was made. Plan and apply again.',
  });
}

/** Returns nothing while the managers elect a leader, as after the demotion of the old one. */
async function whileElecting<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof EngineError && (error.statusCode ?? 0) >= 500) return undefined;
    throw error;
  }
}
