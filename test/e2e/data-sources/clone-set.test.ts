import { SOCKET } from '../engine/docker';
import { BUSYBOX } from '../support/busybox';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-cost';
const workspaceWith = workspacePerTest(NAME);
const MIB = 1024 ** 2;

/** Each clone writes as many MiB to its file system as its number says, and keeps one in memory. */
const COMMAND = 'trap exit TERM; dd if=/dev/zero of=/data bs=1M count=$NUMBER 2>/dev/null; '
  + 'dd if=/dev/zero of=/dev/shm/data bs=1M count=4 2>/dev/null; sleep 1000 & wait';

const SET = {
  name: NAME,
  replicas: 3,
  standby: 1,
  host: [{ name: 'here' }],
  template: { image: BUSYBOX, command: ['sh', '-c', COMMAND], env: ['NUMBER={{clone.number}}'], must_run_for: 2 },
};

const stack = () => ({
  provider: { docker: { host: `unix://${SOCKET}` } },
  resource: { docker_clone_set: { web: SET } },
  data: { docker_clone_set: { web: { name: NAME, depends_on: ['docker_clone_set.web'] } } },
});

test('tells what the clones of a set cost', async () => {
  const workspace = await workspaceWith(stack());
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const { 'data.docker_clone_set.web': cost } = await workspace.state();
  expect(cost).toMatchObject({ id: NAME, containers: 4, running: 4 });
  const { shared_bytes: shared, own_bytes: own, own_bytes_max: ownMost, memory_usage: memory, memory_usage_max: memoryMost } = cost as {
    [name: string]: number;
  };
  expect(shared).toBeGreaterThan(MIB / 2);
  expect(own).toBeGreaterThanOrEqual((1 + 2 + 3 + 4) * MIB);
  expect(own).toBeLessThan((1 + 2 + 3 + 4 + 1) * MIB);
  expect(ownMost).toBeGreaterThanOrEqual(4 * MIB);
  expect(ownMost).toBeLessThan(5 * MIB);
  expect(memory).toBeGreaterThanOrEqual(4 * 4 * MIB);
  expect(memoryMost).toBeGreaterThanOrEqual(4 * MIB);
  expect(memoryMost).toBeLessThan(20 * MIB);
});

test('a set that is not there is an error', async () => {
  const { provider } = stack();
  const workspace = await workspaceWith({ provider, data: { docker_clone_set: { web: { name: 'none' } } } });
  expect(await workspace.plan()).toMatchObject({
    ok: false, diagnostics: [{ summary: 'The engine has no clones of the set "none"' }],
  });
});
