import { Op } from 'cdktf';
import { ServiceTable } from './service-row';
import { isKnown } from '../../private/tokens';
import { unlessEmpty } from '../../workload/blocks';
import { refused } from '../target-row';

type ResourceField = 'memory' | 'memorySwap' | 'cpus' | 'cpuShares' | 'pidsLimit' | 'ulimits' | 'diskLimits' | 'sharedMemory';

/** The Engine API counts CPUs in billionths. */
const NANO = 1_000_000_000;

/** How the limits of a container become those of each task. */
export const RESOURCE_ROWS: ServiceTable<ResourceField> = {
  memory: { keeping: 'kept', write: (value) => ({ limits: { memory_bytes: value?.toBytes() } }) },
  memorySwap: refused('is not known to services. Leave it out: a task may then swap as much as its memory limit'),
  cpus: {
    keeping: 'kept',
    write: (value) => ({
      limits: { nano_cpus: value === undefined ? undefined : isKnown(value) ? Math.round(value * NANO) : Op.mul(value, NANO) },
    }),
  },
  cpuShares: refused('is not known to services. Leave it out, and limit `cpus`'),
  pidsLimit: {
    keeping: 'kept',
    refusal: (value) => value === -1 ? 'can\'t be -1: leave it to the policy, or set a number' : undefined,
    write: (value) => ({ limits: { pids: value } }),
  },
  ulimits: {
    keeping: 'kept',
    write: (value) => ({ container: { ulimits: unlessEmpty(value) } }),
  },
  diskLimits: refused('is not known to services. Leave it out', (limits) => limits.length === 0),
  sharedMemory: refused('is not known to services. Mount a tmpfs at /dev/shm instead'),
};
