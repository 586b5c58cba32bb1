import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { DataSource, defineSchema } from '../framework/resource';
import { layoutOf } from '../resources/resource-pool/layout';
import { membersOf, useOf } from '../resources/resource-pool/members';
import { driverOf } from '../resources/resource-pool/possible';
import { Use } from '../resources/resource-pool/row';
import { identity } from '../resources/resource-pool/schema';
import { Helper } from '../resources/shared/control-groups/helper';
import { poolId, PoolName } from '../resources/shared/control-groups/identity';

const CONTAINER = ['object', {
  id: 'string',
  name: 'string',
  pool: 'string',
  memory_usage: 'number',
  memory_peak: 'number',
  memory_limit_hits: 'number',
  oom_kills: 'number',
  cpu_seconds: 'number',
  cpu_throttled_periods: 'number',
  cpu_throttled_seconds: 'number',
  processes: 'number',
}] as const;

const { id, cgroup_parent: cgroupParent, name, parent } = identity;
const number = { type: 'number', computed: true } as const;

const schema = defineSchema({
  description: 'What the containers of a resource pool use, and each of them, as the kernel counts it. It is read with every plan. '
    + 'A figure that the kernel does not tell is null.',
  attributes: {
    name: { ...name, requiresReplace: false },
    parent: { ...parent, requiresReplace: false },
    id,
    cgroup_parent: cgroupParent,
    memory_usage: { ...number, description: 'Memory in use, in bytes, with the file cache.' },
    memory_peak: {
      ...number,
      description: 'The most memory that was in use since the pool was made, in bytes. Linux 5.19 and newer with '
      + 'control groups version 2.',
    },
    memory_limit_hits: {
      ...number,
      description: 'How often memory reached the bound of the pool, of a pool in it, or of a container in them. With control groups '
        + 'version 1, this is the sum of the pools and of the containers that run, and with Linux 6.15 and newer at least the number of '
        + 'programs that ended for it: such a kernel does not count hits of a limit of memory and swap together.',
    },
    oom_kills: {
      ...number,
      description: 'How many programs the kernel ended since memory reached one of these bounds, counted likewise.',
    },
    cpu_seconds: { ...number, description: 'The CPU time of all containers since the pool was made, in seconds.' },
    cpu_throttled_periods: {
      ...number, description: 'In how many periods, of 0.1 seconds by default, the pool had to wait because of its own `cpus`.',
    },
    cpu_throttled_seconds: { ...number, description: 'How long its programs waited because of its own `cpus`, in seconds, added up.' },
    processes: { ...number, description: 'The number of processes and threads.' },
    containers: {
      type: ['list', CONTAINER],
      computed: true,
      description: 'The running containers in the pool and in the pools in it, by name, with the same figures of each. `pool` is the '
        + 'one in which it is.',
    },
  },
});

/** The data source `docker_resource_pool`. */
export const resourcePoolDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_resource_pool',
  schema,
  async read({ client, signal }, config) {
    const info = await client.info();
    const driver = driverOf(info);
    const pool = poolId(config as PoolName, driver);
    const members = await membersOf(client, pool);
    const found = await Helper.use(client, signal, (helper) => useOf(helper, layoutOf(info.CgroupVersion), pool, members));
    if (found === undefined) throw noPool(pool, driver);
    return {
      ...config,
      id: pool,
      cgroup_parent: pool,
      ...figures(found.whole),
      containers: found.members.map((member) => ({ id: member.id, name: member.name, pool: member.pool, ...figures(member.use) })),
    };
  },
};

function figures(use: Use) {
  return {
    memory_usage: use.memory,
    memory_peak: use.peak,
    memory_limit_hits: use.memoryHits,
    oom_kills: use.oomKills,
    cpu_seconds: use.cpuSeconds,
    cpu_throttled_periods: use.throttledPeriods,
    cpu_throttled_seconds: use.throttledSeconds,
    processes: use.processes,
  };
}

function noPool(pool: string, driver: string): DiagnosticError {
  return new DiagnosticError({
    summary: `There is no resource pool ${pool}`,
    detail: driver === 'systemd' ? 'Systemd has a slice only while a container is in it. Read it after a container has started in it.'
      : 'Correct `name` and `parent`, or make the pool with a `docker_resource_pool` on this engine.',
    path: ['name'],
  });
}
