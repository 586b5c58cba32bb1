import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { waitUntil } from '../../../dev/machine/wait-until';
import { STRICT } from '../../isolation/hardened';
import { docker } from '../engine/docker';
import { EngineProxy } from '../support/engine-proxy';
import { killWhen } from '../support/kill';
import { leftByProbes } from '../support/left-by-probes';
import { Outcome } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-pool';
const MIB = 1024 * 1024;
const workspaceWith = workspacePerTest(NAME);

const isVersion2 = existsSync('/sys/fs/cgroup/cgroup.controllers');
/** The names of files of control groups: version 1, version 2. */
const FILES = {
  memory: ['memory/memory.limit_in_bytes', 'memory.max'],
  processes: ['pids/pids.max', 'pids.max'],
  cpu: ['cpuacct/cpuacct.usage', 'cpu.stat'],
} as const;

function fileOf(what: keyof typeof FILES, folder: string): string {
  const [first, second] = FILES[what];
  const [controller, name] = first.split('/');
  return isVersion2 ? `/sys/fs/cgroup${folder}/${second}` : `/sys/fs/cgroup/${controller}${folder}/${name}`;
}

const valueOf = (what: keyof typeof FILES, folder: string) => readFileSync(fileOf(what, folder), 'utf8').trim();

/** Returns the control groups of pools that this file makes, in all hierarchies. */
function groupsLeft(): string[] {
  const roots = isVersion2 ? ['/sys/fs/cgroup'] : readdirSync('/sys/fs/cgroup').map((name) => `/sys/fs/cgroup/${name}`);
  return roots.map((root) => `${root}/berth`).filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).filter((name) => name.startsWith(NAME)).map((name) => `${folder}/${name}`));
}

afterEach(async () => {
  expect(groupsLeft()).toEqual([]);
  expect(await leftByProbes()).toEqual([]);
});

const pool = (more: object = {}) => ({ docker_resource_pool: { team: { name: NAME, ...more } } });
const container = (name: string, script: string, more: object = {}) => ({
  name: `${NAME}-${name}`,
  image: 'busybox:latest',
  command: ['sh', '-c', script],
  cgroup_parent: '${docker_resource_pool.team.cgroup_parent}',
  network_mode: 'none',
  memory: 200,
  destroy_grace_seconds: 0,
  must_run_for: 0,
  must_run: false,
  ...more,
});
/** Fills memory that can't be reclaimed, in MiB, and says so. */
const fill = (amount: number) => `dd if=/dev/zero of=/dev/shm/fill bs=1M count=${amount} 2>/dev/null && echo full; sleep 1000`;
const SHARED_MEMORY = { shm_size: 200 };
const SLEEP = 'sleep 1000';
/** Starts thirty processes, and stays also if it can't have all of them. */
const FORKS = '(n=0; while [ $n -lt 30 ]; do sleep 1000 & n=$((n+1)); done); exec sleep 1000';

const inspect = (name: string) => docker.getContainer(`${NAME}-${name}`).inspect();
async function output(name: string): Promise<string> {
  return (await docker.getContainer(`${NAME}-${name}`).logs({ stdout: true, stderr: true })).toString('latin1');
}
async function startTimes(...names: readonly string[]): Promise<string[]> {
  return (await Promise.all(names.map(inspect))).map(({ Id: id, State: { StartedAt: started, Running: isRunning } }) => (
    `${id} ${started} ${isRunning}`));
}

function onlyError({ ok, diagnostics }: Outcome): string {
  expect(ok).toBe(false);
  expect(diagnostics).toHaveLength(1);
  return `${diagnostics[0]!.summary}\n${diagnostics[0]!.detail}`;
}

describe('the sum of the containers', () => {
  test('has no more memory than the pool, and what is used is seen', async () => {
    const containers = (b: object) => ({ a: container('a', fill(40), SHARED_MEMORY), ...b });
    const terraform = await workspaceWith({ resource: { ...pool({ memory: 64, memory_swap: 64 }), docker_container: containers({}) } });
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    await waitUntil('the first has its memory', async () => (await output('a')).includes('full'));
    const resource = {
      ...pool({ memory: 64, memory_swap: 64 }), docker_container: containers({ b: container('b', fill(50), SHARED_MEMORY) }),
    };
    const data = {
      docker_resource_pool: { use: { name: '${docker_resource_pool.team.name}', depends_on: ['docker_container.b'] } },
    };
    terraform.configure({ resource });
    expect(await terraform.apply()).toMatchObject({ ok: true });
    // Each of them has a limit of 200 MiB of its own.
    const isKilled = async () => (await Promise.all(['a', 'b'].map(inspect))).some(({ State: { Running: runs } }) => !runs)
      || !(await output('b')).includes('full');
    await waitUntil('the kernel ended a program', async () => {
      terraform.configure({ resource, data });
      await terraform.apply('-refresh-only');
      return Number((await terraform.state())['data.docker_resource_pool.use']?.oom_kills) > 0;
    });
    expect(await isKilled()).toBe(true);
    const use = (await terraform.state())['data.docker_resource_pool.use']!;
    expect(use.memory_peak).toBeLessThanOrEqual(64 * MIB);
    expect(use.memory_peak).toBeGreaterThan(55 * MIB);
    expect(use).toMatchObject({ id: `/berth/${NAME}`, cgroup_parent: `/berth/${NAME}` });
    const [a] = use.containers as { name: string; memory_usage: number; pool: string }[];
    expect(a).toMatchObject({ name: `${NAME}-a`, pool: `/berth/${NAME}` });
  });

  test('has no more processes than the pool', async () => {
    const terraform = await workspaceWith({
      resource: { ...pool({ pids_limit: 40 }), docker_container: { a: container('a', FORKS), b: container('b', FORKS) } },
    });
    expect(await terraform.apply()).toMatchObject({ ok: true });
    const root = isVersion2 ? '/sys/fs/cgroup' : '/sys/fs/cgroup/pids';
    const processes = () => Number(readFileSync(`${root}/berth/${NAME}/pids.current`, 'utf8'));
    await waitUntil('the pool is full', async () => [await output('a'), await output('b')].some((text) => text.includes('can\'t fork')));
    expect(processes()).toBeLessThanOrEqual(40);
    expect(processes()).toBeGreaterThan(30);
  });

  test('has no more CPU time than the pool', async () => {
    const spin = 'while :; do :; done';
    const use = { name: NAME, depends_on: ['docker_container.a', 'docker_container.b'] };
    const terraform = await workspaceWith({
      resource: { ...pool({ cpus: '0.2' }), docker_container: { a: container('a', spin), b: container('b', spin) } },
      data: { docker_resource_pool: { use } },
    });
    expect(await terraform.apply()).toMatchObject({ ok: true });
    const useNow = async () => {
      expect(await terraform.apply('-refresh-only')).toMatchObject({ ok: true });
      return (await terraform.state())['data.docker_resource_pool.use']! as Record<string, number>;
    };
    const root = isVersion2 ? '/sys/fs/cgroup' : '/sys/fs/cgroup/cpu';
    const periods = () => Number(/^nr_periods (\d+)$/m.exec(readFileSync(`${root}/berth/${NAME}/cpu.stat`, 'utf8'))![1]);
    const startedAt = periods();
    const before = await useNow();
    let after = before;
    await waitUntil('it was throttled for a while', async () => {
      after = await useNow();
      return after.cpu_throttled_periods! > before.cpu_throttled_periods! + 50;
    });
    // A period has 0.02 s of CPU time, and not all of what is left over at a period's end is lost. On a busy machine, it is not used up.
    expect((after.cpu_seconds! - before.cpu_seconds!) / (periods() - startedAt)).toBeLessThan(0.04);
    expect(after.cpu_throttled_seconds!).toBeGreaterThan(before.cpu_throttled_seconds!);
  });
});

describe('a bound', () => {
  test('moves while the containers run, and what was changed by hand is seen and repaired', async () => {
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
    expect([valueOf('memory', `/berth/${NAME}`), valueOf('processes', `/berth/${NAME}`)]).toEqual([`${64 * MIB}`, '40']);

    writeFileSync(fileOf('processes', `/berth/${NAME}`), '7');
    if (!isVersion2) writeFileSync(`/sys/fs/cgroup/memory/berth/${NAME}/memory.memsw.limit_in_bytes`, `${100 * MIB}`);
    writeFileSync(fileOf('memory', `/berth/${NAME}`), `${80 * MIB}`);
    const { changes } = await terraform.plan();
    expect(changes).toMatchObject([{
      change: { actions: ['update'], before: { memory: 80, pids_limit: 7 }, after: { memory: 64, memory_swap: 64, pids_limit: 40 } },
    }]);
    expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
    expect([valueOf('memory', `/berth/${NAME}`), valueOf('processes', `/berth/${NAME}`)]).toEqual([`${64 * MIB}`, '40']);
    expect(await startTimes('a', 'b')).toEqual(before);
  });

  test('does not go below what is in use, except as far as it can', async () => {
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
    expect(valueOf('memory', `/berth/${NAME}`)).toBe(`${128 * MIB}`);
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
    const reached = Number(valueOf('memory', `/berth/${NAME}`)) / MIB;
    expect(reached).toBeGreaterThan(59);
    expect(reached).toBeLessThan(100);
    expect(await startTimes('a', 'b')).toEqual(before);
    expect((await terraform.plan()).changes).toMatchObject([{ change: { before: { memory: reached }, after: { memory: 32 } } }]);

    await docker.getContainer(`${NAME}-a`).exec({ Cmd: ['rm', '/dev/shm/fill'] }).then((exec) => exec.start({}));
    await waitUntil('it gave memory back', async () => {
      expect(await terraform.apply()).toMatchObject({ ok: true });
      return valueOf('memory', `/berth/${NAME}`) === `${32 * MIB}`;
    });
    expect((await terraform.plan()).changes).toEqual([]);
    expect(await startTimes('a', 'b')).toEqual(before);
  });

  test('of processes or of CPU time is refused if less than what there is', async () => {
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
    expect(valueOf('processes', `/berth/${NAME}`)).toBe('5');
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

  test('of CPU time goes down with those of the pools and containers in it, in one apply, or with none of them', async () => {
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

  test('that the host can\'t have is refused at plan', async () => {
    if (isVersion2) return;
    const terraform = await workspaceWith({ resource: pool({ device_read_bps: [{ path: '/dev/null', rate: 1024 }] }) });
    expect(onlyError(await terraform.plan())).toMatch(/^A resource pool can't have `device_read_bps` on this host, which has/);
    terraform.configure({ resource: pool({ blkio_weight: 500, parent: '/docker' }) });
    expect(onlyError(await terraform.plan())).toContain('"/docker" is no pool');
  });
});

describe('a pool', () => {
  test('in another one is bound by it, and is removed before it', async () => {
    const terraform = await workspaceWith({
      resource: {
        docker_resource_pool: {
          department: { name: `${NAME}-department`, memory: 256, cpus: '1', pids_limit: 20 },
          team: { name: NAME, parent: '${docker_resource_pool.department.id}', memory: 64, cpus: '0.5' },
          other: { name: `${NAME}-2`, parent: '${docker_resource_pool.department.id}', cpu_shares: 512 },
        },
        docker_container: { a: container('a', FORKS) },
      },
      data: { docker_resource_pool: { use: { name: `${NAME}-department`, depends_on: ['docker_container.a'] } } },
    });
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    await waitUntil('the outer pool is full', async () => (await output('a')).includes('can\'t fork'));
    const state = await terraform.state();
    expect(state['docker_resource_pool.team']!.id).toBe(`/berth/${NAME}-department/${NAME}`);
    expect((await inspect('a')).HostConfig.CgroupParent).toBe(`/berth/${NAME}-department/${NAME}`);
    expect(state['data.docker_resource_pool.use']).toMatchObject({
      id: `/berth/${NAME}-department`, containers: [{ name: `${NAME}-a`, pool: `/berth/${NAME}-department/${NAME}` }],
    });
    expect((await terraform.plan()).changes).toEqual([]);
    expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
    expect(groupsLeft()).toEqual([]);
  });

  test('is not removed while containers are in it, and is found again by import', async () => {
    const terraform = await workspaceWith({ resource: pool({ memory: 64 }) });
    expect(await terraform.apply()).toMatchObject({ ok: true });
    await terraform.terraform('state', 'rm', 'docker_resource_pool.team');
    expect(onlyError(await terraform.apply())).toContain(`There is a resource pool /berth/${NAME} already`);
    await terraform.terraform('import', 'docker_resource_pool.team', `/berth/${NAME}`);
    expect((await terraform.plan()).changes).toEqual([]);
    const options = { Image: 'busybox:latest', Cmd: ['sleep', '1000'], HostConfig: { CgroupParent: `/berth/${NAME}` } };
    const other = await docker.createContainer({ ...options, name: `${NAME}-other` });
    await other.start();
    expect(onlyError(await terraform.destroy())).toContain(`without its bounds: ${NAME}-other.`);
    expect(valueOf('memory', `/berth/${NAME}`)).toBe(`${64 * MIB}`);
    await other.stop({ t: 0 });
    expect(onlyError(await terraform.destroy())).toContain(`without its bounds: ${NAME}-other (not running).`);
    await other.remove({ force: true });
    expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
    expect(groupsLeft()).toEqual([]);
  });

  test('is one resource, even if two have its name', async () => {
    const terraform = await workspaceWith({ resource: { docker_resource_pool: { a: { name: NAME }, b: { name: NAME } } } });
    expect(onlyError(await terraform.apply())).toContain(`There is a resource pool /berth/${NAME} already`);
  });

  test('that a provider leaves when it is killed is finished by the next apply', async () => {
    const proxy = await EngineProxy.start();
    try {
      const terraform = await workspaceWith({
        provider: { docker: { host: proxy.address } }, resource: pool({ memory: 64, pids_limit: 40 }),
      });
      for (const runs of [2, 4]) {
        let isHeld = false;
        let started = 0;
        // The runs read, make the group, write what makes it count all, and write the bounds.
        proxy.fate = (request) => {
          if (isHeld || !/^DELETE \/containers/.test(request) || ++started < runs) return isHeld ? 'hold' : 'pass';
          isHeld = true;
          return 'hold';
        };
        await killWhen(terraform, () => isHeld);
        expect(groupsLeft().length).toBeGreaterThan(0);
        expect(await terraform.state()).toEqual({});
        proxy.fate = () => 'pass';
      }
      expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
      expect([valueOf('memory', `/berth/${NAME}`), valueOf('processes', `/berth/${NAME}`)]).toEqual([`${64 * MIB}`, '40']);
      expect((await terraform.plan()).changes).toEqual([]);
      await terraform.destroy();
    } finally {
      proxy.stop();
      const left = await docker.listContainers({ all: true, filters: { label: ['berth.probe'] } });
      await Promise.all(left.map(({ Id: id }) => docker.getContainer(id).remove({ force: true })));
      const images = await docker.listImages({ filters: { reference: ['berth-probe'] } });
      await Promise.all(images.map(({ Id: id }) => docker.getImage(id).remove()));
    }
  });

  test('does not change how a container is isolated and attested', async () => {
    const { destroy_grace_seconds: grace, ...strict } = STRICT;
    const web = { ...strict, name: `${NAME}-web`, destroy_grace_seconds: grace, isolation_policy: 'restricted@1' };
    const stack = (cgroupParent: string) => ({
      resource: {
        ...pool({ memory: 256, pids_limit: 200 }),
        docker_container: { web: { ...web, cgroup_parent: cgroupParent } },
        docker_isolation: { report: { container: [{ id: '${docker_container.web.id}', name: 'web', isolation_policy: 'restricted@1' }] } },
      },
    });
    const terraform = await workspaceWith(stack('${docker_resource_pool.team.cgroup_parent}'));
    expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
    const { passed, json } = (await terraform.state())['docker_isolation.report'] as { passed: boolean; json: string };
    expect(passed).toBe(true);
    const { containers: [{ controls, cis }] } = JSON.parse(json) as {
      containers: [{ controls: Record<string, object>; cis: readonly { id: string; result: string }[] }];
    };
    for (const control of ['memory', 'cpus', 'processes', 'cgroup_namespace']) expect(controls[control]).toMatchObject({ verdict: 'pass' });
    expect(cis.find(({ id }) => id === '5.25')).toMatchObject({ result: 'pass' });
    expect((await terraform.plan()).changes).toEqual([]);
    // A group that is no pool may be that of another container.
    terraform.configure(stack('/docker/other'));
    expect(onlyError(await terraform.plan())).toContain('cgroup_parent');
    terraform.configure(stack('${docker_resource_pool.team.cgroup_parent}'));
    expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  });
});
