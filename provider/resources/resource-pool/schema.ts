import { POOL_NAME, POOL_NAME_RULE, isPool } from '../../../src/shared/resource-pool';
import { defineSchema } from '../../framework/resource';
import { Model } from '../../framework/schema/model';
import { blockIoFacts } from '../container/fields/block-io';
import { resourceFacts } from '../container/fields/resources';
import { matching, number, oneOf } from '../shared/validators';

/** The arguments that say which pool it is, which the resource and the data source share. */
export const identity = {
  name: {
    type: 'string',
    required: true,
    requiresReplace: true,
    validators: [matching(POOL_NAME_RULE, POOL_NAME)],
    description: 'Name of the pool, unique within its `parent`: 1 to 63 lower-case letters, digits and "-".',
  },
  parent: {
    type: 'string',
    optional: true,
    requiresReplace: true,
    validators: [{
      description: 'the `id` of another `docker_resource_pool`',
      check: (value: unknown) => isPool(value as string) ? undefined
        : `${JSON.stringify(value)} is no pool. Use the \`id\` of another pool, as in parent = docker_resource_pool.department.id.`,
    }],
    description: 'The `id` of the pool in which this one is, and whose bounds hold for it, too. The default is none.',
  },
  id: {
    type: 'string', computed: true, stable: true, description: 'The path of the pool\'s control group, or its slice of systemd.',
  },
  cgroup_parent: {
    type: 'string', computed: true, stable: true, description: 'What containers in the pool have as their `cgroup_parent`: the `id`.',
  },
} as const;

const { memory, memory_swap: swap, memory_reservation: reservation, cpus, pids_limit: processes, blkio_weight: weight } = resourceFacts;

function throttle(direction: 'read' | 'write', unit: 'bps' | 'iops') {
  const { block: { attributes } } = blockIoFacts[`device_${direction}_${unit}`];
  return {
    nesting: 'set',
    exhaustive: true,
    description: `The most that all containers together ${direction} ${direction === 'read' ? 'from' : 'to'} a device of the host, in ${
      unit === 'bps' ? 'bytes' : 'operations'} per second. Needs control groups version 2: version 1 does not apply it to a pool.`,
    attributes,
  } as const;
}

export const schema = defineSchema({
  description: 'Bounds for the sum of some containers: a control group of the kernel, in which containers are that have its '
    + '`cgroup_parent`. What one does not use, the others have. Bounds change while the containers run. Each of them keeps its own '
    + 'limits and its isolation. The control group does not survive a restart of the machine: '
    + 'the next apply makes it again, and containers that the engine has started meanwhile are without the bounds until then.',
  attributes: {
    ...identity,
    memory: {
      type: 'number',
      optional: true,
      default: 0,
      validators: memory.attribute.validators!,
      description: 'The most memory that all containers together use, in MiB. If they need more, the kernel ends a program in one of them. '
        + 'The default is 0: no limit.',
    },
    memory_swap: {
      type: 'number',
      optional: true,
      default: 0,
      validators: swap.attribute.validators!,
      description: 'The most memory and swap together, in MiB. If it equals `memory`, there is no swap; -1 is no limit. Needs `memory`. '
        + 'The default is 0: twice `memory`, or no limit if the kernel does not account for swap.',
    },
    memory_reservation: {
      type: 'number',
      optional: true,
      default: 0,
      validators: reservation.attribute.validators!,
      description: 'Memory in MiB that the kernel leaves to the pool as long as it can, if the host runs short of it: `memory.low` with '
        + 'control groups version 2, a soft limit with version 1. The default is 0: none.',
    },
    cpus: {
      type: 'string',
      optional: true,
      default: '',
      validators: cpus.attribute.validators!,
      canonical: cpus.attribute.canonical!,
      description: 'The most CPU time of all containers together, in CPUs, such as "1.5". The kernel counts in hundredths of a thousandth '
        + 'of a CPU, and wants at least "0.01". The default is "": no limit.',
    },
    cpu_shares: {
      type: 'number',
      optional: true,
      default: 0,
      validators: [number(
        '0 (the default) or a whole number from 2 to 262144',
        (value) => value === 0 || Number.isInteger(value) && value >= 2 && value <= 262_144,
      )],
      description: 'The guarantee of CPU time: when all CPUs are busy, pools with the same parent get time in proportion to their shares. '
        + 'Otherwise a pool uses what others leave. The default is 0: the kernel\'s, 1024.',
    },
    pids_limit: {
      type: 'number',
      optional: true,
      default: 0,
      validators: processes.attribute.validators!,
      canonical: processes.attribute.canonical!,
      description: 'The most processes and threads in all containers together. The default is 0: no limit.',
    },
    blkio_weight: {
      type: 'number',
      optional: true,
      default: 0,
      validators: weight.attribute.validators!,
      description: 'Block I/O weight in proportion to pools with the same parent, from 10 to 1000. Needs a kernel and an I/O scheduler '
        + 'that have it. The default is 0: the kernel\'s.',
    },
    lower_containers: {
      type: 'bool',
      optional: true,
      default: false,
      description: 'Whether a lower `cpus` lowers that of the containers and of the pools in it whose own is above it, too. With control '
        + 'groups version 1, the kernel refuses it otherwise. Set it where their `cpus` follow from that of the pool; else the next plan '
        + 'raises theirs again. The default is false.',
    },
    suspended: {
      type: 'bool',
      optional: true,
      default: false,
      description: 'Pauses all running containers in the pool and in the pools in it, also those that no state knows, and has the kernel '
        + 'reclaim what it can of their memory. Health checks rest. A container that starts or is unpaused meanwhile is in the next plan, '
        + 'and the apply pauses it. False unpauses all, except those that were paused before, or that have a `suspended` of their own. '
        + 'The default is false.',
    },
    shrink: {
      type: 'string',
      optional: true,
      default: 'refuse',
      validators: [oneOf('refuse', 'as_far_as_possible')],
      description: 'What happens if a bound becomes less than what is in use. With `refuse`, nothing changes, and the error has the use, '
        + 'the limit and the biggest users. With `as_far_as_possible`, the bound goes down as far as no program is ended for it, and each '
        + 'further apply goes on. The default is `refuse`.',
    },
    summary: {
      type: 'string',
      computed: true,
      stable: true,
      description: 'Whether the pool is suspended, and which of its containers run nevertheless.',
    },
  },
  blocks: {
    device_read_bps: throttle('read', 'bps'),
    device_write_bps: throttle('write', 'bps'),
    device_read_iops: throttle('read', 'iops'),
    device_write_iops: throttle('write', 'iops'),
  },
});

export type PoolModel = Model<typeof schema>;

export const DEVICE_BLOCKS = ['device_read_bps', 'device_write_bps', 'device_read_iops', 'device_write_iops'] as const;

/** What a pool bounds. */
export type Bounds = Pick<PoolModel, 'memory' | 'memory_swap' | 'memory_reservation' | 'cpus' | 'cpu_shares' | 'pids_limit' | 'blkio_weight'
  | typeof DEVICE_BLOCKS[number]>;

/** A pool without bounds. */
export const UNBOUNDED: Bounds = {
  memory: 0,
  memory_swap: 0,
  memory_reservation: 0,
  cpus: '',
  cpu_shares: 0,
  pids_limit: 0,
  blkio_weight: 0,
  device_read_bps: [],
  device_write_bps: [],
  device_read_iops: [],
  device_write_iops: [],
};

export function boundsOf(model: Bounds): Bounds {
  const names = Object.keys(UNBOUNDED) as (keyof Bounds)[];
  return Object.fromEntries(names.map((name) => [name, model[name] ?? UNBOUNDED[name]])) as Bounds;
}
