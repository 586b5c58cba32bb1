import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { waitUntil } from '../../../dev/machine/wait-until';
import { docker } from '../engine/docker';
import { removeNamed } from '../support/remove-named';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-waiting';
const POOL = `/berth/${NAME}`;
const MEMORY = `/sys/fs/cgroup/memory${POOL}`;
const workspaceWith = workspacePerTest(NAME);

/** Takes memory until there is none, once there is a file. */
const GREEDY = 'while ! [ -e /tmp/go ]; do sleep 0.1; done; x=xxxxxxxxxxxxxxxx; while :; do x=$x$x; done';
const SMALL = 16 * 1024 * 1024;

const pool = (suspended: boolean) => ({ resource: { docker_resource_pool: { team: { name: NAME, suspended } } } });
const stateOf = (folder: string) => readFileSync(`${folder}/memory.oom_control`, 'utf8');

/** Starts a container with a program that soon wants more memory, beside one that sleeps. Returns its id and that one's process. */
async function start(name: string, limits: object) {
  const made = await docker.createContainer({
    name: `${NAME}-${name}`,
    Image: 'busybox:latest',
    Cmd: ['sh', '-c', `(${GREEDY}) & exec sleep 100000`],
    HostConfig: { CgroupParent: POOL, NetworkMode: 'none', ...limits },
  });
  await made.start();
  return { folder: `${MEMORY}/${made.id}`, main: (await made.inspect()).State.Pid, container: made };
}

/** Has the program go on, and waits until it waits for memory. */
async function exhaust(container: Awaited<ReturnType<typeof start>>['container'], folder: string): Promise<void> {
  await (await container.exec({ Cmd: ['touch', '/tmp/go'] })).start({});
  await waitUntil('a program waits for memory', () => stateOf(folder).includes('under_oom 1'));
}

afterEach(() => removeNamed(NAME));

/** With version 2, nothing waits for memory. */
const onVersion1 = existsSync('/sys/fs/cgroup/cgroup.controllers') ? test.skip : test;

onVersion1('a pool is suspended although programs in it wait for memory', async () => {
  const terraform = await workspaceWith(pool(false));
  expect(await terraform.apply()).toMatchObject({ ok: true });
  const direct = await start('direct', { OomKillDisable: true, Memory: SMALL, MemorySwap: SMALL });
  await exhaust(direct.container, direct.folder);

  // As an engine in a container has them.
  const outer = await start('outer', {});
  const inner = `${outer.folder}/docker/inner`;
  for (let number = 0; number < 60; number += 1) mkdirSync(`${outer.folder}/docker/${String(number).repeat(40)}`, { recursive: true });
  mkdirSync(inner);
  writeFileSync(`${inner}/memory.limit_in_bytes`, String(SMALL));
  writeFileSync(`${inner}/memory.oom_control`, '1');
  const others = readFileSync(`${outer.folder}/cgroup.procs`, 'utf8').split('\n').filter((pid) => pid !== '' && Number(pid) !== outer.main);
  for (const pid of others) {
    try {
      writeFileSync(`${inner}/cgroup.procs`, pid);
    } catch {
      // A sleep has ended.
    }
  }
  await exhaust(outer.container, inner);

  terraform.configure(pool(true));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  for (const { container } of [direct, outer]) expect((await container.inspect()).State.Status).toBe('paused');
  for (const folder of [direct.folder, inner]) {
    expect(stateOf(folder)).toContain('oom_kill_disable 1\nunder_oom 0');
  }
  terraform.configure(pool(false));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  await removeNamed(NAME);
  expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
});
