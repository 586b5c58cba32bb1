import { Engine } from '../engine/engine';
import { listNodes, shownNode } from '../engine/swarm/nodes';
import { listObjects } from '../engine/swarm/objects';
import { SwarmTask } from '../engine/swarm/tasks';

/** A node of a swarm whose tasks no attestation covers. */
export interface UnattestedNode {
  readonly id: string;
  /** Its host name, and whether it is down. */
  readonly name: string;
  /** How many tasks of the attested services ran on it. Nothing is known of their isolation. */
  readonly tasks: number;
}

/**
 * Returns the nodes of a swarm whose tasks are attested nowhere, by name.
 *
 * @param engine  of a manager
 * @param attested  the ids of the nodes that are attested
 * @param services  the ids of the attested services
 */
export async function unattestedNodes(
  engine: Engine, attested: readonly string[], services: readonly string[], signal: AbortSignal,
): Promise<UnattestedNode[]> {
  const others = (await listNodes(engine, { signal, fresh: true })).filter(({ ID: id }) => !attested.includes(id));
  if (others.length === 0) return [];
  const tasks = await listObjects<SwarmTask>(engine, 'tasks', { 'desired-state': ['running'] }, { signal, fresh: true });
  const counted = tasks.filter(({ ServiceID: id = '', Status: status }) => services.includes(id) && status?.State === 'running');
  const countOn = (node: string) => counted.filter(({ NodeID: id }) => id === node).length;
  return others.map((node) => ({ id: node.ID, name: shownNode(node), tasks: countOn(node.ID) })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Says which nodes are not attested. */
export function unattestedLine(nodes: readonly UnattestedNode[]): string {
  const each = nodes.map(({ name, tasks }) => `${name} (${tasks} ${tasks === 1 ? 'task' : 'tasks'} of these services)`);
  return `Nodes of the swarm that are not attested, so that nothing is known of what is in force there: ${each.join(', ')}.`;
}
