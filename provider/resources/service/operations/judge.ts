import { isDeepStrictEqual } from 'node:util';
import { Trouble } from './errors';
import { Service, TaskSpec } from '../../../engine/swarm/services';
import { hasEnded, SwarmTask } from '../../../engine/swarm/tasks';

/** How many times in a row a task may end before the service counts as failed. */
export const ATTEMPTS = 3;

/** How long tasks must run before the service has converged, in milliseconds, unless the monitor of updates is shorter: 5 seconds. */
const STEADY = 5_000;

/** How long a look has to stay the same if there is nothing to wait for, in milliseconds: the swarm may not have begun. */
const SETTLED = 1_000;

const FAILED = ['failed', 'rejected', 'complete'];

/** What the swarm wants a task to become that it has not given up. */
const WANTED = ['assigned', 'accepted', 'preparing', 'ready', 'starting', 'running'];

/** What is known from before, and from earlier looks. */
export interface Memory {
  /** Whether the specification was sent, so that what the swarm reports is about it. */
  readonly isSent: boolean;
  /** The tasks that were there before. Their failures are not those of the new specification. */
  readonly earlier: ReadonlySet<string>;
  /** The tasks that ran before and that the new specification does not concern. */
  readonly steady: ReadonlySet<string>;
  /** When the first look was, and when each task was first seen running, in milliseconds. */
  readonly began: number;
  readonly running: Map<string, number>;
  /** All failed tasks that were seen, by id: the swarm keeps only the last ones. */
  readonly failed: Map<string, SwarmTask>;
}

export function newMemory(known: Partial<Pick<Memory, 'isSent' | 'earlier' | 'steady'>>, now: number): Memory {
  return { isSent: false, earlier: new Set(), steady: new Set(), ...known, began: now, running: new Map(), failed: new Map() };
}

/** `tasks` is how many tasks there should be. */
export type Verdict =
  | { readonly is: 'converged'; readonly tasks: number }
  | { readonly is: 'waiting' }
  | ({ readonly is: 'failed' } & Trouble);

const WAITING = { is: 'waiting' } as const;

/** Judges one look at a service and its tasks. */
export function judge(service: Service, tasks: readonly SwarmTask[], memory: Memory, now: number): Verdict {
  const { State: state = '', Message: message = '' } = service.UpdateStatus ?? {};
  const current = tasks.filter((task) => isCurrent(task, service));
  for (const task of current) {
    if (FAILED.includes(stateOf(task)) && !memory.earlier.has(task.ID) && !isDone(task, service)) memory.failed.set(task.ID, task);
  }
  if (memory.isSent) {
    const stopped = stoppedUpdate(state, message);
    if (stopped !== undefined) return stopped;
    // The swarm watches the new tasks itself, and decides what a failure means.
    if (state === 'updating' || state === 'rollback_started') {
      observe(current, memory, now);
      return WAITING;
    }
  }
  observe(current, memory, now);
  forgetRecovered(service, current, memory, now);
  const exhausted = [...bySlot(memory.failed.values()).values()].find((failures) => isExhausted(failures, current, service));
  if (exhausted !== undefined) return { is: 'failed', ...tasksFail(exhausted.length) };
  const count = completeCount(service, current, tasks, memory, now);
  return count === undefined ? WAITING : { is: 'converged', tasks: count };
}

/** Whether a task is of the version of the specification that the service has now. Where it may run does not matter: it runs already. */
function isCurrent(task: SwarmTask, service: Service): boolean {
  if (service.JobStatus) return (task.JobIteration?.Index ?? 0) === (service.JobStatus.JobIteration?.Index ?? 0);
  const comparable = ({ Runtime: _, Placement: __, ...spec }: TaskSpec = {}) => spec;
  return isDeepStrictEqual(comparable(task.Spec), comparable(service.Spec.TaskTemplate));
}

function stateOf({ Status: status }: SwarmTask): string {
  return status?.State ?? '';
}

/** Whether a task of a job has done its work. */
function isDone(task: SwarmTask, { JobStatus: job }: Service): boolean {
  return Boolean(job) && stateOf(task) === 'complete';
}

function stoppedUpdate(state: string, message: string): Verdict | undefined {
  const said = `The swarm says: ${message}.`;
  switch (state) {
    case 'paused': return {
      is: 'failed',
      what: 'is only partly updated: the swarm has paused the update',
      reason: said,
      advice: 'Correct the cause, and apply again: that resumes the update. `update_config` says what happens after a failure.',
    };
    case 'rollback_completed': return {
      is: 'failed',
      what: 'was rolled back: the old specification runs',
      reason: said,
      advice: 'The state has what runs, so the next plan shows the difference. Correct the cause, and apply again.',
    };
    case 'rollback_paused': return {
      is: 'failed',
      what: 'is only partly rolled back: the swarm has paused the rollback',
      reason: said,
      advice: 'Some tasks have the new specification, others the old one. Correct the cause, and apply again.',
    };
    default: return undefined;
  }
}

/** Forgets the failures of a slot whose task has run for a while. */
function forgetRecovered(service: Service, current: readonly SwarmTask[], memory: Memory, now: number): void {
  const recovered = current.filter(({ ID: id }) => now - (memory.running.get(id) ?? now) > steadyFor(service)).map(slotOf);
  for (const [id, task] of memory.failed) if (recovered.includes(slotOf(task))) memory.failed.delete(id);
}

/** Returns how long tasks must run, in milliseconds. */
function steadyFor({ Spec: { UpdateConfig: config } }: Service): number {
  // The engine leaves out zero.
  return config ? Math.min(STEADY, (config.Monitor ?? 0) / 1e6) : STEADY;
}

function slotOf({ Slot: slot, NodeID: node }: SwarmTask): string {
  return slot ? String(slot) : String(node);
}

/** Returns the failed tasks of each slot, or of each node for services without slots. */
function bySlot(failed: Iterable<SwarmTask>): Map<string, SwarmTask[]> {
  const slots = new Map<string, SwarmTask[]>();
  for (const task of failed) {
    slots.set(slotOf(task), [...slots.get(slotOf(task)) ?? [], task]);
  }
  return slots;
}

/** Whether a slot has failed too often, or gets no new task. */
function isExhausted(
  failures: readonly SwarmTask[], current: readonly SwarmTask[], { Spec: { TaskTemplate: template } }: Service,
): boolean {
  if (failures.length >= ATTEMPTS) return true;
  const { Condition: condition = 'any', MaxAttempts: most = 0 } = template?.RestartPolicy ?? {};
  const last = failures.at(-1)!;
  const isFinal = condition === 'none' || condition === 'on-failure' && stateOf(last) === 'complete' || most > 0 && failures.length > most;
  return isFinal && !current.some((task) => slotOf(task) === slotOf(last) && !hasEnded(task));
}

function tasksFail(times: number): Trouble {
  return {
    what: 'does not run: its tasks end',
    reason: times >= ATTEMPTS ? `A task has ended ${times} times in a row.` : 'A task has ended, and the swarm starts no other in its '
      + 'place '
      + '(`restart_policy`).',
    advice: 'The swarm may still try again. Correct the cause, and apply again. `wait = false` does not wait for the tasks.',
  };
}

function observe(current: readonly SwarmTask[], memory: Memory, now: number): void {
  const running = current.filter((task) => stateOf(task) === 'running' && task.DesiredState === 'running');
  const ids = new Set(running.map(({ ID: id }) => id));
  for (const id of memory.running.keys()) if (!ids.has(id)) memory.running.delete(id);
  for (const id of ids) if (!memory.running.has(id)) memory.running.set(id, memory.steady.has(id) ? -Infinity : now);
}

/** Returns how many tasks there are, if all that should run have done so for a while, or have completed. */
function completeCount(
  service: Service, current: readonly SwarmTask[], tasks: readonly SwarmTask[], memory: Memory, now: number,
): number | undefined {
  const [
    [kind, { Replicas: replicas = 1, TotalCompletions: completions = 1 }] = ['Replicated', {}],
  ] = Object.entries(service.Spec.Mode ?? {});
  const isAfter = (milliseconds: number) => now - memory.began >= milliseconds;
  if (kind === 'ReplicatedJob') return current.filter((task) => isDone(task, service)).length >= completions ? completions : undefined;
  if (kind === 'GlobalJob') {
    const isDoneEverywhere = current.every(hasEnded) && everyNodeIsDone(service, current);
    return isDoneEverywhere && isAfter(current.length === 0 ? STEADY : SETTLED) ? current.length : undefined;
  }
  const wanted = tasks.filter(({ DesiredState: desired = '' }) => WANTED.includes(desired));
  const expected = kind === 'Global' ? wanted.length : replicas;
  if (memory.running.size !== expected || wanted.length !== expected) return undefined;
  // A swarm that has not begun looks like one in which no node fits.
  if (expected === 0) return isAfter(kind === 'Global' ? STEADY : SETTLED) ? expected : undefined;
  const isSteady = [...memory.running.values()].every((since) => now - since >= steadyFor(service));
  return isSteady && (memory.steady.size > 0 || isAfter(SETTLED)) ? expected : undefined;
}

/** Whether a service has one task on each node. */
export function isOnEachNode({ Spec: { Mode: mode } }: Service): boolean {
  return Object.keys(mode ?? {})[0]?.startsWith('Global') === true;
}

function everyNodeIsDone(service: Service, current: readonly SwarmTask[]): boolean {
  const nodes = new Set(current.map(({ NodeID: node }) => node));
  return [...nodes].every((node) => current.some((task) => task.NodeID === node && isDone(task, service)));
}
