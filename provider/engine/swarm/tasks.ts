import { inspectObject, listObjects, SwarmObject } from './objects';
import { Iteration, TaskSpec } from './services';
import { Engine } from '../engine';
import { isNotFound } from '../errors';

/** The states in which a task has ended. */
const ENDED = ['complete', 'shutdown', 'failed', 'rejected', 'remove', 'orphaned'];

/** A task, as a manager reports it. */
export interface SwarmTask {
  readonly ID: string;
  readonly ServiceID?: string;
  readonly NodeID?: string;
  /** The number of the task among those of a replicated service. 0 in a global service. */
  readonly Slot?: number;
  readonly DesiredState?: string;
  readonly CreatedAt?: string;
  readonly UpdatedAt?: string;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly Spec?: TaskSpec;
  /** Only of jobs. */
  readonly JobIteration?: Iteration | null;
  readonly Status?: {
    readonly State?: string;
    readonly Message?: string;
    readonly Err?: string;
    readonly Timestamp?: string;
    readonly ContainerStatus?: { readonly ContainerID?: string; readonly ExitCode?: number } | null;
  } | null;
}

export function hasEnded({ Status: status }: SwarmTask): boolean {
  return ENDED.includes(status?.State ?? '');
}

/** Returns the tasks of a service. None if there is no such service. */
export async function tasksOf(engine: Engine, service: string): Promise<readonly SwarmTask[]> {
  try {
    const tasks = await listObjects<SwarmTask>(engine, 'tasks', { service: [service] });
    return tasks.filter(({ ServiceID: id }) => id === service);
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

/** Returns what is left of the tasks of a service that was removed. The engine lists them only among all others. */
export async function tasksLeftOf(engine: Engine, service: string): Promise<readonly SwarmTask[]> {
  return (await listObjects<SwarmTask>(engine, 'tasks')).filter(({ ServiceID: id }) => id === service);
}

/** Returns the name of a task's service, or the service's id if it is gone. */
export async function serviceName(engine: Engine, { ServiceID: id = '' }: SwarmTask): Promise<string> {
  return (id === '' ? undefined : await inspectObject<SwarmObject>(engine, 'services', id))?.Spec.Name ?? id;
}

/** Returns the name of a task as the command line shows it: `web.2`. */
export async function taskName(engine: Engine, task: SwarmTask): Promise<string> {
  return `${await serviceName(engine, task)}.${task.Slot || task.NodeID}`;
}
