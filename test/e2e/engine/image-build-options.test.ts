import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forget } from './docker';
import { Config, Managed, Refused } from '../resources/managed';

const NAME = 'e2e-build-options:1';

/** What a build step sees of the options, one line each. */
const FACTS: Readonly<Record<string, string>> = {
  interfaces: 'ls /sys/class/net | xargs',
  hosts: 'grep elsewhere /etc/hosts | xargs',
  shm: 'grep " /dev/shm " /proc/mounts',
  files: 'ulimit -Sn',
  processors: 'grep Cpus_allowed_list /proc/self/status | xargs',
  nodes: 'grep Mems_allowed_list /proc/self/status | xargs',
  groups: 'grep memory /proc/self/cgroup',
  memory: 'cat /sys/fs/cgroup/memory/memory.limit_in_bytes || cat /sys/fs/cgroup/memory.max',
  shares: 'cat /sys/fs/cgroup/cpu/cpu.shares || cat /sys/fs/cgroup/cpu.weight',
  quota: 'cat /sys/fs/cgroup/cpu/cpu.cfs_quota_us || cat /sys/fs/cgroup/cpu.max',
  period: 'cat /sys/fs/cgroup/cpu/cpu.cfs_period_us || cat /sys/fs/cgroup/cpu.max',
};

interface Option {
  readonly value: unknown;
  readonly other: unknown;
  /** Other required arguments. */
  readonly besides?: Config;
  readonly sees: readonly [fact: string, value: RegExp];
}

const OPTIONS: Readonly<Record<string, Option>> = {
  network_mode: { value: 'none', other: 'default', sees: ['interfaces', /^lo$/] },
  extra_hosts: { value: ['elsewhere:192.0.2.7'], other: ['elsewhere:192.0.2.8'], sees: ['hosts', /^192\.0\.2\.7 elsewhere$/] },
  shm_size: { value: 8 * 1024 ** 2, other: 16 * 1024 ** 2, sees: ['shm', /size=8192k/] },
  ulimit: { value: [{ name: 'nofile', soft: 100, hard: 200 }], other: [{ name: 'nofile', soft: 50, hard: 200 }], sees: ['files', /^100$/] },
  cpu_set_cpus: { value: '0', other: '', sees: ['processors', /: 0$/] },
  cpu_set_mems: { value: '0', other: '', sees: ['nodes', /: 0$/] },
  cgroup_parent: { value: '/e2e-build-parent', other: '', sees: ['groups', /:\/e2e-build-parent\//] },
  memory: { value: 64 * 1024 ** 2, other: 128 * 1024 ** 2, sees: ['memory', /^67108864$/] },
  memory_swap: { value: -1, other: 128 * 1024 ** 2, besides: { memory: 64 * 1024 ** 2 }, sees: ['memory', /^67108864$/] },
  cpu_shares: { value: 512, other: 256, sees: ['shares', /^(512|20)$/] },
  cpu_quota: { value: 50_000, other: 60_000, sees: ['quota', /^50000\b/] },
  cpu_period: { value: 50_000, other: 60_000, besides: { cpu_quota: 25_000 }, sees: ['period', /\b50000$/] },
};

let context: string;
const live: Managed[] = [];

function managed(): Managed {
  const one = new Managed('docker_image');
  live.push(one);
  return one;
}

function built(build: Config): Config {
  return { name: NAME, build: [{ context, no_cache: true, build_log_file: join(context, '../log'), ...build }] };
}

/** Returns what a step of the last build printed. */
function seen(fact: string): string | undefined {
  return new RegExp(`^${fact}=(.*)$`, 'm').exec(readFileSync(join(context, '../log'), 'utf8'))?.[1];
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'berth-build-options-'));
  context = mkdtempSync(join(folder, 'context-'));
  const prints = Object.entries(FACTS).map(([name, command]) => `echo "${name}=$(${command})"`);
  writeFileSync(join(context, 'facts.sh'), `exec 2>/dev/null\n${prints.join('\n')}\n`);
  writeFileSync(join(context, 'Dockerfile'), 'FROM busybox:latest\nCOPY facts.sh /\nRUN sh /facts.sh\n');
});

afterEach(async () => {
  for (const one of live.splice(0)) await one.destroy().catch(() => undefined);
});

afterAll(async () => {
  await forget(NAME);
  rmSync(folder, { recursive: true });
});

test.each(Object.entries(OPTIONS))('%s affects the build steps, and another value rebuilds the image', async (name, {
  value, other, besides, sees: [fact, expected],
}) => {
  const image = managed();
  await image.apply(built({ ...besides, [name]: value }));
  expect(seen(fact)).toMatch(expected);
  expect(await image.plan(built({ ...besides, [name]: value }))).toEqual({ action: 'none', changed: [] });
  expect(await image.plan(built({ ...besides, [name]: other }))).toMatchObject({ action: 'replace' });
  expect(await image.plan(built({ ...besides }))).toMatchObject({ action: 'replace' });
});

test('arguments that don\'t affect the image don\'t rebuild it', async () => {
  const image = managed();
  await image.apply(built({ remove: true, force_remove: true, build_id: 'one' }));
  expect(
    await image.plan(built({ remove: false, force_remove: false, build_id: 'two', suppress_output: true })),
  ).toMatchObject({ action: 'update' });
});

test('the engine\'s own builder accepts to be named, and adds no attestation anyway', async () => {
  const image = managed();
  const named = built({ use_legacy_builder: true, provenance: 'false', sbom: 'false' });
  await image.apply(named);
  expect(await image.plan(named)).toEqual({ action: 'none', changed: [] });
  expect(await image.plan(built({}))).toMatchObject({ action: 'update' });
});

test('a build with suppressed output leaves an empty log', async () => {
  await managed().apply(built({ suppress_output: true }));
  expect(seen('memory')).toBeUndefined();
});

test('steps are cached from another image, unless the cache is off', async () => {
  const image = managed();
  const log = () => readFileSync(join(context, '../log'), 'utf8');
  await image.apply(built({ no_cache: false }));
  await image.destroy();
  const base = managed();
  await base.apply({ ...built({ no_cache: false }), name: `${NAME}-base` });
  await managed().apply(built({ no_cache: false, cache_from: [`${NAME}-base`] }));
  expect(log()).toContain('Using cache');
  expect(seen('memory')).toBeUndefined();
});

test.each<[string, unknown, RegExp]>([
  ['squash', true, /experimental/],
  ['security_opt', ['no-new-privileges'], /security options/],
  ['isolation', 'hyperv', /isolation/i],
  ['version', '2', /BuildKit/],
  ['additional_contexts', ['app=.'], /BuildKit/],
  ['cache_to', ['type=inline'], /BuildKit/],
  ['provenance', 'true', /BuildKit/],
  ['sbom', 'true', /BuildKit/],
])('%s without support of this engine fails with the engine\'s message', async (name, value, complaint) => {
  const refusal: unknown = await managed().apply(built({ [name]: value })).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refused);
  expect((refusal as Refused).message).toMatch(complaint);
});
