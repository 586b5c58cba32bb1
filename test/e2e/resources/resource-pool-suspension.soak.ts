import { existsSync, readFileSync } from 'node:fs';
import { waitUntil } from '../../../dev/machine/wait-until';
import { docker } from '../engine/docker';
import { onlyError } from '../support/only-error';
import { removeNamed } from '../support/remove-named';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-suspend';
const POOL = `/berth/${NAME}`;
const MIB = 1024 * 1024;
const workspaceWith = workspacePerTest(NAME);
const isVersion2 = existsSync('/sys/fs/cgroup/cgroup.controllers');

const memoryOf = (folder: string) => Number(readFileSync(
  isVersion2 ? `/sys/fs/cgroup${folder}/memory.current` : `/sys/fs/cgroup/memory${folder}/memory.usage_in_bytes`, 'utf8'));

const pool = (more: object = {}) => ({ docker_resource_pool: { team: { name: NAME, ...more } } });
const SLEEP = 'exec sleep 100000';
const container = (name: string, more: object = {}, script = SLEEP) => ({
  name: `${NAME}-${name}`,
  image: 'busybox:latest',
  command: ['sh', '-c', script],
  cgroup_parent: '${docker_resource_pool.team.cgroup_parent}',
  network_mode: 'none',
  destroy_grace_seconds: 0,
  must_run_for: 0,
  ...more,
});
const own = (name: string) => docker.getContainer(`${NAME}-${name}`);

/** Starts a container that no state knows. */
async function startByHand(name: string, host: object = {}): Promise<void> {
  const made = await docker.createContainer({
    name: `${NAME}-${name}`,
    Image: 'busybox:latest',
    Cmd: ['sleep', '100000'],
    HostConfig: { CgroupParent: POOL, NetworkMode: 'none', ...host },
  });
  await made.start();
}

/** Returns the status of each of the tests' containers, by the end of its name: "running", "paused", "exited". */
async function statuses(): Promise<Record<string, string>> {
  const listed = await docker.listContainers({ all: true, filters: { name: [NAME] } });
  return Object.fromEntries(listed.map(({ Names: [name], State: state }) => [name!.slice(NAME.length + 2), state] as const).sort());
}
async function notes(): Promise<string[]> {
  return (await docker.listVolumes({ filters: { label: ['berth.suspended-pool'] } })).Volumes.map(({ Name: name }) => name).sort();
}

afterEach(async () => {
  await removeNamed(NAME);
  expect(await notes()).toEqual([]);
});

type Workspace = Awaited<ReturnType<typeof workspaceWith>>;
async function applied(terraform: Workspace, stack: object): Promise<void> {
  terraform.configure(stack);
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await terraform.plan()).changes).toEqual([]);
}

describe('a suspended pool', () => {
  test('has all containers paused, also those in pools in it and those that no state knows, and resumes them', async () => {
    const stack = (suspended: boolean) => ({
      resource: {
        docker_resource_pool: {
          team: { name: NAME, suspended }, inner: { name: 'inner', parent: '${docker_resource_pool.team.id}' },
        },
        docker_container: {
          a: container('a'), b: container('b', { cgroup_parent: '${docker_resource_pool.inner.cgroup_parent}' }),
        },
      },
    });
    const terraform = await workspaceWith(stack(false));
    await applied(terraform, stack(false));
    await startByHand('c');
    terraform.configure(stack(true));
    expect((await terraform.plan()).changes).toMatchObject([{
      address: 'docker_resource_pool.team',
      change: {
        actions: ['update'],
        before: { suspended: false, summary: 'not suspended' },
        after: { suspended: true, summary: 'suspended' },
      },
    }]);
    expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
    expect(await statuses()).toEqual({ a: 'paused', b: 'paused', c: 'paused' });
    expect((await terraform.plan()).changes).toEqual([]);
    expect(await notes()).toEqual([`berth-suspended.berth.${NAME}`]);

    await own('b').unpause();
    await startByHand('d');
    expect((await terraform.plan()).changes).toMatchObject([{
      address: 'docker_resource_pool.team',
      change: {
        before: { suspended: true, summary: `suspended, but 2 run: ${NAME}-b, ${NAME}-d` },
        after: { suspended: true, summary: 'suspended' },
      },
    }]);
    expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
    expect(Object.values(await statuses())).toEqual(['paused', 'paused', 'paused', 'paused']);

    await own('d').unpause();
    await applied(terraform, stack(false));
    expect(Object.values(await statuses())).toEqual(['running', 'running', 'running', 'running']);
    expect(await notes()).toEqual([]);

    await applied(terraform, stack(true));
    expect(onlyError(await terraform.destroy())).toContain(`2 containers are in the resource pool ${POOL}`);
    expect(await statuses()).toEqual({ c: 'paused', d: 'paused' });
    for (const name of ['c', 'd']) await own(name).remove({ force: true });
    expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  });

  test('uses less memory, since the kernel reclaims what it can', async () => {
    // The last word is a program that holds no file: what is in the cache is read again from the disk.
    const reader = container('a', {}, `dd if=/dev/urandom of=/file bs=1M count=40 2>/dev/null; sync; echo full; ${SLEEP}`);
    const stack = (suspended: boolean) => ({ resource: { ...pool({ suspended }), docker_container: { a: reader } } });
    const terraform = await workspaceWith(stack(false));
    await applied(terraform, stack(false));
    await waitUntil('the file is written', async () => (await own('a').logs({ stdout: true })).toString('latin1').includes('full'));
    const before = memoryOf(POOL);
    expect(before).toBeGreaterThan(40 * MIB);
    await applied(terraform, stack(true));
    expect(memoryOf(POOL)).toBeLessThan(before - 30 * MIB);
    expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  });

  test('goes on if the apply that suspends it has a bound that the kernel refuses', async () => {
    const holder = container('a', {}, `dd if=/dev/zero of=/dev/shm/file bs=1M count=40 2>/dev/null && echo full; ${SLEEP}`);
    const stack = (more: object) => ({ resource: { ...pool(more), docker_container: { a: { ...holder, shm_size: 64 } } } });
    const terraform = await workspaceWith(stack({ memory: 100, memory_swap: 100 }));
    await applied(terraform, stack({ memory: 100, memory_swap: 100 }));
    await waitUntil('the memory is full', async () => (await own('a').logs({ stdout: true })).toString('latin1').includes('full'));
    terraform.configure(stack({ memory: 20, memory_swap: 20, suspended: true }));
    expect(onlyError(await terraform.apply())).toMatch(/uses more than `memory = 20`[^]*Nothing has changed\./);
    expect(await statuses()).toEqual({ a: 'running' });
    await applied(terraform, stack({ memory: 100, memory_swap: 100 }));
    expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  });

  test('does not resume containers that were suspended by themselves, before or meanwhile', async () => {
    const stack = (suspended: boolean, more: Record<string, boolean> = {}) => ({
      resource: {
        ...pool({ suspended }),
        docker_container: Object.fromEntries(['a', 'b', 'c'].map((name) => (
          [name, container(name, name in more ? { suspended: more[name] } : {})]))),
      },
    });
    const terraform = await workspaceWith(stack(false, { a: true, b: true }));
    await applied(terraform, stack(false, { a: true, b: true }));
    expect(await statuses()).toEqual({ a: 'paused', b: 'paused', c: 'running' });
    await applied(terraform, stack(true, { a: true, b: true }));
    expect(await statuses()).toEqual({ a: 'paused', b: 'paused', c: 'paused' });
    await applied(terraform, stack(true, { a: true, b: false, c: true }));
    expect(await statuses()).toEqual({ a: 'paused', b: 'paused', c: 'paused' });
    await applied(terraform, stack(false, { a: true, b: false, c: true }));
    expect(await statuses()).toEqual({ a: 'paused', b: 'running', c: 'paused' });
    expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  });

  test('pauses what is created, replaced or started in it, and changes what else changes', async () => {
    const healthy = {
      healthcheck: [{ test: ['CMD', 'true'], interval: '1s', start_period: '1s' }],
      wait: true,
      wait_timeout: 20,
      upload: [{ file: '/config', content: 'one' }],
    };
    const stack = (bounds: object, containers: object) => (
      { resource: { ...pool({ suspended: true, ...bounds }), docker_container: containers } });
    const terraform = await workspaceWith(stack({ memory: 256 }, { a: container('a', healthy) }));
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    expect(await statuses()).toEqual({ a: 'paused' });
    expect((await terraform.plan()).changes).toEqual([]);
    const { Id: id } = await own('a').inspect();

    const changed = { ...healthy, memory: 64, upload: [{ file: '/config', content: 'two' }], upload_change: 'restart' };
    const parked = container('b', { suspended: true });
    await applied(terraform, stack({ memory: 128, pids_limit: 50 }, { a: container('a', changed), b: parked }));
    expect(await statuses()).toEqual({ a: 'paused', b: 'paused' });
    expect(await own('a').inspect()).toMatchObject({ Id: id, HostConfig: { Memory: 64 * MIB } });
    await applied(terraform, stack({ memory: 128 }, { a: container('a', { ...changed, hostname: 'other' }), b: container('b') }));
    expect(await statuses()).toEqual({ a: 'paused', b: 'paused' });
    expect((await own('a').inspect()).Id).not.toBe(id);

    const job = { a: container('a', changed), job: container('job', { attach: true }, 'true') };
    terraform.configure(stack({}, job));
    expect(onlyError(await terraform.apply())).toBe([
      `The job "${NAME}-job" can't run in the resource pool ${POOL}, which is suspended`,
      '`attach` waits until the container exits, and in a suspended pool it is paused. Set `suspended = false` in the '
        + '`docker_resource_pool`, or choose another `cgroup_parent`.',
    ].join('\n'));
    await applied(terraform, stack({ suspended: false }, job));
    expect(await statuses()).toEqual({ a: 'running', job: 'exited' });
    expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  });

  test('is suspended and resumed whatever was interrupted, or forgotten by the engine', async () => {
    const stack = (suspended: boolean) => (
      { resource: { ...pool({ suspended }), docker_container: { a: container('a'), b: container('b') } } });
    const terraform = await workspaceWith(stack(true));
    await applied(terraform, stack(true));
    // As an interrupted resumption leaves it.
    await own('a').unpause();
    await applied(terraform, stack(false));
    expect(await statuses()).toEqual({ a: 'running', b: 'running' });
    await applied(terraform, stack(true));
    await docker.getVolume(`berth-suspended.berth.${NAME}`).remove();
    const { changes } = await terraform.plan();
    expect(changes.find(({ address }) => address === 'docker_resource_pool.team')).toMatchObject({
      change: {
        before: { suspended: true, summary: 'paused, but the engine has no note of it any more' }, after: { summary: 'suspended' },
      },
    });
    expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
    expect((await terraform.plan()).changes).toEqual([]);
    expect(await statuses()).toEqual({ a: 'paused', b: 'paused' });
    await applied(terraform, stack(false));
    expect(await statuses()).toEqual({ a: 'running', b: 'running' });
    expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  });
});
