import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_WAIT } from './converge';
import { keptOnNodes, notSeen, tasksLeft } from './errors';
import { containersOf, isKept, removeKept, stopJob } from './job-tasks';
import { abortAfter } from '../../../engine/connection/abort-after';
import { Engine } from '../../../engine/engine';
import { membershipOf } from '../../../engine/swarm/membership';
import { listNodes, nodeName, SwarmNode } from '../../../engine/swarm/nodes';
import { removeService } from '../../../engine/swarm/services';
import { hasEnded, SwarmTask, tasksLeftOf, tasksOf } from '../../../engine/swarm/tasks';
import { Context } from '../../../framework/resource';
import { millisecondsOf } from '../../shared/timeouts';
import { ServiceModel } from '../schema';

/** How often the tasks are looked at, in milliseconds. */
const EVERY = 500;

/** Removes a service, and waits until its tasks and their containers are gone: then their networks, secrets and volumes can be removed. */
export async function remove({ client: engine, signal, warn }: Context<Engine>, { id, name, timeouts }: ServiceModel): Promise<void> {
  const limit = millisecondsOf(timeouts?.delete ?? '') ?? DEFAULT_WAIT;
  const deadline = abortAfter(signal, limit);
  const pause = () => sleep(EVERY, true, { signal: deadline }).catch(() => false);
  if (await stopJob(engine, id!)) while (!await isStopping(engine, id!) && await pause());
  await removeService(engine, id!, name);
  for (;;) {
    const { left, unreachable, keeping } = await remaining(engine, id!);
    if (left.length === 0) {
      if (unreachable.length > 0) warn(notSeen(name, unreachable));
      if (keeping.length > 0) warn(keptOnNodes(name, id!, keeping));
      return;
    }
    if (!await pause()) throw tasksLeft(name, limit / 1000, left);
  }
}

/** Whether the swarm lets no task run any longer. */
async function isStopping(engine: Engine, id: string): Promise<boolean> {
  return (await tasksOf(engine, id)).every((task) => hasEnded(task) || task.DesiredState === 'remove');
}

/** What is left of a service that was removed. */
interface Remaining {
  /** The tasks and containers that will end. */
  readonly left: readonly string[];
  /** The nodes with tasks that nobody can wait for. */
  readonly unreachable: readonly string[];
  /** The other nodes that keep containers of a job. */
  readonly keeping: readonly string[];
}

async function remaining(engine: Engine, id: string): Promise<Remaining> {
  // An engine that has left its swarm has no tasks, but may still stop the containers.
  const tasks = await tasksLeftOf(engine, id).catch(() => []);
  const containers = await removeKept(engine, await containersOf(engine, id), tasks);
  const names = containers.map(({ Id: container, Names: listed }) => `container ${listed?.[0]?.slice(1) ?? container}`);
  if (tasks.length === 0) return { left: names, unreachable: [], keeping: [] };
  const [nodes, { NodeID: own }] = await Promise.all([listNodes(engine, { fresh: true }).catch(() => []), membershipOf(engine)]);
  const byId = new Map(nodes.map((node) => [node.ID, node]));
  const going = tasks.filter((task) => !isKept(task));
  const isLost = (task: SwarmTask) => nodes.length > 0 && (task.NodeID ?? '') !== '' && byId.get(task.NodeID!)?.Status?.State !== 'ready';
  const waited = going.filter((task) => !isLost(task));
  return {
    left: [...names, ...waited.map((task) => `task ${task.ID} on node ${hostOf(task, byId)}: ${task.Status?.State}`)],
    unreachable: hostsOf(going.filter(isLost), byId),
    keeping: hostsOf(tasks.filter((task) => isKept(task) && task.NodeID !== own), byId),
  };
}

function hostsOf(tasks: readonly SwarmTask[], nodes: ReadonlyMap<string, SwarmNode>): string[] {
  return [...new Set(tasks.map((task) => hostOf(task, nodes)))].sort();
}

/** Returns the host name of a task's node, or the node's id if it has left the swarm. */
function hostOf({ NodeID: id = '' }: SwarmTask, nodes: ReadonlyMap<string, SwarmNode>): string {
  const node = nodes.get(id);
  return node === undefined ? id : nodeName(node);
}
