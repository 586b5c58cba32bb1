import { mkdtempSync, rmSync } from 'node:fs';
import { HARDENED } from '../../isolation/hardened';
import { NamespacedEngine } from '../support/namespaced-engine';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-remapped';
const workspaceWith = workspacePerTest(NAME);

const folder = mkdtempSync('/srv/berth-shared-');

let engine: NamespacedEngine;
beforeAll(async () => {
  engine = await NamespacedEngine.start(NAME, ['--storage-driver', 'overlay2', '--userns-remap', 'default']);
});
afterAll(async () => {
  await engine.remove();
  rmSync(folder, { recursive: true });
});

test('on an engine that remaps users, what its runtime mounts is no path of the host', async () => {
  const policy = `baseline@1 share=${folder}`;
  const workspace = await workspaceWith({
    provider: { docker: { host: engine.address } },
    resource: {
      docker_container: {
        web: {
          name: NAME, ...HARDENED, isolation_policy: policy, mounts: [{ type: 'bind', source: folder, target: '/shared', read_only: true }],
        },
      },
      docker_isolation: { report: { container: [{ id: '${docker_container.web.id}', name: 'web', isolation_policy: policy }] } },
    },
  });
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const { passed, json } = (await workspace.state())['docker_isolation.report'] as { passed: boolean; json: string };
  const { containers: [{ controls }] } = JSON.parse(json) as { containers: [{ controls: Record<string, object> }] };
  expect(passed).toBe(true);
  expect(controls.host_paths).toMatchObject({ in_force: 'shared', verdict: 'pass' });
  expect(controls.kernel_paths).toMatchObject({ in_force: 'masked', verdict: 'pass' });
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });

  // A device that not every container has still counts.
  const other = await engine.docker.createContainer({
    name: `${NAME}-other`, Image: 'busybox:latest', Cmd: ['sleep', '1000'], HostConfig: { Binds: ['/dev/kmsg:/dev/kmsg'] },
  });
  await other.start();
  workspace.configure({
    provider: { docker: { host: engine.address } },
    resource: {
      docker_isolation: { report: { container: [{ id: other.id, name: 'other', isolation_policy: 'none@1 host_paths=none' }] } },
    },
  });
  expect((await workspace.apply()).diagnostics).toMatchObject([{ summary: '1 control is weaker than wanted' }]);
  await other.remove({ force: true });
});
