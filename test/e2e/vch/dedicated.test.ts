import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { usedByPool } from './pool-files';
import { waitUntil } from '../../../dev/machine/wait-until';
import { BaseImage, ContainerHost, Endpoint, NestedAccess, Size, VirtualContainerHost } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { remappedMachine } from '../host/remapped-machine';
import { asTenant, ROOT } from '../host/tenant';
import { attempt } from '../support/run';

const NAME = 'e2e-dedicated';
const MEMORY = 512;

/** What the kernel lets a group have above its limit for a moment, since it counts pages in batches. */
const SLACK = 1024 * 1024;

const stack = new AppliedStack(NAME);
const { engineImage, busybox, shared, outer } = remappedMachine(NAME);

const synthesize = (suspended = false) => stack.synthesize((within) => {
  const host = new ContainerHost(within, 'machine', {
    endpoint: Endpoint.of(outer().address), sharedFolders: [{ path: shared, readOnly: false }],
  });
  const green = VirtualContainerHost.dedicated(within, 'green', {
    host,
    name: NAME,
    image: BaseImage.fromRegistry(engineImage),
    memory: Size.mebibytes(MEMORY),
    engineMemory: Size.mebibytes(192),
    cpus: 1,
    suspended,
    access: NestedAccess.unixSocket(shared),
  });
  const sleeper = { image: BaseImage.fromArchive(busybox), memory: Size.mebibytes(64), command: ['sleep', '100000'] };
  green.addContainer('server', sleeper);
  green.addCloneSet('workers', { ...sleeper, replicas: 2 });
  // More than the engine leaves.
  const team = new VirtualContainerHost(within, 'team', { host: green, name: 'team', memory: Size.mebibytes(MEMORY) });
  team.addContainer('eater', { ...sleeper, memory: Size.mebibytes(MEMORY) });
});

const engines = async () => (await outer().docker.listContainers()).map(({ Id: id, Names: [name] }) => ({ id, name: name! }));
const poolFile = (controller: string, file: string) => readFileSync(`/sys/fs/cgroup/${controller}/berth/${NAME}/${file}`, 'utf8').trim();
const inEngine = (...args: readonly string[]) => attempt('docker', ['-H', `unix://${shared}/engine.sock`, ...args]);

test('one apply makes a dedicated host on an engine that remaps users, and fills it', async () => {
  synthesize();
  await stack.apply();
  expect((await inEngine('ps', '--format', '{{.Names}}')).stdout).toContain('server');
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
  const all = await engines();
  expect(all).toHaveLength(2);
  for (const { id, name } of all) {
    const { HostConfig: { CgroupParent: parent }, State: { Pid: pid } } = await outer().docker.getContainer(id).inspect();
    expect(parent).toMatch(new RegExp(`^/berth/${NAME}(/|$)`));
    // The other one gives the engine its control groups, which only root of the machine can.
    expect(/^0\s+0\s/.test(readFileSync(`/proc/${pid}/uid_map`, 'utf8').trim())).toBe(!name.endsWith('-engine'));
  }
});

test('its tenant stays within the bounds, with root of the engine and whatever it writes into control groups', async () => {
  const { name } = (await engines()).find((each) => each.name.endsWith('-engine'))!;
  const engine = { outer: outer().address, container: name.slice(1) };
  const { stdout: server } = await inEngine('ps', '--format', '{{.Names}}', '--filter', 'name=server');
  for (const script of ['echo -1 >/groups/memory/memory.limit_in_bytes', 'echo max >/groups/pids/pids.max']) {
    expect(await asTenant(engine, server.trim(), script, ROOT)).toMatch(/exit [1-9]/);
  }
  const eats = ['run', '--rm', '--network', 'none', '--shm-size', '1g', 'busybox:latest', 'dd', 'if=/dev/zero', 'of=/dev/shm/a', 'bs=1M'];
  expect((await inEngine('load', '--input', busybox)).exitCode).toBe(0);
  expect((await inEngine(...eats)).exitCode).not.toBe(0);
  expect(poolFile('memory', 'memory.limit_in_bytes')).toBe(`${MEMORY * 1024 * 1024}`);
  expect((await usedByPool(NAME)).memoryPeak).toBeLessThanOrEqual(MEMORY * 1024 * 1024 + SLACK);
  expect((await inEngine('version', '--format', '{{.Server.Version}}')).exitCode).toBe(0);
});

/** More than the engine leaves, by programs that are smaller than the engine. */
const GREEDY = 'for i in $(seq 60); do (head -c 12000000 /dev/zero; sleep 1000) | tail -c 12000000 & done; sleep 1000';

test('a virtual container host on it takes no memory that the engine keeps', async () => {
  const engine = async () => {
    const { id } = (await engines()).find(({ name }) => name.endsWith('-engine'))!;
    const { State: { Pid: pid }, RestartCount: restarts } = await outer().docker.getContainer(id).inspect();
    return { id, pid, restarts };
  };
  const before = await engine();
  expect((await inEngine('exec', '--detach', 'team-eater', 'sh', '-c', GREEDY)).exitCode).toBe(0);
  const failures = `/sys/fs/cgroup/memory/berth/${NAME}/${NAME}-engine/${before.id}/berth/memory.failcnt`;
  await waitUntil('it has taken all', () => Promise.resolve(Number(readFileSync(failures, 'utf8')) > 0));
  await sleep(5_000);
  expect(await engine()).toEqual(before);
  expect((await inEngine('restart', '--time', '0', 'team-eater')).exitCode).toBe(0);
});

test('one apply makes its engine again that somebody removed, and its containers go on', async () => {
  const running = async () => (await inEngine('ps', '--quiet')).stdout;
  await stack.apply();
  const before = await running();
  expect(before).not.toBe('');
  const { id } = (await engines()).find(({ name }) => name.endsWith('-engine'))!;
  await outer().docker.getContainer(id).remove({ force: true });
  synthesize();
  await stack.apply();
  await waitUntil('its containers run again', async () => await running() === before);
  // Its control groups are new, and the pool in them has no bounds until the next apply.
  synthesize();
  await stack.apply();
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
});

test('one apply suspends it, and one resumes it, with what is on its engine as it was', async () => {
  const server = async () => (await inEngine('ps', '--format', '{{.ID}} {{.Names}}')).stdout;
  const before = await server();
  synthesize(true);
  await stack.apply();
  expect((await outer().docker.listContainers()).map(({ State: state }) => state)).toEqual(['paused', 'paused']);
  synthesize(true);
  expect(await stack.isUpToDate()).toBe(true);
  synthesize();
  await stack.apply();
  expect(await server()).toBe(before);
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
});

test('destroying it leaves nothing, control groups included, whatever its tenant has done to these', async () => {
  const { name } = (await engines()).find((each) => each.name.endsWith('-engine'))!;
  const { stdout: server } = await inEngine('ps', '--format', '{{.Names}}', '--filter', 'name=server');
  const freezes = 'mkdir /groups/freezer/ice; sleep 1000 & echo $! >/groups/freezer/ice/cgroup.procs; '
    + 'echo FROZEN >/groups/freezer/ice/freezer.state';
  // Deeper than a path can be.
  const nests = 'cd /groups/pids; for i in $(seq 25); do mkdir $name; cd -P $name; done 2>/dev/null';
  const script = `name=$(head -c 200 /dev/zero | tr '\\0' n); ${nests}; ${freezes}; cat /groups/freezer/ice/freezer.state`;
  const engine = { outer: outer().address, container: name.slice(1) };
  expect(await asTenant(engine, server.trim(), script, ROOT)).toContain('FROZEN');
  await stack.destroy();
  expect(await outer().docker.listContainers({ all: true })).toEqual([]);
  await expect(usedByPool(NAME)).rejects.toThrow('ENOENT');
});
