import { mkdirSync, readFileSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import { remappedMachine } from './remapped-machine';
import { asTenant as runAsTenant, ROOT } from './tenant';
import { waitUntil } from '../../../dev/machine/wait-until';
import { BaseImage, ContainerHost, Endpoint, NestedAccess, NestedHost, Size } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { run } from '../support/run';

const NAME = 'e2e-nested-userns';

const stack = new AppliedStack(NAME);
const { engineImage, busybox, shared, outer } = remappedMachine(NAME);

const synthesize = () => stack.synthesize((within) => {
  const machine = new ContainerHost(within, 'machine', {
    endpoint: Endpoint.of(outer().address), sharedFolders: [{ path: shared, readOnly: false }],
  });
  const host = new NestedHost(within, 'tenant', {
    host: machine, image: BaseImage.fromRegistry(engineImage), memory: Size.mebibytes(512), access: NestedAccess.unixSocket(shared),
  });
  host.addContainer('server', {
    image: BaseImage.fromArchive(busybox), memory: Size.mebibytes(64), command: ['sh', '-c', 'echo hello > /tmp/a; exec httpd -f -h /tmp'],
  });
});

const tenant = () => new Docker({ socketPath: join(shared, 'engine.sock'), host: undefined } as never);

const asTenant = (script: string, options: readonly string[] = []) => runAsTenant(
  { outer: outer().address, container: `${NAME}-tenantengine-engine` }, `${NAME}-tenant-server`, script, options);

/** Returns a file of the control group of the outer container, on the machine. */
async function limitOf(controller: string, file: string): Promise<string> {
  const { Id: id } = await outer().docker.getContainer(`${NAME}-tenantengine-engine`).inspect();
  return (await run('sh', ['-c', `cat $(find /sys/fs/cgroup/${controller} -type d -name ${id})/${file}`])).trim();
}

test('an engine in a user namespace is made and filled by one apply, and limits its containers', async () => {
  synthesize();
  await stack.apply();
  const server = tenant().getContainer(`${NAME}-tenant-server`);
  expect((await server.inspect()).State.Running).toBe(true);
  expect(await asTenant('cat /sys/fs/cgroup/memory/memory.limit_in_bytes', ['--memory', '20m'])).toContain(`${20 * 1024 * 1024}`);
  synthesize();
  expect(await stack.isUpToDate()).toBe(true);
});

test('root of the engine is an ordinary user of the machine', async () => {
  const { State: { Pid: pid } } = await outer().docker.getContainer(`${NAME}-tenantengine-engine`).inspect();
  expect(readFileSync(`/proc/${pid}/uid_map`, 'utf8').trim()).not.toMatch(/4294967295$/);
});

test.each([
  ['a setting of the kernel', 'echo /berth-was-here >/sysctl/kernel/core_pattern'],
  ['a kernel setting in a mount of its own', 'mkdir /p && mount -t proc proc /p && echo /berth-was-here >/p/sys/kernel/core_pattern'],
  ['its memory', 'echo -1 >/groups/memory/memory.limit_in_bytes'],
  ['its processes', 'echo max >/groups/pids/pids.max'],
  ['its processors', 'echo -1 >/groups/cpu/cpu.cfs_quota_us'],
  ['its devices', 'echo a >/groups/devices/devices.allow'],
  ['a device', 'mknod /engine/disk b 7 0 && cat /engine/disk'],
])('its tenant can\'t get at %s of the machine', async (_, script) => {
  const before = readFileSync('/proc/sys/kernel/core_pattern', 'utf8');
  expect(await asTenant(script, ROOT)).toMatch(/exit [1-9]/);
  expect(readFileSync('/proc/sys/kernel/core_pattern', 'utf8')).toBe(before);
  expect(await limitOf('memory', 'memory.limit_in_bytes')).toBe(`${512 * 1024 * 1024}`);
});

test('its tenant can\'t choose which groups are given away by the names of its own', async () => {
  const parent = `${NAME.replace(/-/g, '_')}_tenantengine.slice`;
  const others = `/sys/fs/cgroup/pids/${NAME}-others`;
  mkdirSync(others);
  try {
    for (const name of [`x groups/pids y/${parent}`, `*/${parent}`, `$(id)/${parent}`, parent]) {
      expect(await asTenant(`mkdir -p '/groups/pids/${name}/z'`, ['-v', '/sys/fs/cgroup:/groups'])).toContain('exit 0');
    }
    // Longer than the delegate waits until it looks for parents again.
    await run('sleep', ['12']);
    for (const path of ['/sys/fs/cgroup/pids', '/sys/fs/cgroup/pids/cgroup.procs', others]) expect(statSync(path).uid).toBe(0);
  } finally {
    rmdirSync(others);
  }
});

test('its tenant has no keys of the kernel, which are few for all containers of the outer engine', async () => {
  // Perl is in every Debian. It joins keyrings of its own, each linked to the one of its user, so that they stay.
  const takeAll = `
    for (1..400) {
      $ring = syscall(250, 1, "ring$_");
      last if $ring < 0;
      syscall(250, 8, $ring, -4);
    }
    print "join: $!\\n";
    ($type, $name, $value) = ("user", "name", "value");
    syscall(248, $type, $name, $value, 5, -4) < 0 and print "add: $!\\n";
    syscall(249, $type, $name, 0, -4) < 0 and print "request: $!\\n";
  `;
  const shown = await asTenant(`chroot /engine perl -e '${takeAll}'`, ROOT);
  expect(shown.match(/\w+: Function not implemented/g)).toHaveLength(3);
  expect(await run('docker', ['-H', outer().address, 'run', '--rm', 'busybox', 'echo', 'started'])).toContain('started');
  const engine = outer().docker.getContainer(`${NAME}-tenantengine-engine`);
  await waitUntil('the engine is healthy', async () => (await engine.inspect()).State.Health?.Status === 'healthy');
  expect(await asTenant('true')).toContain('exit 0');
});

test('its containers run again after a restart of the engine, whose control groups are new then', async () => {
  await outer().docker.getContainer(`${NAME}-tenantengine-engine`).restart();
  synthesize();
  expect(await stack.tryApply()).toMatchObject({ exitCode: 0 });
  expect((await tenant().getContainer(`${NAME}-tenant-server`).inspect()).State.Running).toBe(true);
});

test('destroying it leaves nothing', async () => {
  await stack.destroy();
  expect(await outer().docker.listContainers({ all: true })).toEqual([]);
  expect((await outer().docker.listVolumes()).Volumes).toEqual([]);
});
