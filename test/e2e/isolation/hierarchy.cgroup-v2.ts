import { runInMachine } from '../support/user-mode-linux';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-hierarchy';
const workspaceWith = workspacePerTest(NAME);

const options = async () => /^cgroup2 \S+ cgroup2 (\S+)/m.exec(await runInMachine('cat /proc/mounts'))![1]!.split(',');

test('the containers of the provider leave the options of the machine\'s control groups as they are', async () => {
  await runInMachine('mount -o remount,nsdelegate,memory_recursiveprot /sys/fs/cgroup');
  const terraform = await workspaceWith({
    resource: {
      docker_resource_pool: { pool: { name: NAME, memory: 64 } },
      docker_container: {
        web: {
          name: NAME,
          image: 'busybox:latest',
          command: ['sleep', '1000'],
          network_mode: 'none',
          must_run_for: 0,
          cgroup_parent: '${docker_resource_pool.pool.cgroup_parent}',
        },
      },
      docker_isolation: { report: { container: [{ id: '${docker_container.web.id}', name: 'web', isolation_policy: 'none@1' }] } },
    },
    data: { docker_host_facts: { facts: {} }, docker_resource_pool: { use: { name: NAME, depends_on: ['docker_container.web'] } } },
  });
  expect(await terraform.apply()).toMatchObject({ ok: true });
  expect(await options()).toEqual(expect.arrayContaining(['nsdelegate', 'memory_recursiveprot']));
  expect(await terraform.destroy()).toMatchObject({ ok: true });
  expect(await options()).toEqual(expect.arrayContaining(['nsdelegate', 'memory_recursiveprot']));
});
