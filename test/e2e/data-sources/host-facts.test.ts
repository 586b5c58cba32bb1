import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker } from '../engine/docker';
import { PlainEngine } from '../resources/plain-engine';
import { DiskInFile } from '../support/disk-in-file';
import { EngineProxy } from '../support/engine-proxy';
import { leftByProbes } from '../support/left-by-probes';
import { NamespacedEngine } from '../support/namespaced-engine';
import { run } from '../support/run';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest();

const data = (address?: string, more: object = {}) => ({
  ...(address !== undefined && { provider: { docker: { host: address } } }),
  data: { docker_host_facts: { here: more } },
});

/** Reads the facts of an engine, by a plan that is applied. */
async function factsOf(address?: string, more: object = {}): Promise<Record<string, any>> {
  const terraform = await workspaceWith(data(address, more));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  return (await terraform.state())['data.docker_host_facts.here']!;
}

/** Whether this machine, on which the engines of the tests run, can run a virtual machine, as seen by another program. */
async function runsVirtualMachines(): Promise<boolean> {
  if (!existsSync('/dev/kvm')) return false;
  const program = [
    'import fcntl, mmap, os, struct',
    'vm = fcntl.ioctl(os.open("/dev/kvm", os.O_RDWR), 0xae01, 0)',
    'memory = mmap.mmap(-1, 4096)',
    'memory.write(bytes([0xf4]) * 4096)',
    'import ctypes',
    'address = ctypes.addressof(ctypes.c_char.from_buffer(memory))',
    'fcntl.ioctl(vm, 0x4020ae46, struct.pack("IIQQQ", 0, 0, 0xfffff000, 4096, address))',
    'processor = fcntl.ioctl(vm, 0xae41, 0)',
    'state = mmap.mmap(processor, 4096)',
    'fcntl.ioctl(processor, 0xae80, 0)',
    'print(struct.unpack_from("I", state, 8)[0])',
  ].join('\n');
  // 5: the processor halted.
  return run('python3', ['-c', program]).then((reason) => reason.trim() === '5', () => false);
}

test('many who measure at once share one measurement', async () => {
  const proxy = await EngineProxy.start();
  try {
    const terraform = await workspaceWith(data(proxy.address, { count: 8 }));
    expect(await terraform.plan()).toMatchObject({ ok: true });
    expect(proxy.counts()).toMatchObject({ 'POST /networks/create?': 2 });
    expect(await leftByProbes()).toEqual([]);
  } finally {
    proxy.stop();
  }
});

test('a floor with pools refuses to measure at plan, and allows what the engine reports', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-floor-'));
  const BERTH_ISOLATION_FLOOR = join(folder, 'floor.json');
  writeFileSync(BERTH_ISOLATION_FLOOR, JSON.stringify({ profile: 'baseline', pools: ['/berth/blue'] }));
  try {
    for (const kind of ['data', 'resource']) {
      const facts = (more: object) => ({ [kind]: { docker_host_facts: { here: more } } });
      const terraform = await workspaceWith(facts({}), { env: { BERTH_ISOLATION_FLOOR } });
      expect(await terraform.plan()).toMatchObject({
        ok: false, diagnostics: [{ summary: 'A host can\'t be measured under the isolation floor of this machine' }],
      });
      terraform.configure(facts({ probe: false }));
      expect(await terraform.plan()).toMatchObject({ ok: true });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('finds what the host of an engine can do, and leaves nothing there', async () => {
  const [facts, info] = [await factsOf(), await docker.info() as Record<string, any>];
  const memory = Number(/MemTotal:\s+(\d+)/.exec(readFileSync('/proc/meminfo', 'utf8'))![1]) * 1024;
  expect(facts).toMatchObject({
    kernel: release(),
    cgroup_version: Number(info.CgroupVersion),
    cgroup_driver: info.CgroupDriver,
    memory,
    cpus: cpus().length,
    storage_driver: info.Driver,
    data_root: info.DockerRootDir,
    default_runtime: 'runc',
    remaps_users: false,
    ip_vs: existsSync('/proc/net/ip_vs'),
    kvm: await runsVirtualMachines(),
    user_namespaces: true,
    default_no_new_privileges: false,
    default_seccomp: true,
    // The default of an engine on control groups of version 1.
    default_cgroup_namespace: info.CgroupVersion === '2' ? 'private' : 'host',
  });
  expect(Object.keys(facts.runtimes).sort()).toEqual(Object.keys(info.Runtimes).sort());
  expect(facts.runtimes.runc).toEqual({ starts: true, kernel: release(), error: null });
  const [size, free] = (await run('stat', ['--file-system', '--format=%b %a %S', info.DockerRootDir])).split(' ').map(Number)
    .map((blocks, _, numbers) => blocks * numbers[2]!);
  expect(facts.disk_size).toBe(size);
  expect(Math.abs(facts.disk_free - free!)).toBeLessThan(2 ** 32);
  expect(Object.keys(facts.evidence).sort()).toEqual([
    'cgroup_driver', 'cgroup_version', 'cpus', 'default_cgroup_namespace', 'default_no_new_privileges', 'default_seccomp', 'disk_free',
    'disk_size', 'esp', 'filters_ipv6', 'ip_vs', 'kernel', 'kvm', 'limits_storage', 'memory', 'remaps_users', 'user_namespaces',
  ]);
  expect(await leftByProbes()).toEqual([]);
});

test('a sandbox has a kernel of its own, and a runtime that the engine does not have starts nothing', async () => {
  const { runtimes } = await factsOf(undefined, { extra_runtimes: ['e2e-none'] });
  expect(runtimes['e2e-none']).toEqual({ starts: false, kernel: null, error: expect.stringContaining('e2e-none') });
  expect(runtimes.runsc).toEqual({ starts: true, kernel: '4.4.0', error: null });
});

test('without a probe, only what the engine reports is known, and why', async () => {
  const facts = await factsOf(undefined, { probe: false });
  expect(facts).toMatchObject({
    kernel: release(),
    cpus: cpus().length,
    kvm: null,
    esp: null,
    ip_vs: null,
    filters_ipv6: null,
    limits_storage: null,
    default_no_new_privileges: null,
    disk_free: null,
    runtimes: { runc: { starts: null, kernel: null, error: null } },
    evidence: {
      kernel: 'The engine reports it. Not measured: `probe` is false.',
      kvm: 'Not measured: `probe` is false.',
    },
  });
});

describe('on an engine whose host is not what it seems', () => {
  const POOL = '/sys/fs/cgroup/memory/e2e-facts';
  const LIMIT = 1024 ** 3;
  let engine: NamespacedEngine;

  beforeAll(async () => {
    mkdirSync(POOL, { recursive: true });
    writeFileSync(join(POOL, 'memory.limit_in_bytes'), String(LIMIT));
    engine = await NamespacedEngine.start('e2e-facts', [
      '--experimental', '--ip6tables', '--cgroup-parent=/e2e-facts', '--add-runtime=liar=/bin/false', '--add-runtime=kata=/nowhere/kata',
    ]);
  });

  afterAll(async () => {
    await engine?.remove();
    rmdirSync(POOL);
  });

  test('finds registered runtimes that do not start, the limit around all containers, and the filter of IPv6', async () => {
    const facts = await factsOf(engine.address);
    expect(facts.runtimes).toMatchObject({
      runc: { starts: true },
      liar: { starts: false, error: expect.stringContaining('runtime') },
      kata: { starts: false, error: expect.stringContaining('/nowhere/kata') },
    });
    expect(facts).toMatchObject({
      memory: LIMIT,
      filters_ipv6: true,
      evidence: { memory: expect.stringMatching(/^A control group around all containers limits it\. The machine has \d+ bytes\.$/) },
    });
    expect(await leftByProbes(engine.docker)).toEqual([]);
  });
});

describe('on an engine whose storage has quotas', () => {
  let disk: DiskInFile;
  let engine: PlainEngine;

  beforeAll(async () => {
    disk = await DiskInFile.create('btrfs');
    mkdirSync(join(disk.path, 'engine'));
    engine = await PlainEngine.start(join(disk.path, 'engine'), ['--storage-driver', 'btrfs']);
  });

  afterAll(async () => {
    await engine?.remove();
    await disk?.remove();
  });

  test('finds that a limit holds, and the size of its disk', async () => {
    const facts = await factsOf(engine.address);
    expect(facts).toMatchObject({ storage_driver: 'btrfs', limits_storage: true, disk_size: 1024 ** 3 });
    expect(facts.evidence.limits_storage).toMatch(/^A container could not write more than its limit: E(DQUOT|NOSPC)\.$/);
  });
});
