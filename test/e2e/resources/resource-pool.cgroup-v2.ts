import { waitUntil } from '../../../dev/machine/wait-until';
import { docker } from '../engine/docker';
import { runInMachine } from '../support/user-mode-linux';
import { workspacePerTest } from '../support/workspace-per-test';

/* `npm run test:matrix` runs this in a machine with control groups of version 2. */

const NAME = 'e2e-pool-v2';
const MIB = 1024 * 1024;
const workspaceWith = workspacePerTest(NAME);

const container = (name: string, megabytes: number) => ({
  name: `${NAME}-${name}`,
  image: 'busybox:latest',
  command: ['sh', '-c', `dd if=/dev/zero of=/dev/shm/fill bs=1M count=${megabytes} 2>/dev/null && echo full; sleep 1000`],
  cgroup_parent: '${docker_resource_pool.team.cgroup_parent}',
  network_mode: 'none',
  memory: 200,
  shm_size: 200,
  destroy_grace_seconds: 0,
  must_run_for: 0,
  must_run: false,
});
const stack = (bounds: object) => ({
  resource: {
    docker_resource_pool: { team: { name: NAME, ...bounds } },
    docker_container: { a: container('a', 40), b: container('b', 10) },
  },
});

const valueOf = async (file: string, inner = '') => (await runInMachine(`cat /sys/fs/cgroup/berth/${NAME}${inner}/${file}`)).trim();
const bounds = () => Promise.all(['memory.max', 'cpu.max', 'pids.max'].map((file) => valueOf(file)));
const running = () => Promise.all(['a', 'b'].map(async (name) => {
  const { Id: id, State: { StartedAt: started, Running: runs } } = await docker.getContainer(`${NAME}-${name}`).inspect();
  return [id, started, runs];
}));

test('the bounds of a pool are in the kernel\'s files, move while its containers run, and do not go below what is in use', async () => {
  const terraform = await workspaceWith(stack({ memory: 128, memory_swap: 128, cpus: '0.5', pids_limit: 40 }));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await bounds()).toEqual([`${128 * MIB}`, '50000 100000', '40']);
  expect(await terraform.plan()).toMatchObject({ ok: true, changes: [] });
  const full = async (name: string) => (
    (await docker.getContainer(`${NAME}-${name}`).logs({ stdout: true })).toString('latin1').includes('full'));
  for (const name of ['a', 'b']) await waitUntil('it has its memory', () => full(name));
  const before = await running();

  terraform.configure(stack({ memory: 96, memory_swap: 96, cpus: '1', pids_limit: 60 }));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await bounds()).toEqual([`${96 * MIB}`, '100000 100000', '60']);

  terraform.configure(stack({ memory: 32, memory_swap: 32, cpus: '1', pids_limit: 60 }));
  expect((await terraform.apply()).diagnostics).toMatchObject([{
    severity: 'error',
    summary: `The resource pool /berth/${NAME} uses more than \`memory = 32\``,
    detail: expect.stringContaining(`The biggest users: ${NAME}-a 4`) as string,
  }]);
  expect(await valueOf('memory.max')).toBe(`${96 * MIB}`);

  await runInMachine(`echo 7 >/sys/fs/cgroup/berth/${NAME}/pids.max`);
  terraform.configure(stack({ memory: 96, memory_swap: 96, cpus: '1', pids_limit: 60 }));
  expect((await terraform.plan()).changes).toMatchObject([{ change: { before: { pids_limit: 7 }, after: { pids_limit: 60 } } }]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await valueOf('pids.max')).toBe('60');
  expect(await running()).toEqual(before);

  expect(await terraform.destroy()).toMatchObject({ ok: true });
  expect(await runInMachine('ls /sys/fs/cgroup')).not.toMatch(/^berth$/m);
});

test('the containers of a pool have no more memory together than the pool', async () => {
  const terraform = await workspaceWith(stack({ memory: 44, memory_swap: 44 }));
  // The kernel may even end what starts a container, which counts as well.
  await terraform.apply();
  await waitUntil('the kernel ended a program', async () => /oom_kill [1-9]/.test(await valueOf('memory.events')));
  expect(Number(await valueOf('memory.peak'))).toBeLessThanOrEqual(44 * MIB);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
});

/**
 * A container that writes files, in MiB, and says so. What it wrote is in the file cache. Each file is on the disk before the next one, so
 * that the kernel can take its memory at once.
 */
const writing = (name: string, megabytes: number, pool: string) => ({
  ...container(name, 0),
  command: ['sh', '-c', `
    for number in $(seq ${megabytes / 4}); do dd if=/dev/zero of=/file$number bs=1M count=4 conv=fsync 2>/dev/null; done
    echo written
    sleep 1000
  `],
  cgroup_parent: `\${docker_resource_pool.${pool}.cgroup_parent}`,
  memory: 0,
});
const hasWritten = (name: string) => waitUntil('it has written its file', async () => (
  (await docker.getContainer(`${NAME}-${name}`).logs({ stdout: true })).toString('latin1').includes('written')), 300);

test('a suspended pool is paused, and the kernel reclaims its file cache', async () => {
  const suspending = (suspended: boolean) => ({
    resource: { docker_resource_pool: { team: { name: NAME, suspended } }, docker_container: { a: writing('a', 24, 'team') } },
  });
  const terraform = await workspaceWith(suspending(false));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  await hasWritten('a');
  expect(Number(await valueOf('memory.current'))).toBeGreaterThan(24 * MIB);
  terraform.configure(suspending(true));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(Number(await valueOf('memory.current'))).toBeLessThan(10 * MIB);
  expect((await docker.getContainer(`${NAME}-a`).inspect()).State).toMatchObject({ Running: true, Paused: true });
  expect(await terraform.plan()).toMatchObject({ ok: true, changes: [] });
  expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
});

test('a pool keeps memory that is reserved for it when the one around both is full', async () => {
  const within = { parent: '${docker_resource_pool.team.id}' };
  const full = (reservation: number, more: object) => ({
    resource: {
      docker_resource_pool: {
        team: { name: NAME, memory: 64 },
        kept: { name: 'kept', memory_reservation: reservation, ...within },
        other: { name: 'other', ...within },
      },
      docker_container: { a: writing('a', 24, 'kept'), ...more },
    },
  });
  const leftWith = async (reservation: number): Promise<number> => {
    const terraform = await workspaceWith(full(reservation, {}));
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    await hasWritten('a');
    terraform.configure(full(reservation, { b: writing('b', 120, 'other') }));
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    await hasWritten('b');
    const left = Number(await valueOf('memory.current', '/kept'));
    expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
    return left;
  };
  // A container in the machine's control group namespace mounts the hierarchy without these options. The machine then lacks them, too.
  await runInMachine('mount -o remount,nsdelegate,memory_recursiveprot /sys/fs/cgroup');
  expect(await leftWith(32)).toBeGreaterThan(24 * MIB);
  expect(await leftWith(0)).toBeLessThan(20 * MIB);
});
