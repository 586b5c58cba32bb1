import { existsSync, readdirSync, statSync } from 'node:fs';
import { leftByProbes } from '../support/left-by-probes';
import { NamespacedEngine } from '../support/namespaced-engine';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-pool-remapped';
const workspaceWith = workspacePerTest(NAME);

let engine: NamespacedEngine;
beforeAll(async () => {
  engine = await NamespacedEngine.start(NAME, ['--storage-driver', 'overlay2', '--userns-remap', 'default']);
});
afterAll(() => engine.remove());

/** Returns the folders of the pool in all hierarchies. */
function groups(): string[] {
  const root = '/sys/fs/cgroup';
  return [root, ...readdirSync(root).map((name) => `${root}/${name}`)].map((folder) => `${folder}/berth/${NAME}`).filter(existsSync);
}

test('on an engine that remaps users, a pool belongs to root of the machine, changes and goes', async () => {
  const stack = (bounds: object) => ({
    provider: { docker: { host: engine.address } },
    resource: {
      docker_resource_pool: { team: { name: NAME, ...bounds }, inner: { name: 'inner', parent: '${docker_resource_pool.team.id}' } },
      docker_container: {
        web: {
          name: NAME,
          image: 'busybox:latest',
          command: ['sleep', '1000'],
          cgroup_parent: '${docker_resource_pool.inner.cgroup_parent}',
          destroy_grace_seconds: 0,
        },
      },
    },
    data: { docker_resource_pool: { use: { name: NAME, depends_on: ['docker_container.web'] } } },
  });
  const workspace = await workspaceWith(stack({ memory: 64, pids_limit: 20 }));
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(groups().length).toBeGreaterThan(0);
  expect(groups().map((folder) => statSync(folder).uid)).toEqual(groups().map(() => 0));
  expect((await workspace.state())['data.docker_resource_pool.use']).toMatchObject({ processes: 1, containers: [{ name: NAME }] });
  const { Id: id } = await engine.docker.getContainer(NAME).inspect();

  workspace.configure(stack({ memory: 32, pids_limit: 10 }));
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await workspace.plan()).changes).toEqual([]);
  expect((await engine.docker.getContainer(NAME).inspect()).Id).toBe(id);

  expect(await workspace.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  expect(groups()).toEqual([]);
  expect(await leftByProbes(engine.docker)).toEqual([]);
});
