import { readFileSync } from 'node:fs';
import { fill, FORKS, isVersion2, MIB, poolNamed, SHARED_MEMORY } from './resource-pool-stack';
import { waitUntil } from '../../../dev/machine/wait-until';
import { STRICT } from '../../isolation/hardened';
import { docker } from '../engine/docker';
import { EngineProxy } from '../support/engine-proxy';
import { killWhen } from '../support/kill';
import { onlyError } from '../support/only-error';

const NAME = 'e2e-pool';
const { container, groupsLeft, inspect, output, pool, valueOf, workspaceWith } = poolNamed(NAME);

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
    expect(valueOf('memory')).toBe(`${64 * MIB}`);
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
      expect([valueOf('memory'), valueOf('processes')]).toEqual([`${64 * MIB}`, '40']);
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
