import Docker from 'dockerode';
import { median, sideBySide, timed } from './measure';
import { Table } from './report';
import { Managed } from '../test/e2e/resources/managed';

const ROUNDS = 7;
const NAME = 'bench-pool';

/** Measures what a resource pool costs, and a container in one beside a container in none. */
export async function pool(): Promise<Table> {
  const outer = new Managed('docker_resource_pool');
  await outer.apply({ name: `${NAME}-outer`, memory: 512, cpus: '2' });
  try {
    const runs = await sideBySide(ROUNDS, {
      'a pool': () => poolTimes(),
      'a container in a pool': () => containerTimes(outer.id),
      'a container in no pool': () => containerTimes(''),
    });
    const milliseconds = (all: readonly number[]) => `${Math.round(median(all))} ms`;
    return {
      title: `A resource pool, and a container in it (median of ${ROUNDS})`,
      columns: ['of', 'create', 'read', 'change', 'remove'],
      rows: Object.entries(runs).map(([name, all]) => (
        [name, ...[0, 1, 2, 3].map((step) => milliseconds(all.map((each) => each[step]!)))])),
      note: 'The time in the provider, without Terraform. What a pool does, it does by helpers: containers on the engine that run for a '
        + 'moment, four of them to create one. A container is created and started, and changed by the engine\'s update call.',
    };
  } finally {
    await outer.destroy();
  }
}

function poolTimes(): Promise<number[]> {
  const bounds = { name: NAME, memory: 256, cpus: '1', pids_limit: 100 };
  return times(new Managed('docker_resource_pool'), bounds, { ...bounds, memory: 128 });
}

async function containerTimes(cgroupParent: string): Promise<number[]> {
  const container = {
    name: NAME,
    image: 'busybox:latest',
    command: ['sleep', '100000'],
    network_mode: 'none',
    memory: 64,
    cgroup_parent: cgroupParent,
    must_run_for: 0,
    destroy_grace_seconds: 0,
  };
  try {
    return await times(new Managed('docker_container'), container, { ...container, memory: 32 });
  } finally {
    await new Docker().getContainer(NAME).remove({ force: true }).catch(() => undefined);
  }
}

/** Returns the milliseconds of a creation, a read, a change and a removal. A change begins with a read, whose time is not in it. */
async function times(managed: Managed, config: object, other: object): Promise<number[]> {
  const create = await timed(() => managed.apply({ ...config }));
  const read = await timed(() => managed.refresh());
  const change = await timed(() => managed.apply({ ...other }));
  return [create, read, Math.max(0, change - read), await timed(() => managed.destroy())];
}
