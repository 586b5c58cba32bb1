import Dockerode from 'dockerode';
import { Engine } from '../engine/engine';
import { conforming } from '../engine/shape/conforms';
import { containersShape } from '../engine/shape/container';
import { SERVICE_ID_LABEL, TASK_NAME_LABEL } from '../engine/swarm/labels';
import { inspectService } from '../engine/swarm/services';

/** A container of a task. */
export interface TaskContainer {
  readonly id: string;
  readonly name: string;
}

/** Lists the containers of a service that run on an engine, which is a node of its swarm. */
export async function tasksOn(engine: Engine, service: string, signal: AbortSignal): Promise<TaskContainer[]> {
  const filters = { label: [`${SERVICE_ID_LABEL}=${service}`], status: ['running', 'paused'] };
  const list = async (docker: Dockerode) => conforming(containersShape, await docker.listContainers({ all: true, filters }));
  const containers = await engine.call('list the tasks of a service', list, { signal });
  return containers.map(({ Id: id, Names: [path = ''] = [], Labels: labels }) => (
    { id, name: labels[TASK_NAME_LABEL] ?? path.replace(/^\//, '') })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether there may be a service, as far as an engine can tell: only a manager knows those of its swarm. */
export async function mayExist(engine: Engine, service: string, signal: AbortSignal): Promise<boolean> {
  const { Swarm: { LocalNodeState: state = 'inactive', ControlAvailable: isManager = false } = {} } = await engine.info();
  if (state === 'inactive') return false;
  return !isManager || await inspectService(engine, service, { signal, fresh: true }) !== undefined;
}
