import { ApiError, badRequest, conflict } from '../api-error';
import { requireName } from './create';
import { isEmpty, Json, numberOf, objectOf, textOf } from '../settings/json';
import { checkLimits } from '../settings/limits';
import { compact, expand } from '../settings/settings';
import { Container } from '../state/container';
import { EngineState } from '../state/engine-state';

/** The limits that can change while a container exists. */
const LIMITS = [
  'CpuShares', 'BlkioWeight', 'CpuPeriod', 'CpuQuota', 'CpuRealtimePeriod', 'CpuRealtimeRuntime', 'CpusetCpus', 'CpusetMems', 'NanoCpus',
  'Memory', 'MemorySwap', 'MemoryReservation', 'KernelMemory', 'PidsLimit',
];

/** Changes limits and the restart policy of a container. A value that is empty changes nothing. */
export function updateContainer(state: EngineState, container: Container, body: Json): void {
  checkLimits(body, true);
  const before = expand(container.host);
  const refuse = (message: string) => conflict(`Cannot update container ${container.id}: ${message}`);
  requireOneKindOfCpu(body, before, refuse);
  const memory = numberOf(body.Memory);
  if (memory > numberOf(before.MemorySwap) && memory > 0 && !numberOf(body.MemorySwap)) {
    throw refuse('Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time');
  }
  const policy = objectOf(body.RestartPolicy);
  const name = textOf(policy.Name);
  if (before.AutoRemove && name !== '' && name !== 'no') {
    throw refuse('Restart policy cannot be updated because AutoRemove is enabled for the container');
  }
  const valueOf = (each: string) => (each === 'PidsLimit' ? Math.max(numberOf(body[each]), 0) : body[each]);
  const limits = Object.fromEntries(LIMITS.filter((each) => !isEmpty(body[each])).map((each) => [each, valueOf(each)]));
  const restart = name === '' ? {} : { RestartPolicy: { Name: name, MaximumRetryCount: numberOf(policy.MaximumRetryCount) } };
  container.host = compact({ ...before, ...limits, ...restart });
  state.emit(container, 'update');
}

function requireOneKindOfCpu(body: Json, before: Json, refuse: (message: string) => ApiError): void {
  const has = (settings: Json, name: string) => numberOf(settings[name]) > 0;
  for (const [name, words] of [['CpuPeriod', 'CPU Period'], ['CpuQuota', 'CPU Quota']] as const) {
    if (has(body, 'NanoCpus') && has(before, name)) {
      throw refuse(`Conflicting options: Nano CPUs cannot be updated as ${words} has already been set`);
    }
    if (has(body, name) && has(before, 'NanoCpus')) {
      throw refuse(`Conflicting options: ${words} cannot be updated as NanoCPUs has already been set`);
    }
  }
}

export function renameContainer(state: EngineState, container: Container, wanted: string): void {
  const name = wanted.replace(/^\//, '');
  if (name === '') throw badRequest('Neither old nor new names may be empty');
  if (name === container.name) throw badRequest('Renaming a container with the same name as its current name');
  try {
    requireName(name, `/${name}`);
    state.containers.requireFree(name);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new ApiError(error.status, `Error when allocating new name: ${error.message}`);
  }
  const oldName = `/${container.name}`;
  state.containers.rename(container, name);
  state.emit(container, 'rename', { oldName });
}
