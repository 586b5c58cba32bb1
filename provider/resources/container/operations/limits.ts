import Dockerode from 'dockerode';
import { EngineWarnings } from './warnings';
import { sandboxOf } from '../../../../src/shared/runtimes';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { EngineError } from '../../../engine/errors';
import { AnyModel, Inspect } from '../fields/fact';
import { fromEngine, toEngine } from '../fields/model';
import { restartPolicy } from '../fields/resources';
import { ContainerModel } from '../fields/schema';

type Limits = Partial<Record<keyof Dockerode.HostConfig, unknown>>;

/** What the engine's update call can set. */
const FIELDS = [
  'Memory', 'MemorySwap', 'MemoryReservation', 'NanoCpus', 'CpuShares', 'CpuPeriod', 'CpuQuota', 'CpuRealtimePeriod', 'CpuRealtimeRuntime',
  'CpusetCpus', 'CpusetMems', 'BlkioWeight', 'PidsLimit', 'RestartPolicy',
] as const;

/** Returns whether a runtime cannot change the limits of a running container: gVisor cannot. */
export function isFixed(runtime: unknown): boolean {
  return sandboxOf(String(runtime)) === 'gvisor';
}

/** Sets the limits and the restart policy that differ, while the container runs. What the engine has to say of it is returned. */
export async function settleLimits(engine: Engine, inspect: Inspect, desired: ContainerModel): Promise<EngineWarnings> {
  const changes = differences(limitsOf(fromEngine(inspect, desired)), limitsOf(desired));
  if (Object.keys(changes).length === 0) return {};
  try {
    return await engine.call(`update container "${desired.name}"`, (docker) => docker.getContainer(inspect.Id).update(changes));
  } catch (error) {
    throw error instanceof EngineError && error.statusCode !== undefined ? explained(error, inspect, desired) : error;
  }
}

/** All limits in the engine's words; the ones that are not set with what the engine takes as the way to have none. */
function limitsOf(model: ContainerModel): Limits {
  const asked = toEngine(model).HostConfig;
  const swap = asked.MemorySwap ?? (asked.Memory === undefined ? undefined : 2 * asked.Memory);
  return {
    ...Object.fromEntries(FIELDS.map((field) => [field, asked[field]])),
    MemorySwap: swap,
    PidsLimit: asked.PidsLimit ?? -1,
    RestartPolicy: restartPolicy(model.restart ?? 'no', model as unknown as AnyModel),
  };
}

function differences(now: Limits, then: Limits): Limits {
  const changed = FIELDS.filter((field) => then[field] !== undefined && JSON.stringify(now[field]) !== JSON.stringify(then[field]));
  // The engine holds memory and swap against each other, so the two only go together.
  const both = changed.some((field) => field === 'Memory' || field === 'MemorySwap') ? ['Memory', 'MemorySwap'] as const : [];
  return Object.fromEntries([...changed, ...both].filter((field) => then[field] !== undefined).map((field) => [field, then[field]]));
}

function explained(error: EngineError, inspect: Inspect, desired: ContainerModel): DiagnosticError {
  const runtime = inspect.HostConfig.Runtime || 'the runtime';
  // A runtime that has no such command answers with how to use those that it has.
  const [said = ''] = error.engineMessage.split('\n');
  const advice = `Where ${runtime} or the kernel can't make this change, have the container replaced: terraform apply -replace=<its address>.`;
  return new DiagnosticError({
    summary: `Could not change the limits of container "${desired.name}"`,
    detail: `The engine says: ${said}\n\n${advice}`,
  });
}
