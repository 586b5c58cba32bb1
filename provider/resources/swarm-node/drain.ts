import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { askUntil, Patience } from '../../engine/swarm/ask-until';
import { isDown, nodeName, SwarmNode } from '../../engine/swarm/nodes';
import { inspectObject, listObjects } from '../../engine/swarm/objects';
import { hasEnded, SwarmTask, taskName } from '../../engine/swarm/tasks';
import { listed } from '../shared/listed';

/**
 * Waits until all tasks of a node that is drained have ended. Throws an error that names those left: after the timeout, or at once if it is
 * down.
 */
export async function untilDrained(manager: Engine, id: string, patience: Patience): Promise<void> {
  const outcome = await askUntil(patience, async () => {
    if ((await tasksOn(manager, id)).length === 0) return 'drained';
    const node = await inspectObject<SwarmNode>(manager, 'nodes', id, { fresh: true });
    return node === undefined || isDown(node) ? 'down' : undefined;
  });
  if (outcome === 'drained') return;
  const [node, tasks] = [await inspectObject<SwarmNode>(manager, 'nodes', id, { fresh: true }), await tasksOn(manager, id)];
  const names = await Promise.all(tasks.map(async (task) => `${await taskName(manager, task)} (${task.Status?.State ?? 'unknown'})`));
  const what = outcome === 'down'
    ? 'is down, so that nobody knows what becomes of' : `after ${patience.timeout / 1000} s, it still has`;
  throw new DiagnosticError({
    summary: `Tasks of the node "${node === undefined ? id : nodeName(node)}" have not ended`,
    detail: `The node is drained, and ${what} `
      + `these tasks: ${listed(names.sort())}. A task ends when its container does, which has the \`stop_grace_period\` of its service `
      + 'for that. Apply again to wait again, or set `timeouts`.',
    path: ['availability'],
  });
}

/** Returns the tasks of a node that have not ended. */
export async function tasksOn(manager: Engine, id: string): Promise<readonly SwarmTask[]> {
  const tasks = await listObjects<SwarmTask>(manager, 'tasks', { node: [id] });
  return tasks.filter((task) => !hasEnded(task));
}
