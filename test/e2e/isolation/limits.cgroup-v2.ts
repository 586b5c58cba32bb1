import { createOutsideTerraform } from './attested';
import { STRICT } from '../../isolation/hardened';
import { docker } from '../engine/docker';
import { runInMachine } from '../support/user-mode-linux';
import { workspacePerTest } from '../support/workspace-per-test';

/* `npm run test:matrix` runs this in a machine with control groups of version 2. */

const NAME = 'e2e-cgroup-v2';
const MEBIBYTE = 1024 * 1024;
const DISK = '/dev/ubda';
const LIMITS = {
  memory: 64,
  cpus: '0.5',
  pids_limit: 100,
  device_read_bps: [{ path: DISK, rate: 8 * MEBIBYTE }],
  device_write_bps: [{ path: DISK, rate: 4 * MEBIBYTE }],
};
const POLICY = 'restricted@1 memory<=64m cpus<=0.5 processes<=100 disk_io<=8m';

const workspaceWith = workspacePerTest(NAME);

/** A container with all limits under RESTRICTED, and its attestation. */
function configuration(more: object = {}): object {
  return {
    resource: {
      docker_container: { it: { ...STRICT, ...LIMITS, name: NAME, isolation_policy: POLICY, ...more } },
      docker_isolation: { report: { container: [{ id: '${docker_container.it.id}', name: 'it', isolation_policy: POLICY }] } },
    },
  };
}

interface Cell { in_force: string | null; evidence: string; verdict: string }

async function controlsOf(workspace: Awaited<ReturnType<typeof workspaceWith>>): Promise<Record<string, Cell>> {
  const { json } = (await workspace.state())['docker_isolation.report']!;
  return (JSON.parse(json as string) as { containers: { controls: Record<string, Cell> }[] }).containers[0]!.controls;
}

/** Returns the container's limits, as the kernel reports them outside the container. */
async function filesOf(id: string): Promise<Record<string, string>> {
  const names = ['memory.max', 'cpu.max', 'pids.max', 'io.max'];
  const lines = (await runInMachine(`cd /sys/fs/cgroup/docker/${id}; cat ${names.join(' ')}`)).trim().split('\n');
  return Object.fromEntries(names.map((name, index) => [name, lines[index]!]));
}

const write = (id: string, file: string, value: string) => runInMachine(`echo '${value}' >/sys/fs/cgroup/docker/${id}/${file}`);
const containerId = async () => (await docker.getContainer(NAME).inspect()).Id;

test('the machine has control groups of version 2 and nothing else', async () => {
  expect(await docker.info()).toMatchObject({ CgroupVersion: '2' });
  expect((await runInMachine('grep cgroup /proc/mounts')).trim()).toMatch(/^cgroup2 \/sys\/fs\/cgroup cgroup2 \S+ 0 0$/);
});

test('every limit is in the kernel\'s files, and RESTRICTED is attested from them', async () => {
  const workspace = await workspaceWith(configuration());
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await filesOf(await containerId())).toEqual({
    'memory.max': String(64 * MEBIBYTE),
    'cpu.max': '50000 100000',
    'pids.max': '100',
    'io.max': expect.stringMatching(
      new RegExp(`^\\d+:0 rbps=${8 * MEBIBYTE} wbps=${4 * MEBIBYTE} riops=max wiops=max$`)) as string,
  });
  const controls = await controlsOf(workspace);
  const inForce = (name: string) => ({ in_force: controls[name]!.in_force, evidence: controls[name]!.evidence });
  const evidence = 'its control group';
  expect(Object.fromEntries(['memory', 'cpus', 'processes', 'disk_io'].map((name) => [name, inForce(name)]))).toEqual({
    memory: { in_force: '64 MiB', evidence },
    cpus: { in_force: '0.5', evidence },
    processes: { in_force: '100', evidence },
    disk_io: {
      in_force: '8 MiB/s', evidence: expect.stringMatching(/^its control group, for \d+:0, the disk of the engine's files$/) as string,
    },
  });
  // This kernel enforces neither AppArmor nor SELinux, and shows neither the devices of a group nor the parameters of a namespace.
  const others = Object.entries(controls).filter(([, { verdict }]) => !['pass', 'not asked for'].includes(verdict));
  expect(others.map(([name, { verdict }]) => `${name}: ${verdict}`)).toEqual(
    ['apparmor', 'selinux', 'devices', 'sysctls'].map((name) => `${name}: unknown`));
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [], diagnostics: [] });
});

test('limits that `docker update` changed are seen in the plan and repaired, while the container runs', async () => {
  const workspace = await workspaceWith(configuration());
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const id = await containerId();
  const before = await filesOf(id);
  await docker.getContainer(id).update({ Memory: 256 * MEBIBYTE, MemorySwap: 512 * MEBIBYTE, NanoCpus: 1e9, PidsLimit: 1000 });
  expect(await filesOf(id)).toMatchObject({ 'memory.max': String(256 * MEBIBYTE), 'cpu.max': '100000 100000', 'pids.max': '1000' });

  const { changes } = await workspace.plan();
  expect(changes.find(({ address }) => address === 'docker_container.it')).toMatchObject({
    change: {
      actions: ['update'], before: { memory: 256, cpus: '1', pids_limit: 1000 }, after: { memory: 64, cpus: '0.5', pids_limit: 100 },
    },
  });
  expect(await workspace.applyLastPlan()).toMatchObject({ ok: true });
  expect(await containerId()).toBe(id);
  expect(await filesOf(id)).toEqual(before);
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
});

test.each([
  ['memory', 'memory.max', 'max', 'configured: 64 MiB; in force: unlimited'],
  ['cpus', 'cpu.max', '80000 100000', 'configured: 0.5; in force: 0.8'],
  ['processes', 'pids.max', '5000', 'configured: 100; in force: 5000'],
])('a limit of %s that was changed in the kernel alone is seen, and a restart repairs it', async (control, file, value, seen) => {
  const workspace = await workspaceWith(configuration());
  expect(await workspace.apply()).toMatchObject({ ok: true });
  await write(await containerId(), file, value);
  expect((await workspace.plan()).changes).toMatchObject([{ address: 'docker_isolation.report' }]);
  const outcome = await workspace.apply();
  expect(outcome.ok).toBe(false);
  expect(outcome.diagnostics.map(({ detail }) => detail).join('\n')).toMatch(new RegExp(`${control}: wanted: .*; ${seen}`));
  await docker.getContainer(NAME).restart({ t: 0 });
  expect(await workspace.apply()).toMatchObject({ ok: true });
});

test('a process that was moved out of its control group is seen', async () => {
  const workspace = await workspaceWith(configuration());
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const { State: { Pid: pid } } = await docker.getContainer(NAME).inspect();
  const other = await createOutsideTerraform('beside', {});
  try {
    await runInMachine(`echo ${pid} >/sys/fs/cgroup/docker/${other}/cgroup.procs`);
    const outcome = await workspace.apply();
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics.map(({ detail }) => detail).join('\n')).toMatch(
      new RegExp(`memory: .*its process was moved out of the engine's control group, to "/docker/${other}"`));
  } finally {
    await docker.getContainer(other).remove({ force: true });
  }
});

test('limits can be lowered and raised while the container runs', async () => {
  const workspace = await workspaceWith(configuration());
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const id = await containerId();
  for (const [memory, cpus] of [[32, '0.25'], [48, '0.4']] as const) {
    workspace.configure(configuration({ memory, cpus }));
    expect(await workspace.apply()).toMatchObject({ ok: true });
    expect(await containerId()).toBe(id);
    expect(await filesOf(id)).toMatchObject({
      'memory.max': String(memory * MEBIBYTE), 'cpu.max': `${Number(cpus) * 100_000} 100000`,
    });
  }
});
