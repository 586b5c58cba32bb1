import { setTimeout as sleep } from 'node:timers/promises';
import { goneMeanwhile, notConverged, onNoNode, Trouble } from './errors';
import { isOnEachNode, judge, Memory, newMemory } from './judge';
import { lastTaskOutput, summaries } from './tasks';
import { abortAfter } from '../../../engine/connection/abort-after';
import { Engine } from '../../../engine/engine';
import { listNodes } from '../../../engine/swarm/nodes';
import { inspectService, Service } from '../../../engine/swarm/services';
import { SwarmTask, tasksOf } from '../../../engine/swarm/tasks';
import { Context } from '../../../framework/resource';
import { millisecondsOf } from '../../shared/timeouts';
import { ServiceModel } from '../schema';

/** How often the service is looked at without `converge_config`, in milliseconds. */
const EVERY = 1_000;

/** How long an operation waits without a timeout of its own, in milliseconds: Terraform's default, 20 minutes. */
export const DEFAULT_WAIT = 20 * 60_000;

/** What is known before the wait. */
type Before = Partial<Pick<Memory, 'isSent' | 'earlier' | 'steady'>>;

/** Waits until a service runs as it should. Throws an error that explains why it does not. */
export async function waitUntilConverged(
  engine: Engine, id: string, model: ServiceModel, operation: 'create' | 'update',
  { signal, warn }: Pick<Context<Engine>, 'signal' | 'warn'>, before: Before,
): Promise<void> {
  const { every, limit, limitedBy } = limitsOf(model, operation);
  const deadline = abortAfter(signal, limit);
  const memory = newMemory(before, performance.now());
  for (;;) {
    const service = await inspectService(engine, id, { fresh: true });
    if (service === undefined) throw goneMeanwhile(model.name);
    const tasks = await tasksOf(engine, id);
    const verdict = judge(service, tasks, memory, performance.now());
    if (verdict.is === 'converged') {
      if (verdict.tasks === 0 && isOnEachNode(service)) warn(onNoNode(model.name));
      return;
    }
    if (verdict.is === 'failed') throw await explained(engine, model.name, verdict, tasks, memory);
    const isOver = await sleep(every, false, { signal: deadline }).catch(() => true);
    if (!isOver) continue;
    const reason = signal.aborted ? 'The apply was stopped.' : `It took more than ${limit / 1000} s, as ${limitedBy} allows.`;
    throw await explained(engine, model.name, {
      what: 'has not converged',
      reason: `${reason} ${progress(service)}`,
      advice: `The swarm goes on. ${tasks.some(hasNoNode) ? PLACING : ''}Apply again to wait for it again, after you have corrected what `
        + 'the tasks report.',
    }, tasks, memory);
  }
}

/** What to do about tasks that no node can take. */
const PLACING = 'No node can take some tasks. Compare `placement`, `resources.reservation` and the host ports of the service with the '
  + 'nodes (docker node ls, docker node inspect). ';

/** Whether the swarm looks for a node. */
function hasNoNode({ DesiredState: desired, NodeID: node = '', Status: status }: SwarmTask): boolean {
  return status?.State === 'pending' && node === '' && desired !== 'shutdown' && desired !== 'remove';
}

function limitsOf({ converge_config: [config], timeouts }: ServiceModel, operation: 'create' | 'update') {
  if (config !== undefined) {
    return {
      every: millisecondsOf(config.delay ?? '7s')!, limit: millisecondsOf(config.timeout ?? '3m')!, limitedBy: '`converge_config.timeout`',
    };
  }
  return { every: EVERY, limit: millisecondsOf(timeouts?.[operation] ?? '') ?? DEFAULT_WAIT, limitedBy: `\`timeouts.${operation}\`` };
}

function progress({ ServiceStatus: status, JobStatus: job, UpdateStatus: update }: Service): string {
  const { RunningTasks: running = 0, DesiredTasks: desired = 0, CompletedTasks: completed = 0 } = status ?? {};
  const tasks = job ? `${completed} tasks have completed.` : `${running} of ${desired} tasks run.`;
  return update?.State === 'updating' ? `${tasks} The swarm is still updating it.` : tasks;
}

/** Returns the error, with what the tasks report and the last output of one that failed. */
async function explained(engine: Engine, name: string | null, trouble: Trouble, tasks: readonly SwarmTask[], memory: Memory) {
  const recent = tasks.filter(({ ID: id }) => !memory.earlier.has(id));
  const all = [...new Map([...memory.failed.values(), ...recent].map((task) => [task.ID, task])).values()];
  const nodes = await listNodes(engine, { fresh: true }).catch(() => []);
  return notConverged(name, trouble, summaries(all, nodes), await lastTaskOutput(engine, all));
}
