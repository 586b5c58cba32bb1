import { AnyModel, Facts, host, live } from './fact';
import { MINIMUM_MEMORY_MIB } from '../../../../src/shared/engine';
import { canonicalCpus, canonicalCpuSet, formatCpus, parseCpus, parseCpuSet } from '../../../engine/canonical/cpus';
import { text } from '../../../engine/canonical/form';
import { MIB } from '../../../engine/canonical/size';
import { integer, number, oneOf, parsed } from '../../shared/validators';

const mebibytes = {
  encode: (value: number) => value < 0 ? value : value * MIB,
  decode: (actual: number) => actual < 0 ? actual : actual / MIB,
};

const memory = number(
  `0 (no limit) or a whole number of at least ${MINIMUM_MEMORY_MIB} MiB`,
  (value) => value === 0 || Number.isInteger(value) && value >= MINIMUM_MEMORY_MIB,
  'The unit is MiB. The engine refuses less.',
);

/**
 * Reports the engine's default for an unset `memory_swap` as unset. The default is twice the memory, or no limit if the kernel does
 * not account for swap. "No limit" is also reported as unset if memory has no limit, because it has no effect then, and the engine
 * can't remove it.
 */
function swapOf(actual: number | null | undefined, known: number | null | undefined, limit: number): number {
  const swap = actual ?? 0;
  const isUnset = known === null || known === undefined || known === 0;
  return isUnset && swap === (limit > 0 ? 2 * limit : -1) ? 0 : swap;
}

/** The limits that the engine's update call can change while the container runs. Removing a `sticky` one replaces the container. */
export const resourceFacts = {
  memory: live('number', {
    unset: 0,
    sticky: true,
    validators: [memory],
    description: 'Maximum memory in MiB. A program that needs more is killed.',
    at: host('Memory', mebibytes),
  }),
  memory_swap: live('number', {
    unset: 0,
    validators: [number('-1 (no limit), 0 (twice `memory`) or a whole number of MiB', (value) => Number.isInteger(value) && value >= -1)],
    description: 'Maximum memory and swap together in MiB. If it equals `memory`, there is no swap. Needs `memory`.',
    at: host('MemorySwap', mebibytes),
    report: (actual, known, _, inspect) => swapOf(actual, known, (inspect.HostConfig.Memory ?? 0) / MIB),
  }),
  memory_reservation: live('number', {
    unset: 0,
    sticky: true,
    validators: [memory],
    description: 'Soft memory limit in MiB, which is enforced when the host runs short of memory. Has to be less than `memory`.',
    at: host('MemoryReservation', mebibytes),
  }),
  cpus: live('string', {
    unset: '',
    sticky: true,
    canonical: text(canonicalCpus),
    validators: [parsed('a number of CPUs with at most nine decimals, such as "1.5"', (value) => value === '' ? 0 : parseCpus(value))],
    description: 'Maximum CPU time in CPUs, such as "1.5". It does not select CPUs (see `cpu_set`). "" is no limit. '
      + 'Conflicts with `cpu_quota` and `cpu_period`.',
    at: host('NanoCpus', {
      encode: (value: string) => parseCpus(value),
      decode: (actual: number) => actual === 0 ? '' : formatCpus(actual),
    }),
    report: (actual) => actual ?? '',
  }),
  cpu_shares: live('number', {
    unset: 0,
    sticky: true,
    validators: [integer(0)],
    description: 'CPU weight relative to other containers. 0 is the engine\'s default, 1024.',
    at: host('CpuShares'),
  }),
  cpu_period: live('number', {
    unset: 0,
    sticky: true,
    validators: [integer(0, 1_000_000, 'microseconds')],
    description: 'Period of `cpu_quota` in microseconds. 0 is the engine\'s default, 100000.',
    at: host('CpuPeriod'),
  }),
  cpu_quota: live('number', {
    unset: 0,
    sticky: true,
    validators: [integer(-1, undefined, 'microseconds')],
    description: 'Maximum CPU time within a `cpu_period` in microseconds. 0 is no limit.',
    at: host('CpuQuota'),
  }),
  cpu_set: live('string', {
    unset: '',
    sticky: true,
    canonical: text(canonicalCpuSet),
    validators: [parsed('a list of CPUs such as "0-2,4"', (value) => value === '' ? [] : parseCpuSet(value))],
    description: 'The CPUs on which the container may run, such as "0-2,4". "" is all.',
    at: host('CpusetCpus'),
  }),
  cpuset_mems: live('string', {
    unset: '',
    sticky: true,
    canonical: text(canonicalCpuSet),
    validators: [parsed('a list of memory nodes such as "0-1"', (value) => value === '' ? [] : parseCpuSet(value))],
    description: 'The memory nodes (NUMA) that the container may use, such as "0-1". "" is all.',
    at: host('CpusetMems'),
  }),
  cpu_rt_period: live('number', {
    unset: 0,
    sticky: true,
    validators: [integer(0, 1_000_000, 'microseconds')],
    description: 'Period of `cpu_rt_runtime` in microseconds. 0 is the engine\'s default. Needs a kernel with real-time group scheduling. '
      + 'Not supported with cgroups version 2.',
    at: host('CpuRealtimePeriod'),
  }),
  cpu_rt_runtime: live('number', {
    unset: 0,
    sticky: true,
    validators: [integer(0, 1_000_000, 'microseconds')],
    description: 'Maximum CPU time of programs with a real-time priority within a `cpu_rt_period`, in microseconds. '
      + '0 is the engine\'s default.',
    at: host('CpuRealtimeRuntime'),
  }),
  blkio_weight: live('number', {
    unset: 0,
    sticky: true,
    validators: [number(
      '0 (the default) or a whole number from 10 to 1000',
      (value) => value === 0 || Number.isInteger(value) && value >= 10 && value <= 1000,
    )],
    description: 'Block I/O weight relative to other containers. 0 is the engine\'s default, 500. Not every kernel supports it.',
    at: host('BlkioWeight'),
  }),
  pids_limit: live('number', {
    unset: 0,
    validators: [integer(-1)],
    canonical: (value) => typeof value === 'number' && value <= 0 ? 0 : value,
    description: 'Maximum number of processes and threads in the container. 0 and -1 are no limit.',
    at: host('PidsLimit', { decode: (actual: number) => Math.max(actual, 0) }),
  }),
  restart: live('string', {
    unset: 'no',
    validators: [oneOf('no', 'on-failure', 'always', 'unless-stopped')],
    description: 'Whether the engine restarts the container when it exits: '
      + '`no`, `on-failure` (if the exit code is not 0), `always`, or `unless-stopped` (always, unless it was stopped by hand).',
    at: {
      field: 'HostConfig.RestartPolicy.Name',
      put: ({ HostConfig: hostConfig }, value, model) => { hostConfig.RestartPolicy = restartPolicy(value, model); },
      read: (inspect) => inspect.HostConfig.RestartPolicy?.Name || 'no',
    },
  }),
  max_retry_count: live('number', {
    unset: 0,
    validators: [integer(0)],
    description: 'Maximum number of restarts with `restart = "on-failure"`. 0 is no limit.',
    at: {
      field: 'HostConfig.RestartPolicy.MaximumRetryCount',
      put: () => undefined,
      read: (inspect) => inspect.HostConfig.RestartPolicy?.MaximumRetryCount,
    },
  }),
} satisfies Facts;

/** Returns the restart policy as the Engine API expects it. */
export function restartPolicy(name: string, model: AnyModel) {
  return { Name: name, ...(name === 'on-failure' ? { MaximumRetryCount: Number(model.max_retry_count ?? 0) } : {}) };
}
