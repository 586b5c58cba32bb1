import { readFileSync } from 'node:fs';
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

test('a virtual container host on it takes no memory that the engine keeps', async () => {
  const startedAt = async () => {
    const { id } = (await engines()).find(({ name }) => name.endsWith('-engine'))!;
    return (await outer().docker.getContainer(id).inspect()).State.StartedAt;
  };
  const before = await startedAt();
  expect((await inEngine('exec', 'team-eater', 'tail', '/dev/zero')).exitCode).toBe(137);
  expect((await inEngine('version')).exitCode).toBe(0);
  expect(await startedAt()).toBe(before);
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

test('destroying it leaves nothing, control groups included', async () => {
  await stack.destroy();
  expect(await outer().docker.listContainers({ all: true })).toEqual([]);
  await expect(usedByPool(NAME)).rejects.toThrow('ENOENT');
});
