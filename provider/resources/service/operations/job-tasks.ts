import { Engine } from '../../../engine/engine';
import { isConflict, isNotFound } from '../../../engine/errors';
import { conforming } from '../../../engine/shape/conforms';
import { containersShape } from '../../../engine/shape/container';
import { SERVICE_ID_LABEL, TASK_ID_LABEL } from '../../../engine/swarm/labels';
import { changeObject, isInNoSwarm, isNoManager } from '../../../engine/swarm/objects';
import { Service, ServiceSpec } from '../../../engine/swarm/services';
import { hasEnded, SwarmTask } from '../../../engine/swarm/tasks';

/** A constraint that no node meets. */
const NOWHERE = 'node.id==none';

/** A container of a service on this engine. */
export interface ServiceContainer {
  readonly Id: string;
  readonly Names?: readonly string[] | null;
  readonly Labels?: Readonly<Record<string, string>> | null;
}

/**
 * Lets a job do nothing, so that the swarm stops its tasks. When it is removed, Docker 20.10 would let them run to their end. Returns
 * whether the service is a job that exists.
 */
export async function stopJob(engine: Engine, id: string): Promise<boolean> {
  let isJob = false;
  try {
    await changeObject<Service>(engine, 'services', id, (spec) => {
      const stopped = stoppedSpec(spec);
      isJob = stopped !== undefined;
      return stopped;
    });
  } catch (error) {
    if (!isNoManager(error) || !await isInNoSwarm(engine)) throw error;
  }
  return isJob;
}

function stoppedSpec(spec: ServiceSpec): ServiceSpec | undefined {
  const kind = Object.keys(spec.Mode ?? {})[0];
  if (kind === 'ReplicatedJob') return { ...spec, Mode: { ReplicatedJob: { MaxConcurrent: 0, TotalCompletions: 0 } } };
  if (kind !== 'GlobalJob') return undefined;
  const { ForceUpdate: forced = 0, Placement: placement } = spec.TaskTemplate as { ForceUpdate?: number; Placement?: object };
  return { ...spec, TaskTemplate: { ...spec.TaskTemplate, Placement: { ...placement, Constraints: [NOWHERE] }, ForceUpdate: forced + 1 } };
}

/** Whether a task of a job has ended. A swarm keeps such tasks, and their containers, after the job is removed. */
export function isKept(task: SwarmTask): boolean {
  return Boolean(task.JobIteration) && hasEnded(task);
}

export function containersOf(engine: Engine, service: string): Promise<readonly ServiceContainer[]> {
  return engine.call(`list the containers of service "${service}"`, async (docker) => (
    conforming(containersShape, await docker.listContainers({ all: true, filters: { label: [`${SERVICE_ID_LABEL}=${service}`] } }))));
}

/** Removes the containers on this engine that the swarm keeps. Returns the other containers. */
export async function removeKept(
  engine: Engine, containers: readonly ServiceContainer[], tasks: readonly SwarmTask[],
): Promise<readonly ServiceContainer[]> {
  const kept = new Set(tasks.filter(isKept).map(({ ID: id }) => id));
  const isOfThose = ({ Labels: labels }: ServiceContainer) => kept.has(labels?.[TASK_ID_LABEL] ?? '');
  for (const { Id: id } of containers.filter(isOfThose)) await removeContainer(engine, id);
  return containers.filter((container) => !isOfThose(container));
}

/** Also removes its anonymous volumes, as the swarm does. Another client may be removing it. */
async function removeContainer(engine: Engine, id: string): Promise<void> {
  await engine.call(`remove container "${id}"`, (docker) => docker.getContainer(id).remove({ v: true })).catch((error: unknown) => {
    if (!isNotFound(error) && !isConflict(error)) throw error;
  });
}
