import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { listNodes, nodeName, SwarmNode } from '../../engine/swarm/nodes';
import { listed } from '../shared/listed';

/** Returns how many of some managers have to be reachable, so that the swarm can be changed. */
export function quorumOf(managers: number): number {
  return Math.floor(managers / 2) + 1;
}

/** Throws if the managers that are left without a node would have no quorum. */
export async function requireQuorumWithout(manager: Engine, node: SwarmNode): Promise<void> {
  const { ID: id } = node;
  if (!node.ManagerStatus) return;
  const others = (await listNodes(manager)).filter((other) => other.Spec.Role === 'manager' && other.ID !== id);
  const unreachable = others.filter(({ ManagerStatus: other }) => other?.Reachability !== 'reachable');
  const needed = quorumOf(others.length);
  const reachable = others.length - unreachable.length;
  if (others.length > 0 && reachable >= needed) return;
  throw new DiagnosticError({
    summary: `Without the manager "${nodeName(node)}", the swarm would have no quorum`,
    detail: others.length === 0
      ? 'It is the only manager. Promote another node first. To end the swarm, destroy its `docker_swarm`.'
      : `${others.length} managers would be left, of which ${needed} have to be reachable, and ${reachable} `
        + `${reachable === 1 ? 'is' : 'are'}. Not reachable: ${listed(unreachable.map(nodeName).sort())}. Start them, or demote them `
        + 'first: docker node demote NAME.',
  });
}
