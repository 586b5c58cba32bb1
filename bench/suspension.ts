import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { timed } from './measure';
import { Table } from './report';
import { waitUntil } from '../dev/machine/wait-until';
import { Managed } from '../test/e2e/resources/managed';

const NAME = 'bench-suspension';
const COUNTS = [10, 50];
const MIB = 1024 * 1024;
/** In MiB: what each container writes. */
const FILE = 8;
const SCRIPT = `dd if=/dev/urandom of=/file bs=1M count=${FILE} 2>/dev/null; sync; exec sleep 100000`;

/** Measures what it takes to suspend and resume a pool with many containers, and what memory the containers hold then. */
export async function suspension(): Promise<Table> {
  const rows: string[][] = [];
  for (const count of COUNTS) rows.push(await measured(count));
  return {
    title: 'A pool that is suspended and resumed',
    columns: ['containers', 'suspend', 'resume', 'memory before', 'while suspended'],
    rows,
    note: 'The time in the provider, without Terraform, with the read of a plan. Each container is a shell that has written a '
      + 'file of 8 MiB, and waits. Suspending includes that the kernel reclaims the memory, without swap: the file cache, but not what '
      + 'programs hold.',
  };
}

async function measured(count: number): Promise<string[]> {
  const pool = new Managed('docker_resource_pool');
  const set = new Managed('docker_clone_set');
  const bounds = { name: NAME, memory: 4096 };
  try {
    await pool.apply(bounds);
    await set.apply({
      name: NAME,
      replicas: count,
      host: [{ name: 'here' }],
      template: [{
        image: 'busybox:latest',
        command: ['sh', '-c', SCRIPT],
        network_mode: 'none',
        cgroup_parent: pool.id,
        must_run_for: 0,
        destroy_grace_seconds: 0,
      }],
    });
    await waitUntil('all have written their file', () => memory() > count * FILE, 300);
    await sleep(5000);
    const before = memory();
    const suspend = await timed(() => pool.apply({ ...bounds, suspended: true }));
    const during = memory();
    const resume = await timed(() => pool.apply(bounds));
    return [`${count}`, ...[suspend, resume].map((time) => `${Math.round(time)} ms`), ...[before, during].map((size) => `${size} MiB`)];
  } finally {
    await set.destroy();
    await pool.destroy();
  }
}

/** Returns the memory that the pool uses, in MiB. */
function memory(): number {
  const isVersion2 = existsSync('/sys/fs/cgroup/cgroup.controllers');
  const file = isVersion2 ? `/sys/fs/cgroup/berth/${NAME}/memory.current` : `/sys/fs/cgroup/memory/berth/${NAME}/memory.usage_in_bytes`;
  return Math.round(Number(readFileSync(file, 'utf8')) / MIB);
}
