import { AnyModel, Facts, host, live } from './fact';
import { canonicalCpus, canonicalCpuSet, formatCpus, parseCpus, parseCpuSet } from '../../../engine/canonical/cpus';
import { text } from '../../../engine/canonical/form';
import { MIB } from '../../../engine/canonical/size';
import { integer, number, oneOf, parsed } from '../../shared/validators';

/** The engine's own minimum: it refuses less. */
const LEAST_MEMORY = 6;

const mebibytes = { encode: (value: number) => value < 0 ? value : value * MIB, decode: (seen: number) => seen < 0 ? seen : seen / MIB };

const memory = number(
  `0 (no limit) or a whole number of at least ${LEAST_MEMORY} MiB`,
  (value) => value === 0 || Number.isInteger(value) && value >= LEAST_MEMORY,
  'The unit is MiB, and the engine refuses less.',
);

/**
 * What the engine makes of swap that was left open: twice the memory, or no limit where the kernel does not count swap.
 * That is no answer to report. Nor is no limit where memory has none either: it says no more than nothing does, and the
 * engine can't take it back.
 */
function swapOf(seen: number | null | undefined, known: number | null | undefined, limit: number): number {
  const swap = seen ?? 0;
  const open = known === null || known === undefined || known === 0;
  return open && swap === (limit > 0 ? 2 * limit : -1) ? 0 : swap;
}

/** What the container may use: all that the engine's update call takes. It changes while the container runs; what the engine can't take back replaces it. */
export const resourceFacts = {
  memory: live('number', {
    unset: 0,
    sticky: true,
    validators: [memory],
    description: 'Most memory, in MiB: a program that needs more is killed.',
    at: host('Memory', mebibytes),
  }),
  memory_swap: live('number', {
    unset: 0,
    validators: [number('-1 (no limit), 0 (twice `memory`) or a whole number of MiB', (value) => Number.isInteger(value) && value >= -1)],
    description: 'Most memory and swap together, in MiB: equal to `memory` there is no swap. It needs `memory`.',
    at: host('MemorySwap', mebibytes),
    report: (seen, known, _, inspect) => swapOf(seen, known, (inspect.HostConfig.Memory ?? 0) / MIB),
  }),
  memory_reservation: live('number', {
    unset: 0,
    sticky: true,
    validators: [memory],
    description: 'Memory, in MiB, to which the container is pushed back when the host runs short. It is less than `memory`.',
    at: host('MemoryReservation', mebibytes),
  }),
  cpus: live('string', {
    unset: '',
    sticky: true,
    canonical: text(canonicalCpus),
    validators: [parsed('a number of CPUs with at most nine decimals, such as "1.5"', (value) => value === '' ? 0 : parseCpus(value))],
    description: 'Most CPUs, such as "1.5": CPU time, and not which ones. "" is no limit. Not together with `cpu_quota` and `cpu_period`.',
    at: host('NanoCpus', { encode: (value: string) => parseCpus(value), decode: (seen: number) => seen === 0 ? '' : formatCpus(seen) }),
    report: (seen) => seen ?? '',
  }),
  cpu_shares: live('number', {
    unset: 0,
    sticky: true,
    validators: [integer(0)],
    description: 'Weight among containers that compete for CPU. 0 is the engine\'s default, 1024.',
    at: host('CpuShares'),
  }),
  cpu_period: live('number', {
    unset: 0,
    sticky: true,
    validators: [integer(0, 1_000_000, 'microseconds')],
    description: 'Length of the period, in microseconds, that `cpu_quota` counts in. 0 is the engine\'s default, 100000.',
    at: host('CpuPeriod'),
  }),
  cpu_quota: live('number', {
    unset: 0,
    sticky: true,
    validators: [integer(-1, undefined, 'microseconds')],
    description: 'Most CPU time, in microseconds, within a `cpu_period`. 0 is none.',
    at: host('CpuQuota'),
  }),
  cpu_set: live('string', {
    unset: '',
    sticky: true,
    canonical: text(canonicalCpuSet),
    validators: [parsed('a list of CPUs such as "0-2,4"', (value) => value === '' ? [] : parseCpuSet(value))],
    description: 'The CPUs that the container may run on, such as "0-2,4". "" is all.',
    at: host('CpusetCpus'),
  }),
  cpuset_mems: live('string', {
    unset: '',
    sticky: true,
    canonical: text(canonicalCpuSet),
    validators: [parsed('a list of memory nodes such as "0-1"', (value) => value === '' ? [] : parseCpuSet(value))],
    description: 'The memory nodes (NUMA) that the container may have its memory from, such as "0-1". "" is all.',
    at: host('CpusetMems'),
  }),
  cpu_rt_period: live('number', {
    unset: 0,
    sticky: true,
    validators: [integer(0, 1_000_000, 'microseconds')],
    description: 'Length of the period, in microseconds, that `cpu_rt_runtime` counts in. 0 is the engine\'s default. It needs a kernel with real-time groups, and there is none under cgroups version 2.',
    at: host('CpuRealtimePeriod'),
  }),
  cpu_rt_runtime: live('number', {
    unset: 0,
    sticky: true,
    validators: [integer(0, 1_000_000, 'microseconds')],
    description: 'Most CPU time, in microseconds, that programs with a real-time priority have within a `cpu_rt_period`. 0 is the engine\'s default.',
    at: host('CpuRealtimeRuntime'),
  }),
  blkio_weight: live('number', {
    unset: 0,
    sticky: true,
    validators: [number('0 (the default) or a whole number from 10 to 1000', (value) => value === 0 || Number.isInteger(value) && value >= 10 && value <= 1000)],
    description: 'Weight among containers that compete for block devices. 0 is the engine\'s default, 500. Not every kernel has it.',
    at: host('BlkioWeight'),
  }),
  pids_limit: live('number', {
    unset: 0,
    validators: [integer(-1)],
    canonical: (value) => typeof value === 'number' && value <= 0 ? 0 : value,
    description: 'Most processes and threads in the container. 0 and -1 are no limit.',
    at: host('PidsLimit', { decode: (seen: number) => Math.max(seen, 0) }),
  }),
  restart: live('string', {
    unset: 'no',
    validators: [oneOf('no', 'on-failure', 'always', 'unless-stopped')],
    description: 'Whether the engine starts the container again when it has ended: `no`; `on-failure`, where the exit code is not 0; `always`; `unless-stopped`, always unless it was stopped by hand.',
    at: {
      field: 'HostConfig.RestartPolicy.Name',
      put: ({ HostConfig: hostConfig }, value, model) => { hostConfig.RestartPolicy = restartPolicy(value, model); },
      see: (inspect) => inspect.HostConfig.RestartPolicy?.Name || 'no',
    },
  }),
  max_retry_count: live('number', {
    unset: 0,
    validators: [integer(0)],
    description: 'How often `restart = "on-failure"` tries again. 0 is without end.',
    at: { field: 'HostConfig.RestartPolicy.MaximumRetryCount', put: () => undefined, see: (inspect) => inspect.HostConfig.RestartPolicy?.MaximumRetryCount },
  }),
} satisfies Facts;

/** The restart policy in the engine's words. */
export function restartPolicy(name: string, model: AnyModel) {
  return { Name: name, ...(name === 'on-failure' ? { MaximumRetryCount: Number(model.max_retry_count ?? 0) } : {}) };
}
