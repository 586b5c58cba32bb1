import { NodeModel } from './schema';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { request } from '../../engine/request';
import { askUntil, Patience } from '../../engine/swarm/ask-until';
import { leaveSwarm, Membership, membershipOf } from '../../engine/swarm/membership';
import { listNodes, SwarmNode } from '../../engine/swarm/nodes';
import { inspectObject } from '../../engine/swarm/objects';

/** Makes an engine join the swarm of a manager, and returns the id of its node. */
export async function join(engine: Engine, manager: Engine | undefined, desired: NodeModel): Promise<string> {
  await requireNoSwarm(engine, manager);
  const body = {
    ListenAddr: desired.listen_addr!,
    AdvertiseAddr: desired.advertise_addr ?? '',
    DataPathAddr: desired.data_path_addr ?? '',
    RemoteAddrs: desired.remote_addrs!,
    JoinToken: desired.join_token!,
    Availability: desired.availability!,
  };
  try {
    await engine.call('join the swarm', (docker) => request(docker, { method: 'POST', path: '/swarm/join', body }));
  } catch (error) {
    // The engine would go on trying in the background.
    const { LocalNodeState: state } = await membershipOf(engine, { fresh: true });
    if (state !== 'inactive') await leaveSwarm(engine, true);
    throw error;
  }
  return (await membershipOf(engine, { fresh: true })).NodeID!;
}

/** Waits until the managers report a node as ready, and a manager as reachable. */
export async function untilReady(manager: Engine, id: string, patience: Patience): Promise<SwarmNode> {
  const ready = await askUntil(patience, async () => {
    const node = await inspectObject<SwarmNode>(manager, 'nodes', id, { fresh: true });
    const isReachable = node?.Spec.Role !== 'manager' || node.ManagerStatus?.Reachability === 'reachable';
    return node?.Status?.State === 'ready' && isReachable ? node : undefined;
  });
  if (ready !== undefined) return ready;
  throw new DiagnosticError({
    summary: `The node ${id} is not ready`,
    detail: `The engine has joined, and after ${patience.timeout / 1000} s, which \`timeouts.create\` limits, the managers do not report `
      + 'it as ready. If they do not list it at all, `manager_engine` is in another swarm than `remote_addrs`. Otherwise see the log of '
      + 'the engine.',
  });
}

/**
 * Throws if an engine is in a swarm already. If it was removed from the list of the swarm that it joins, its part there is over, and it
 * leaves.
 */
async function requireNoSwarm(engine: Engine, manager: Engine | undefined): Promise<void> {
  const membership = await membershipOf(engine, { fresh: true });
  if (membership.LocalNodeState === 'inactive') return;
  const nodes = manager === undefined ? [] : await listNodes(manager);
  const isListed = nodes.some(({ ID: id }) => id === membership.NodeID);
  if (!isListed && knowsManagerOf(nodes, membership)) return leaveSwarm(engine, true);
  throw new DiagnosticError({
    summary: `The engine at ${engine.endpoint.address} is already part of a swarm`,
    detail: isListed
      ? `It is the node ${membership.NodeID} of the swarm that it is to join. To manage this node, import it, or remove \`join_token\`.`
      : `It is the node ${membership.NodeID ?? ''}, in the state "${membership.LocalNodeState}", of a swarm whose managers do not answer `
        + 'here. Take the engine out of that swarm first: docker swarm leave --force.',
    path: ['join_token'],
  });
}

/** Whether an engine's managers are among the nodes of a swarm. */
function knowsManagerOf(nodes: readonly SwarmNode[], { RemoteManagers: managers }: Membership): boolean {
  return managers?.some(({ NodeID: id }) => nodes.some((node) => node.ID === id)) === true;
}
