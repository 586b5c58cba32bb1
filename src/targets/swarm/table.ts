import { notInSwarm } from './errors';
import { LIFECYCLE_ROWS } from './lifecycle-rows';
import { NETWORK_ROWS } from './network-rows';
import { PLACEMENT_ROWS } from './placement-rows';
import { PROCESS_ROWS } from './process-rows';
import { RESOURCE_ROWS } from './resource-rows';
import { SECURITY_ROWS } from './security-rows';
import { inContainer, ServiceArguments, ServiceRow, ServiceTable, SwarmModel } from './service-row';
import { STORAGE_ROWS } from './storage-rows';
import { Attributes, merged } from '../../model/attributes';
import { ContainerModel } from '../../model/container';
import { BerthError } from '../../private/berth-error';
import { FieldName } from '../../workload/container/fields/table';
import { rowProblems } from '../target-row';

/** How each field of a container becomes a part of a service. */
export const SERVICE_ROWS: ServiceTable<FieldName> = {
  name: { keeping: 'kept', write: (name) => ({ service: { name } }) },
  image: inContainer<ContainerModel['image']>('image', ({ imageId }) => imageId),
  ...PROCESS_ROWS,
  ...LIFECYCLE_ROWS,
  ...PLACEMENT_ROWS,
  ...NETWORK_ROWS,
  ...STORAGE_ROWS,
  ...RESOURCE_ROWS,
  ...SECURITY_ROWS,
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any
const ROWS = Object.entries(SERVICE_ROWS) as Array<[FieldName, ServiceRow<any>]>;

/** Returns an error for each field of a model that a swarm can't keep. */
export function swarmProblems(model: ContainerModel, swarm: SwarmModel, names?: readonly string[]): BerthError[] {
  return rowProblems(SERVICE_ROWS, model, swarm, names, (field, reason) => notInSwarm(field, reason));
}

/**
 * Returns the attributes of the `docker_service` for a model.
 *
 * @param more  what is not in the model, such as the configs that its files are
 */
export function serviceAttributes(model: ContainerModel, swarm: SwarmModel, more: ServiceArguments = {}): Attributes {
  const parts = [...ROWS.map(([name, { write }]) => write?.(model[name], model, swarm) ?? {}), more];
  const part = (name: keyof ServiceArguments) => merged(parts.map((each) => each[name] ?? {}));
  const [limits, placement] = [part('limits'), part('placement')].map((each) => Object.keys(each).length === 0 ? undefined : each);
  return {
    ...part('service'),
    task_spec: {
      ...part('task'),
      container_spec: part('container'),
      placement,
      resources: limits && { limits },
    },
    ...rolloutOf(model),
    node_defaults: nodeDefaultsOf(swarm),
  };
}

/** Returns what the isolation of tasks rests on that the service can't ask for. */
function nodeDefaultsOf({ nodeDefaults: { noNewPrivileges, privateCgroupNamespace, runtime } }: SwarmModel): Attributes {
  return {
    no_new_privileges: noNewPrivileges || undefined, private_cgroup_namespace: privateCgroupNamespace || undefined, runtime,
  };
}

/** How many tasks there are, and how a change makes them anew. */
function rolloutOf({ clones, mustRunFor }: ContainerModel): Attributes {
  const { replicas = 1, global, rollingUpdate = {} } = clones ?? {};
  const { maxUnavailable = 1, maxSurge = 0, rollback = false } = rollingUpdate;
  const order = maxSurge > 0 ? 'start-first' : 'stop-first';
  const parallelism = maxSurge > 0 ? maxSurge : maxUnavailable;
  return {
    mode: global ? { global: true } : { replicated: { replicas } },
    update_config: { order, parallelism, failure_action: rollback ? 'rollback' : 'pause', monitor: mustRunFor?._toGoString() },
    rollback_config: rollback ? { order, parallelism } : undefined,
  };
}
