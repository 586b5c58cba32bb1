import { nestedImages } from './nested-images';
import { asTenant as runAsTenant, dockerIn, ROOT } from './tenant';
import { BaseImage, ContainerHost, Endpoint, NestedHost, Size } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { RemappingEngine } from '../support/remapping-engine';
import { runInMachine } from '../support/user-mode-linux';

/* `npm run test:matrix` runs this in a machine with control groups of version 2. */

const NAME = 'e2e-nested-v2';
const ENGINE = `${NAME}-tenantengine-engine`;
const SERVER = `${NAME}-tenant-server`;
const MIB = 1024 * 1024;

const stack = new AppliedStack(NAME);

let outer: RemappingEngine;
beforeAll(async () => { outer = await RemappingEngine.start(); });
const { engineImage, busybox } = nestedImages(NAME, () => outer.address);
afterAll(() => outer?.remove());

const synthesize = () => stack.synthesize((within) => {
  const machine = new ContainerHost(within, 'machine', { endpoint: Endpoint.insecureTcp('127.0.0.1', { port: RemappingEngine.PORT }) });
  const host = new NestedHost(within, 'tenant', {
    host: machine, image: BaseImage.fromRegistry(engineImage), memory: Size.mebibytes(512), cpus: 0.9, pidsLimit: 1000,
  });
  host.addContainer('server', {
    image: BaseImage.fromArchive(busybox),
    memory: Size.mebibytes(64),
    cpus: 0.5,
    pidsLimit: 50,
    command: ['sh', '-c', 'echo hello > /tmp/a; exec httpd -f -h /tmp'],
  });
});

const nested = () => ({ outer: outer.address, container: ENGINE });
const asTenant = (script: string, options: readonly string[] = []) => runAsTenant(nested(), SERVER, script, options);
const serverIs = async (format: string) => (await dockerIn(nested(), 'inspect', '--format', format, SERVER)).stdout.trim();

/** Returns where the control group of the outer container is in the machine. */
async function group(): Promise<string> {
  const { Id: id } = await outer.docker.getContainer(ENGINE).inspect();
  return (await runInMachine(`find /sys/fs/cgroup -type d -name ${id}`)).trim();
}

/** Returns files of the control group of the outer container, or of one in it. */
async function limits(below = ''): Promise<Record<string, string>> {
  const names = ['memory.max', 'cpu.max', 'pids.max'];
  const lines = (await runInMachine(`cd ${await group()}${below}; cat ${names.join(' ')}`)).trim().split('\n');
  return Object.fromEntries(names.map((name, index) => [name, lines[index]!]));
}

const OUTER_LIMITS = { 'memory.max': `${512 * MIB}`, 'cpu.max': '90000 100000', 'pids.max': '1000' };

test('an engine in a user namespace is made and filled by one apply, and all limits are in the kernel\'s files', async () => {
  synthesize();
  await stack.apply();
  expect(await serverIs('{{.State.Running}}')).toBe('true');
  expect(await limits()).toEqual(OUTER_LIMITS);
  expect(await limits('/berth')).toMatchObject({ 'memory.max': `${256 * MIB}` });
  expect(await limits(`/berth/_containers/${await serverIs('{{.Id}}')}`)).toEqual({
    'memory.max': `${64 * MIB}`, 'cpu.max': '50000 100000', 'pids.max': '50',
  });
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
});

test('containers that use too much memory are ended, and the engine answers', async () => {
  const engineProcess = async () => (await outer.docker.getContainer(ENGINE).inspect()).State.Pid;
  const before = await engineProcess();
  expect(await asTenant('tail /dev/zero; echo ended $?', ['--memory', '480m', '--network', 'none'])).toContain('ended 137');
  expect((await dockerIn(nested(), 'version')).exitCode).toBe(0);
  // With version 2, the outer engine reports `OOMKilled`, too: the kernel counts what it ended in the groups below.
  expect(await engineProcess()).toBe(before);
});

test('root of the engine is an ordinary user of the machine', async () => {
  const { State: { Pid: pid } } = await outer.docker.getContainer(ENGINE).inspect();
  expect((await runInMachine(`cat /proc/${pid}/uid_map`)).trim()).not.toMatch(/4294967295$/);
});

test.each([
  ['a setting of the kernel', 'echo /berth-was-here >/sysctl/kernel/core_pattern'],
  ['a kernel setting in a mount of its own', 'mkdir /p && mount -t proc proc /p && echo /berth-was-here >/p/sys/kernel/core_pattern'],
  ['its memory', 'echo max >/groups/memory.max'],
  ['its processes', 'echo max >/groups/pids.max'],
  ['its processors', 'echo max >/groups/cpu.max'],
  ['its memory in a mount of its own', 'mkdir /g && mount -t cgroup2 cgroup2 /g && echo max >/g/memory.max'],
  ['the owner of its limits', 'chown 0:0 /groups/memory.max'],
  ['a device', 'mknod /engine/disk b 98 0 && cat /engine/disk'],
])('its tenant can\'t get at %s of the machine', async (_, script) => {
  const pattern = () => runInMachine('cat /proc/sys/kernel/core_pattern');
  const before = await pattern();
  expect(await asTenant(script, ROOT)).toMatch(/exit [1-9]/);
  expect(await pattern()).toBe(before);
  expect(await limits()).toEqual(OUTER_LIMITS);
});

test('its tenant can\'t choose which groups are given away by the names of its own', async () => {
  const parent = `${NAME.replace(/-/g, '_')}_tenantengine.slice`;
  const others = `/sys/fs/cgroup/${NAME}-others`;
  await runInMachine(`mkdir ${others}`);
  try {
    for (const name of [`x groups y/${parent}`, `*/${parent}`, `$(id)/${parent}`, parent]) {
      expect(await asTenant(`mkdir -p '/groups/${name}/z'`, ROOT)).toContain('exit 0');
    }
    // Longer than the delegate waits until it looks for parents again.
    await runInMachine('sleep 12');
    const owners = await runInMachine(`stat -c %u /sys/fs/cgroup /sys/fs/cgroup/cgroup.procs ${others} ${await group()}/memory.max`);
    expect(owners.trim().split('\n')).toEqual(['0', '0', '0', '0']);
  } finally {
    await runInMachine(`rmdir ${others}`);
  }
});

test('its containers run again after a restart of the engine, whose control group is new then', async () => {
  await outer.docker.getContainer(ENGINE).restart();
  synthesize();
  expect(await stack.tryApply()).toMatchObject({ exitCode: 0 });
  expect(await serverIs('{{.State.Running}}')).toBe('true');
});

test('destroying it leaves nothing', async () => {
  await stack.destroy();
  expect(await outer.docker.listContainers({ all: true })).toEqual([]);
  expect((await outer.docker.listVolumes()).Volumes).toEqual([]);
});
