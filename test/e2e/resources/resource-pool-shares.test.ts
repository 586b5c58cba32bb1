import { existsSync, readFileSync } from 'node:fs';
import { waitUntil } from '../../../dev/machine/wait-until';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-shares';
const DEPARTMENT = `/berth/${NAME}`;
const workspaceWith = workspacePerTest(NAME);
const isVersion2 = existsSync('/sys/fs/cgroup/cgroup.controllers');

/** Returns the CPU time of a group, in seconds. */
function cpuTime(folder: string): number {
  if (!isVersion2) return Number(readFileSync(`/sys/fs/cgroup/cpuacct${folder}/cpuacct.usage`, 'utf8')) / 1e9;
  return Number(/^usage_usec (\d+)$/m.exec(readFileSync(`/sys/fs/cgroup${folder}/cpu.stat`, 'utf8'))![1]) / 1e6;
}

const container = (name: string, script: string, more: object = {}) => ({
  name: `${NAME}-${name}`,
  image: 'busybox:latest',
  command: ['sh', '-c', script],
  cgroup_parent: `\${docker_resource_pool.${name}.cgroup_parent}`,
  network_mode: 'none',
  destroy_grace_seconds: 0,
  must_run_for: 0,
  ...more,
});

test('busy pools have CPU time in proportion to their shares', async () => {
  // On one CPU, since a CPU on which only one of them runs is all its own.
  const busy = (name: string) => container(name, 'while :; do :; done', { cpu_set: '0' });
  const within = { parent: '${docker_resource_pool.department.id}' };
  const terraform = await workspaceWith({
    resource: {
      docker_resource_pool: {
        department: { name: NAME },
        large: { name: 'large', cpu_shares: 3072, ...within },
        small: { name: 'small', cpu_shares: 1024, ...within },
      },
      docker_container: { large: busy('large'), small: busy('small') },
    },
  });
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const times = () => ['large', 'small'].map((name) => cpuTime(`${DEPARTMENT}/${name}`)) as [number, number];
  const before = times();
  let used: [number, number] = [0, 0];
  await waitUntil('both have had some seconds together', () => {
    used = times().map((time, index) => time - before[index]!) as [number, number];
    return Promise.resolve(used[0] + used[1] > 6);
  });
  expect(used[0] / used[1]).toBeGreaterThan(2.4);
  expect(used[0] / used[1]).toBeLessThan(3.6);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
});

test('a pool without bounds counts what happens at the limits of its containers', async () => {
  const fill = 'while ! dd if=/dev/zero of=/dev/shm/fill bs=1M count=40 2>/dev/null; do sleep 1; done & wait; sleep 100000';
  const terraform = await workspaceWith({
    resource: {
      docker_resource_pool: { a: { name: NAME } },
      docker_container: { a: container('a', fill, { memory: 16, memory_swap: 16, shm_size: 64 }) },
    },
    data: { docker_resource_pool: { use: { name: NAME, depends_on: ['docker_container.a'] } } },
  });
  expect(await terraform.apply()).toMatchObject({ ok: true });
  let use: Record<string, unknown> = {};
  await waitUntil('the kernel ended a program', async () => {
    await terraform.apply('-refresh-only');
    use = (await terraform.state())['data.docker_resource_pool.use']!;
    return Number(use.oom_kills) > 0;
  });
  expect(Number(use.memory_limit_hits)).toBeGreaterThan(0);
  for (const figure of ['memory_usage', 'memory_peak', 'cpu_seconds', 'processes'] as const) expect(Number(use[figure])).toBeGreaterThan(0);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
});
