import { badRequest } from '../api-error';
import { Json, numberOf, objectOf, textOf } from './json';

/** The processors of a simulated machine. */
export const CPUS = 2;

const SMALLEST_MEMORY = 6 * 1024 * 1024;
const RESTART_POLICIES = ['', 'no', 'always', 'unless-stopped', 'on-failure'];

/** Refuses limits that no container can have, with the engine's words. */
export function checkLimits(host: Json, isUpdate: boolean): void {
  const [memory, swap, reservation] = [numberOf(host.Memory), numberOf(host.MemorySwap), numberOf(host.MemoryReservation)];
  const refuse = (isWrong: boolean, message: string) => {
    if (isWrong) throw badRequest(message);
  };
  refuse(memory > 0 && memory < SMALLEST_MEMORY, 'Minimum memory limit allowed is 6MB');
  refuse(memory > 0 && swap > 0 && swap < memory, 'Minimum memoryswap limit should be larger than memory limit, see usage');
  refuse(memory === 0 && swap > 0 && !isUpdate, 'You should always set the Memory limit when using Memoryswap limit, see usage');
  refuse(reservation > 0 && reservation < SMALLEST_MEMORY, 'Minimum memory reservation allowed is 6MB');
  refuse(memory > 0 && reservation > 0 && memory < reservation,
    'Minimum memory limit can not be less than memory reservation limit, see usage');
  const nano = numberOf(host.NanoCpus);
  refuse(nano > 0 && numberOf(host.CpuPeriod) > 0, 'Conflicting options: Nano CPUs and CPU Period cannot both be set');
  refuse(nano > 0 && numberOf(host.CpuQuota) > 0, 'Conflicting options: Nano CPUs and CPU Quota cannot both be set');
  refuse(nano < 0 || nano > CPUS * 1e9, `Range of CPUs is from 0.01 to ${CPUS}.00, as there are only ${CPUS} CPUs available`);
  checkRestartPolicy(objectOf(host.RestartPolicy));
}

function checkRestartPolicy(policy: Json): void {
  const name = textOf(policy.Name);
  if (!RESTART_POLICIES.includes(name)) throw badRequest(`invalid restart policy '${name}'`);
  if (name !== 'on-failure' && numberOf(policy.MaximumRetryCount) !== 0) {
    throw badRequest(`maximum retry count cannot be used with restart policy '${name}'`);
  }
}
