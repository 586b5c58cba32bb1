import { mkdirSync, writeFileSync } from 'node:fs';
import { fill, isVersion2, MIB, poolNamed, SHARED_MEMORY, SLEEP } from './resource-pool-stack';
import { waitUntil } from '../../../dev/machine/wait-until';
import { docker } from '../engine/docker';
import { onlyError } from '../support/only-error';

const NAME = 'e2e-bounds';
const { container, fileOf, inspect, output, pool, startTimes, valueOf, workspaceWith } = poolNamed(NAME);

test('a bound moves while the containers run, and what was changed by hand is seen and repaired', async () => {
  const stack = (bounds: object) => ({
    resource: { ...pool(bounds), docker_container: { a: container('a', SLEEP), b: container('b', SLEEP) } },
  });
  const terraform = await workspaceWith(stack({ memory: 64, cpus: '0.5', pids_limit: 40 }));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await terraform.plan()).changes).toEqual([]);
  const before = await startTimes('a', 'b');

  for (const bounds of [
    { memory: 128, memory_swap: 256, memory_reservation: 32, cpus: '1.5', cpu_shares: 2048, pids_limit: 80 },
    { memory: 48, cpus: '0.25', pids_limit: 20 },
    {},
    { memory: 64, memory_swap: 64, cpus: '0.5', pids_limit: 40 },
  ]) {
    terraform.configure(stack(bounds));
    expect((await terraform.plan()).changes).toMatchObject([{ address: 'docker_resource_pool.team', change: { actions: ['update'] } }]);
    expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
    expect((await terraform.plan()).changes).toEqual([]);
    expect(await startTimes('a', 'b')).toEqual(before);
  }
  expect([valueOf('memory'), valueOf('processes')]).toEqual([`${64 * MIB}`, '40']);

  writeFileSync(fileOf('processes'), '7');
  if (!isVersion2) writeFileSync(`/sys/fs/cgroup/memory/berth/${NAME}/memory.memsw.limit_in_bytes`, `${100 * MIB}`);
  writeFileSync(fileOf('memory'), `${80 * MIB}`);
  const { changes } = await terraform.plan();
  expect(changes).toMatchObject([{
    change: { actions: ['update'], before: { memory: 80, pids_limit: 7 }, after: { memory: 64, memory_swap: 64, pids_limit: 40 } },
  }]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  expect([valueOf('memory'), valueOf('processes')]).toEqual([`${64 * MIB}`, '40']);
  expect(await startTimes('a', 'b')).toEqual(before);
});

test('a bound does not go below what is in use, except as far as it can', async () => {
  const stack = (bounds: object) => ({
    resource: {
      ...pool(bounds), docker_container: { a: container('a', fill(50), SHARED_MEMORY), b: container('b', fill(10), SHARED_MEMORY) },
    },
  });
  const terraform = await workspaceWith(stack({ memory: 128, memory_swap: 128 }));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  for (const name of ['a', 'b']) await waitUntil('it has its memory', async () => (await output(name)).includes('full'));
  const before = await startTimes('a', 'b');

  terraform.configure(stack({ memory: 32, memory_swap: 32, cpus: '0.5' }));
  expect(onlyError(await terraform.apply())).toMatch(new RegExp([
    `^The resource pool /berth/${NAME} uses more than \`memory = 32\`\n`,
    'In use: (6|7)\\d(\\.\\d)? MiB, after the kernel has reclaimed what it could\\. The limit is and stays 128 MiB\\. ',
    `The biggest users: ${NAME}-a 5\\d(\\.\\d)? MiB, ${NAME}-b 1\\d(\\.\\d)? MiB\\. `,
    'Stop or shrink some of them and apply again, choose a higher bound, or set shrink = "as_far_as_possible"\\. ',
    'Nothing has changed\\.$',
  ].join('')));
  expect(valueOf('memory')).toBe(`${128 * MIB}`);
  expect((await terraform.plan()).changes).toMatchObject([{ change: { before: { memory: 128, cpus: '' } } }]);

  terraform.configure(stack({ memory: 32, memory_swap: 32, shrink: 'as_far_as_possible' }));
  const shrunk = await terraform.apply();
  expect(shrunk).toMatchObject({
    ok: true,
    diagnostics: [{
      severity: 'warning',
      summary: expect.stringMatching(
        new RegExp(`^The resource pool /berth/${NAME} shrank to \`memory = \\d+\`, not to 32$`)) as string,
    }],
  });
  const reached = Number(valueOf('memory')) / MIB;
  expect(reached).toBeGreaterThan(59);
  expect(reached).toBeLessThan(100);
  expect(await startTimes('a', 'b')).toEqual(before);
  expect((await terraform.plan()).changes).toMatchObject([{ change: { before: { memory: reached }, after: { memory: 32 } } }]);

  await docker.getContainer(`${NAME}-a`).exec({ Cmd: ['rm', '/dev/shm/fill'] }).then((exec) => exec.start({}));
  await waitUntil('it gave memory back', async () => {
    expect(await terraform.apply()).toMatchObject({ ok: true });
    return valueOf('memory') === `${32 * MIB}`;
  });
  expect((await terraform.plan()).changes).toEqual([]);
  expect(await startTimes('a', 'b')).toEqual(before);
});

test('a bound of processes or of CPU time is refused if less than what there is', async () => {
  const forks = 'for i in 1 2 3 4 5 6 7 8; do sleep 1000 & done; echo done; wait';
  const stack = (bounds: object) => ({
    resource: { ...pool(bounds), docker_container: { a: container('a', forks, { cpus: '0.5' }) } },
  });
  const terraform = await workspaceWith(stack({ pids_limit: 40, cpus: '1' }));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  await waitUntil('it has its processes', async () => (await output('a')).includes('done'));
  terraform.configure(stack({ pids_limit: 5, cpus: '1' }));
  expect(onlyError(await terraform.apply())).toContain(
    `In use: 9 processes. The limit is and stays 40 processes. The biggest users: ${NAME}-a 9 processes.`);
  terraform.configure(stack({ pids_limit: 5, cpus: '1', shrink: 'as_far_as_possible' }));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(valueOf('processes')).toBe('5');
  if (isVersion2) return;
  terraform.configure(stack({ pids_limit: 5, cpus: '0.2' }));
  expect(onlyError(await terraform.apply())).toContain(`These containers have more: ${NAME}-a 0.5. Give them less, or the pool more.`);
  terraform.configure(stack({ pids_limit: 5, cpus: '0.2', shrink: 'as_far_as_possible' }));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [{ severity: 'warning' }] });
  expect((await terraform.plan()).changes).toMatchObject([{ change: { before: { cpus: '0.5' }, after: { cpus: '0.2' } } }]);
  const both = (cpus: string) => ({
    resource: { ...pool({ pids_limit: 5, cpus, lower_containers: true }), docker_container: { a: container('a', forks, { cpus }) } },
  });
  for (const cpus of ['0.1', '0.3']) {
    terraform.configure(both(cpus));
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    expect((await inspect('a')).HostConfig.NanoCpus).toBe(Number(cpus) * 1e9);
    expect((await terraform.plan()).changes).toEqual([]);
  }
});

test('a bound of CPU time goes down with those of the pools and containers in it, in one apply, or with none of them', async () => {
  const stack = (cpus: string, memory: number) => ({
    resource: {
      docker_resource_pool: {
        department: { name: `${NAME}-department`, cpus, memory, memory_swap: memory, lower_containers: true },
        team: { name: NAME, parent: '${docker_resource_pool.department.id}', cpus, lower_containers: true },
      },
      docker_container: { a: container('a', fill(40), { ...SHARED_MEMORY, cpus }) },
    },
  });
  const terraform = await workspaceWith(stack('2', 128));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  await waitUntil('it has its memory', async () => (await output('a')).includes('full'));
  if (!isVersion2) {
    // As an engine in the container makes one.
    const within = `/sys/fs/cgroup/cpu/berth/${NAME}-department/${NAME}/${(await inspect('a')).Id}/within`;
    mkdirSync(within);
    writeFileSync(`${within}/cpu.cfs_quota_us`, '150000');
  }
  terraform.configure(stack('0.5', 32));
  expect(onlyError(await terraform.apply())).toContain('Nothing has changed.');
  expect((await inspect('a')).HostConfig.NanoCpus).toBe(2e9);
  terraform.configure(stack('0.5', 128));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await inspect('a')).HostConfig.NanoCpus).toBe(0.5e9);
  expect((await terraform.plan()).changes).toEqual([]);
});

test('a bound that the host can\'t have is refused at plan', async () => {
  if (isVersion2) return;
  const terraform = await workspaceWith({ resource: pool({ device_read_bps: [{ path: '/dev/null', rate: 1024 }] }) });
  expect(onlyError(await terraform.plan())).toMatch(/^A resource pool can't have `device_read_bps` on this host, which has/);
  terraform.configure({ resource: pool({ blkio_weight: 500, parent: '/docker' }) });
  expect(onlyError(await terraform.plan())).toContain('"/docker" is no pool');
});
