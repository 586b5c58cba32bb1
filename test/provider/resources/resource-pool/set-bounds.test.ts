import { Kernel } from './kernel';
import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { Engine } from '../../../../provider/engine/engine';
import { layoutOf } from '../../../../provider/resources/resource-pool/layout';
import { Bounds, UNBOUNDED } from '../../../../provider/resources/resource-pool/schema';
import { setBounds } from '../../../../provider/resources/resource-pool/set-bounds';

const MIB = 1024 * 1024;
const [EBUSY, EINVAL] = [-16, -22];
const engine = { ask: () => Promise.resolve([]) } as unknown as Engine;
const bounds = (more: Partial<Bounds>): Bounds => ({ ...UNBOUNDED, ...more });

async function change(kernel: Kernel, version: '1' | '2', desired: Partial<Bounds>, prior: Partial<Bounds>, shrink = 'refuse',
  lowerContainers = true) {
  const warnings: string[] = [];
  const warn = ({ summary }: { readonly summary: string }) => { warnings.push(summary); };
  const which = { layout: layoutOf(version), id: '/berth/team', parent: null };
  const pool = { engine, helper: kernel.helper, ...which, shrink, lowerContainers, warn };
  const error = await setBounds(pool, bounds(desired), bounds(prior)).then(() => undefined, (reason: unknown) => reason);
  if (error !== undefined && !(error instanceof DiagnosticError)) throw error;
  return { warnings, error: error?.diagnostics[0] };
}

/** A kernel of version 2 whose pool uses an amount of memory, of which it can reclaim all but a part; both in MiB. */
function version2(used: number, needed: number): Kernel {
  const files = new Map([
    ['memory.max', `${128 * MIB}`], ['memory.high', 'max'], ['memory.current', `${used * MIB}`], ['memory.reclaim', ''],
    ['memory.swap.max', 'max'], ['memory.low', '0'], ['cpu.max', 'max 100000'], ['cpu.weight', '100'], ['pids.max', 'max'],
    ['pids.current', '9'],
  ]);
  return new Kernel(files, (file, value) => {
    if (file === 'memory.max' && Number(value) < Number(files.get('memory.current'))) throw new Error('The kernel ended a program');
    if (file !== 'memory.high' && file !== 'memory.reclaim' || value === 'max') return undefined;
    files.set('memory.current', `${Math.max(needed * MIB, file === 'memory.high' ? Number(value) + MIB : 0)}`);
    return undefined;
  });
}

describe('version 2', () => {
  test('reclaims before the limit goes down, so that no program is ended', async () => {
    const kernel = version2(100, 20);
    expect(await change(kernel, '2', { memory: 64 }, { memory: 128 })).toEqual({ warnings: [], error: undefined });
    expect(kernel.writes.filter((write) => !write.startsWith('memory.swap'))).toEqual([
      `memory.high=${64 * MIB}`, `memory.reclaim=${MIB}`, `memory.max=${64 * MIB}`, 'memory.high=max',
    ]);
  });

  test('refuses to go below what it can\'t reclaim, and leaves all as it was', async () => {
    const kernel = version2(100, 80);
    const before = new Map(kernel.files);
    const { error } = await change(kernel, '2', { memory: 64, pids_limit: 20 }, { memory: 128 });
    expect(error).toMatchObject({ summary: 'The resource pool /berth/team uses more than `memory = 64`', path: ['memory'] });
    expect(error!.detail).toContain('In use: 80 MiB, after the kernel has reclaimed what it could. The limit is and stays 128 MiB.');
    expect(new Map([...kernel.files, ['memory.current', ''], ['memory.reclaim', '']])).toEqual(
      new Map([...before, ['memory.current', ''], ['memory.reclaim', '']]));
  });

  test('goes as far as it can', async () => {
    const kernel = version2(100, 80);
    expect(await change(kernel, '2', { memory: 64 }, { memory: 128 }, 'as_far_as_possible')).toEqual({
      warnings: ['The resource pool /berth/team shrank to `memory = 96`, not to 64'], error: undefined,
    });
    expect([kernel.files.get('memory.max'), kernel.files.get('memory.high')]).toEqual([`${96 * MIB}`, 'max']);
  });

  test('refuses fewer processes than there are, unless the author wants that', async () => {
    const kernel = version2(1, 1);
    expect((await change(kernel, '2', { pids_limit: 5 }, {})).error!.detail).toContain('In use: 9 processes. The limit is and stays none.');
    expect(kernel.writes).toEqual([]);
    expect((await change(kernel, '2', { pids_limit: 5 }, {}, 'as_far_as_possible')).error).toBeUndefined();
    expect(kernel.writes).toEqual(['pids.max=5']);
  });

  test('says that the kernel has no weights for block I/O', async () => {
    expect((await change(version2(1, 1), '2', { blkio_weight: 100 }, {})).error).toMatchObject({
      summary: 'The kernel has no bound for `blkio_weight`', path: ['blkio_weight'],
    });
  });
});

/** A kernel of version 1 that refuses limits below what is in use, in MiB. */
function version1(used: number, otherError?: (file: string) => number | undefined): Kernel {
  const [memory, swap] = ['memory/memory.limit_in_bytes', 'memory/memory.memsw.limit_in_bytes'];
  const files = new Map([
    [memory, `${128 * MIB}`], [swap, `${256 * MIB}`], ['memory/memory.usage_in_bytes', `${used * MIB}`],
    ['memory/memory.soft_limit_in_bytes', '9223372036854771712'], ['cpu/cpu.cfs_quota_us', '-1'], ['cpu/cpu.cfs_period_us', '100000'],
    ['cpu/cpu.shares', '1024'], ['pids/pids.max', 'max'],
  ]);
  return new Kernel(files, (file, value) => {
    if (file === memory && Number(value) > Number(files.get(swap))) return EINVAL;
    if (file === swap && Number(value) < Number(files.get(memory))) return EINVAL;
    if ((file === memory || file === swap) && Number(value) < used * MIB) return EBUSY;
    return otherError?.(file);
  });
}

describe('version 1', () => {
  const limits = (kernel: Kernel) => ['memory/memory.limit_in_bytes', 'memory/memory.memsw.limit_in_bytes']
    .map((file) => Number(kernel.files.get(file)) / MIB);

  test('takes limits of memory and swap in both directions', async () => {
    const kernel = version1(10);
    expect(await change(kernel, '1', { memory: 512 }, { memory: 128 })).toEqual({ warnings: [], error: undefined });
    expect(limits(kernel)).toEqual([512, 1024]);
    expect(await change(kernel, '1', { memory: 32, memory_swap: 32 }, { memory: 512 })).toEqual({ warnings: [], error: undefined });
    expect(limits(kernel)).toEqual([32, 32]);
  });

  test('refuses to go below what is in use, and leaves all as it was', async () => {
    const kernel = version1(80);
    const { error } = await change(kernel, '1', { memory: 64, cpus: '0.5' }, { memory: 128 });
    expect(error!.detail).toContain('In use: 80 MiB, after the kernel has reclaimed what it could. The limit is and stays 128 MiB. ');
    expect(limits(kernel)).toEqual([128, 256]);
    expect(kernel.files.get('cpu/cpu.cfs_quota_us')).toBe('-1');
  });

  test('goes as far as the kernel does', async () => {
    const kernel = version1(80);
    expect(await change(kernel, '1', { memory: 64, cpus: '0.5' }, { memory: 128 }, 'as_far_as_possible')).toEqual({
      warnings: ['The resource pool /berth/team shrank to `memory = 96`, not to 64'], error: undefined,
    });
    expect(limits(kernel)).toEqual([96, 192]);
    expect(kernel.files.get('cpu/cpu.cfs_quota_us')).toBe('50000');
  });

  /** A pool with two in it, one in the other, which each have two CPUs. The kernel refuses one that has less than one in it. */
  function nested(refuseMemory = false): Kernel {
    const groups = ['cpu/', 'cpu/berth/team/a/', 'cpu/berth/team/a/b/'];
    const files = new Map(groups.flatMap((group) => [[`${group}cpu.cfs_quota_us`, '200000'], [`${group}cpu.cfs_period_us`, '100000']]));
    files.set('memory/memory.limit_in_bytes', '1').set('memory/memory.memsw.limit_in_bytes', '1').set('memory/memory.usage_in_bytes', '0');
    const folders = { 'cpu/berth/team': ['a'], 'cpu/berth/team/a': ['b'], 'cpu/berth/team/a/b': [] };
    return new Kernel(files, (file, value) => {
      if (file.startsWith('memory/')) return refuseMemory ? EBUSY : undefined;
      const within = groups[groups.indexOf(file.replace('cpu.cfs_quota_us', '')) + 1];
      return file.endsWith('quota_us') && Number(files.get(`${within}cpu.cfs_quota_us`)) > Number(value) ? EINVAL : undefined;
    }, folders);
  }
  const quotas = (kernel: Kernel) => [...kernel.files].filter(([file]) => file.endsWith('quota_us')).map(([, quota]) => Number(quota));

  test('lowers the pools in a pool with it, the innermost first', async () => {
    const kernel = nested();
    expect(await change(kernel, '1', { cpus: '0.5' }, { cpus: '2' })).toEqual({ warnings: [], error: undefined });
    expect(quotas(kernel)).toEqual([50_000, 50_000, 50_000]);
  });

  test('gives the pools in a pool back what they had, if another bound is refused', async () => {
    const kernel = nested(true);
    const { error } = await change(kernel, '1', { cpus: '0.5', memory: 64 }, { cpus: '2', memory: 128 });
    expect(error!.detail).toContain('Nothing has changed.');
    expect(quotas(kernel)).toEqual([200_000, 200_000, 200_000]);
  });

  test('goes down as far as a pool in it has', async () => {
    const kernel = nested();
    const warnings = ['The resource pool /berth/team shrank to `cpus = "2"`, not to "0.5"'];
    expect(await change(kernel, '1', { cpus: '0.5' }, { cpus: '3' }, 'as_far_as_possible', false)).toEqual({ warnings, error: undefined });
    expect(quotas(kernel)).toEqual([200_000, 200_000, 200_000]);
  });

  test('says what may have more CPU time than the pool', async () => {
    const kernel = version1(1, (file) => file === 'cpu/cpu.cfs_quota_us' ? EINVAL : undefined);
    expect((await change(kernel, '1', { cpus: '0.5' }, {})).error).toMatchObject({
      summary: 'The kernel refuses `cpus = "0.5"` of the resource pool /berth/team', path: ['cpus'],
    });
  });
});
