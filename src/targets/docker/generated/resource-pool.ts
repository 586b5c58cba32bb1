// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_resource_pool`.
 */
export interface ResourcePoolAttributes {
  /**
   * Name of the pool, unique within its `parent`: 1 to 63 lower-case letters, digits and "-".
   */
  readonly name: Value<string>;

  /**
   * The `id` of the pool in which this one is, and whose bounds hold for it, too. The default is none.
   */
  readonly parent?: Value<string>;

  /**
   * The most memory that all containers together use, in MiB. If they need more, the kernel ends a program in one of them. The default is
   * 0: no limit.
   */
  readonly memory?: Value<number>;

  /**
   * The most memory and swap together, in MiB. If it equals `memory`, there is no swap; -1 is no limit. Needs `memory`. The default is 0:
   * twice `memory`, or no limit if the kernel does not account for swap.
   */
  readonly memory_swap?: Value<number>;

  /**
   * Memory in MiB that the kernel leaves to the pool as long as it can, if the host runs short of it: `memory.low` with control groups
   * version 2, a soft limit with version 1. The default is 0: none.
   */
  readonly memory_reservation?: Value<number>;

  /**
   * The most CPU time of all containers together, in CPUs, such as "1.5". The kernel counts in hundredths of a thousandth of a CPU, and
   * wants at least "0.01". The default is "": no limit.
   */
  readonly cpus?: Value<string>;

  /**
   * The guarantee of CPU time: when all CPUs are busy, pools with the same parent get time in proportion to their shares. Otherwise a pool
   * uses what others leave. The default is 0: the kernel's, 1024.
   */
  readonly cpu_shares?: Value<number>;

  /**
   * The most processes and threads in all containers together. The default is 0: no limit.
   */
  readonly pids_limit?: Value<number>;

  /**
   * Block I/O weight in proportion to pools with the same parent, from 10 to 1000. Needs a kernel and an I/O scheduler that have it. The
   * default is 0: the kernel's.
   */
  readonly blkio_weight?: Value<number>;

  /**
   * Whether a lower `cpus` lowers that of the containers and of the pools in it whose own is above it, too. With control groups version 1,
   * the kernel refuses it otherwise. Set it where their `cpus` follow from that of the pool; else the next plan raises theirs again. The
   * default is false.
   */
  readonly lower_containers?: Value<boolean>;

  /**
   * Pauses all running containers in the pool and in the pools in it, also those that no state knows, and has the kernel reclaim what it
   * can of their memory. Health checks rest. A container that starts or is unpaused meanwhile is in the next plan, and the apply pauses it.
   * False unpauses all, except those that were paused before, or that have a `suspended` of their own. The default is false.
   */
  readonly suspended?: Value<boolean>;

  /**
   * What happens if a bound becomes less than what is in use. With `refuse`, nothing changes, and the error has the use, the limit and the
   * biggest users. With `as_far_as_possible`, the bound goes down as far as no program is ended for it, and each further apply goes on. The
   * default is `refuse`.
   */
  readonly shrink?: Value<string>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;

  /**
   * The most that all containers together read from a device of the host, in bytes per second. Needs control groups version 2: version 1
   * does not apply it to a pool.
   */
  readonly device_read_bps?: Value<readonly ResourcePoolDeviceReadBps[]>;

  /**
   * The most that all containers together write to a device of the host, in bytes per second. Needs control groups version 2: version 1
   * does not apply it to a pool.
   */
  readonly device_write_bps?: Value<readonly ResourcePoolDeviceWriteBps[]>;

  /**
   * The most that all containers together read from a device of the host, in operations per second. Needs control groups version 2: version
   * 1 does not apply it to a pool.
   */
  readonly device_read_iops?: Value<readonly ResourcePoolDeviceReadIops[]>;

  /**
   * The most that all containers together write to a device of the host, in operations per second. Needs control groups version 2: version
   * 1 does not apply it to a pool.
   */
  readonly device_write_iops?: Value<readonly ResourcePoolDeviceWriteIops[]>;
}

/**
 * The block `device_read_bps`.
 */
export interface ResourcePoolDeviceReadBps {
  /**
   * The path of the device on the host, such as "/dev/sda".
   */
  readonly path: Value<string>;

  /**
   * The maximum rate in bytes per second.
   */
  readonly rate: Value<number>;
}

/**
 * The block `device_write_bps`.
 */
export interface ResourcePoolDeviceWriteBps {
  /**
   * The path of the device on the host, such as "/dev/sda".
   */
  readonly path: Value<string>;

  /**
   * The maximum rate in bytes per second.
   */
  readonly rate: Value<number>;
}

/**
 * The block `device_read_iops`.
 */
export interface ResourcePoolDeviceReadIops {
  /**
   * The path of the device on the host, such as "/dev/sda".
   */
  readonly path: Value<string>;

  /**
   * The maximum rate in operations per second.
   */
  readonly rate: Value<number>;
}

/**
 * The block `device_write_iops`.
 */
export interface ResourcePoolDeviceWriteIops {
  /**
   * The path of the device on the host, such as "/dev/sda".
   */
  readonly path: Value<string>;

  /**
   * The maximum rate in operations per second.
   */
  readonly rate: Value<number>;
}

/**
 * The types of the arguments of the resource `docker_resource_pool`.
 */
export const RESOURCE_POOL_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_resource_pool',
  attributes: {
    name: 'string',
    parent: 'string',
    memory: 'number',
    memory_swap: 'number',
    memory_reservation: 'number',
    cpus: 'string',
    cpu_shares: 'number',
    pids_limit: 'number',
    blkio_weight: 'number',
    lower_containers: 'bool',
    suspended: 'bool',
    shrink: 'string',
    engine: 'string',
  },
  blocks: {
    device_read_bps: { nesting: 'set', attributes: { path: 'string', rate: 'number' } },
    device_write_bps: { nesting: 'set', attributes: { path: 'string', rate: 'number' } },
    device_read_iops: { nesting: 'set', attributes: { path: 'string', rate: 'number' } },
    device_write_iops: { nesting: 'set', attributes: { path: 'string', rate: 'number' } },
  },
};

/**
 * The resource `docker_resource_pool`. Bounds for the sum of some containers: a control group of the kernel, in which containers are that
 * have its `cgroup_parent`. What one does not use, the others have. Bounds change while the containers run. Each of them keeps its own
 * limits and its isolation. The control group does not survive a restart of the machine: the next apply makes it again, and containers that
 * the engine has started meanwhile are without the bounds until then.
 *
 * @internal
 */
export class ResourcePool extends GeneratedResource<ResourcePoolAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<ResourcePoolAttributes>) {
    super(scope, id, RESOURCE_POOL_SCHEMA, config);
  }
}
