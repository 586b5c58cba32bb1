import Dockerode from 'dockerode';
import { limitsNotChanged } from './errors';
import { EngineWarnings } from './warnings';
import { sandboxOf } from '../../../../src/shared/runtimes';
import { Engine } from '../../../engine/engine';
import { EngineError } from '../../../engine/errors';
import { AnyModel, Inspect } from '../fields/fact';
import { fromEngine, toEngine } from '../fields/model';
import { restartPolicy } from '../fields/resources';
import { ContainerModel } from '../fields/schema';

type Limits = Partial<Record<keyof Dockerode.HostConfig, unknown>>;

/** The fields that the engine's update call can set. */
const FIELDS = [
  'Memory', 'MemorySwap', 'MemoryReservation', 'NanoCpus', 'CpuShares', 'CpuPeriod', 'CpuQuota', 'CpuRealtimePeriod', 'CpuRealtimeRuntime',
  'CpusetCpus', 'CpusetMems', 'BlkioWeight', 'PidsLimit', 'RestartPolicy',
] as const;

/** Whether a runtime can't change the limits of a running container. This is the case for gVisor. */
export function hasFixedLimits(runtime: unknown): boolean {
  return sandboxOf(String(runtime)) === 'gvisor';
}

/** Sets the limits and the restart policy that differ, while the container runs. Returns the warnings of the engine. */
export async function updateLimits(engine: Engine, inspect: Inspect, desired: ContainerModel): Promise<EngineWarnings> {
  const changes = changedLimits(inspect, desired);
  if (Object.keys(changes).length === 0) return {};
  try {
    return await engine.call(`update container "${desired.name}"`, (docker) => docker.getContainer(inspect.Id).update(changes));
  } catch (error) {
    throw error instanceof EngineError && error.statusCode !== undefined ? limitsNotChanged(error, inspect, desired) : error;
  }
}

/** Returns what the engine will report about a container once its limits are updated. */
export function withLimits(inspect: Inspect, desired: ContainerModel): Inspect {
  return { ...inspect, HostConfig: { ...inspect.HostConfig, ...changedLimits(inspect, desired) } as Inspect['HostConfig'] };
}

function changedLimits(inspect: Inspect, desired: ContainerModel): Limits {
  return differences(limitsOf(fromEngine(inspect, desired)), limitsOf(desired));
}

/** Returns all limits as Engine API fields. An unset limit has the value that makes the engine remove it, if there is one. */
function limitsOf(model: ContainerModel): Limits {
  const hostConfig = toEngine(model).HostConfig;
  const swap = hostConfig.MemorySwap ?? (hostConfig.Memory === undefined ? undefined : 2 * hostConfig.Memory);
  return {
    ...Object.fromEntries(FIELDS.map((field) => [field, hostConfig[field]])),
    MemorySwap: swap,
    PidsLimit: hostConfig.PidsLimit ?? -1,
    RestartPolicy: restartPolicy(model.restart ?? 'no', model as unknown as AnyModel),
  };
}

function differences(current: Limits, desired: Limits): Limits {
  const isSet = (field: typeof FIELDS[number]) => desired[field] !== undefined;
  const changed = FIELDS.filter((field) => isSet(field) && JSON.stringify(current[field]) !== JSON.stringify(desired[field]));
  // The engine validates memory and swap against each other, so they have to be sent together.
  const both = changed.some((field) => field === 'Memory' || field === 'MemorySwap') ? ['Memory', 'MemorySwap'] as const : [];
  return Object.fromEntries([...changed, ...both].filter(isSet).map((field) => [field, desired[field]]));
}
