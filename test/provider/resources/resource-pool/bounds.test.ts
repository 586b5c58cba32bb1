import { boundFiles, changed, layoutOf, pathOf, readBounds, textsIn } from '../../../../provider/resources/resource-pool/layout';
import { Bounds, boundsOf, UNBOUNDED } from '../../../../provider/resources/resource-pool/schema';
import { sharesOf, weightOf } from '../../../../provider/resources/resource-pool/version-2';

const bounds = (more: Partial<Bounds> = {}): Bounds => ({ ...UNBOUNDED, ...more });
const VERSIONS = ['1', '2'] as const;

/** What the kernel shows in the files after a write. */
const SHOWN: Record<string, string> = { '-1': '9223372036854771712' };

function written(version: string, of: Bounds): Map<string, string> {
  const writes = layoutOf(version).rows.flatMap((row) => row.writes(of));
  return new Map(writes.map(({ file, value }) => [file, `${file.includes('memory') ? SHOWN[value] ?? value : value}\n`]));
}

/** Bounds by the attributes that no kernel lacks. */
const CASES: readonly Partial<Bounds>[] = [
  {},
  { memory: 64 },
  { memory: 64, memory_swap: 64 },
  { memory: 64, memory_swap: 100 },
  { memory: 64, memory_swap: -1 },
  { memory_reservation: 32 },
  { cpus: '0.5' },
  { cpus: '1.25', cpu_shares: 2048 },
  { cpu_shares: 2 },
  { pids_limit: 40 },
  { pids_limit: -1 },
  { blkio_weight: 10 },
  { blkio_weight: 1000 },
];

describe.each(VERSIONS)('control groups version %s', (version) => {
  test.each(CASES)('what is written for %j is read as that', (more) => {
    expect(readBounds(layoutOf(version), written(version, bounds(more)), bounds(more))).toMatchObject(more);
  });

  test('what was changed by hand is read as it is', () => {
    const known = bounds({ memory: 64, memory_swap: 128, cpus: '0.5', pids_limit: 40, cpu_shares: 512 });
    const actual = bounds({ memory: 80, memory_swap: 160, memory_reservation: 16, cpus: '0.75', pids_limit: 7, cpu_shares: 4096 });
    const { cpu_shares: shares, ...rest } = readBounds(layoutOf(version), written(version, actual), known);
    expect(rest).toMatchObject({ memory: 80, memory_swap: 160, memory_reservation: 16, cpus: '0.75', pids_limit: 7 });
    expect(weightOf(shares!)).toBe(weightOf(4096));
    const { cpu_shares: none, ...unbounded } = readBounds(layoutOf(version), written(version, UNBOUNDED), known);
    expect(unbounded).toMatchObject({ memory: 0, memory_swap: -1, memory_reservation: 0, cpus: '', pids_limit: 0, blkio_weight: 0 });
    expect(weightOf(none!)).toBe(100);
  });

  test('swap that nobody configured follows from the memory in force', () => {
    const read = readBounds(layoutOf(version), written(version, bounds({ memory: 80 })), UNBOUNDED);
    expect(read).toMatchObject({ memory: 80, memory_swap: 0 });
  });

  test('files that a kernel lacks are no bounds', () => {
    expect(readBounds(layoutOf(version), new Map([['x', 'y']]), bounds({ memory: 64, memory_swap: 64, blkio_weight: 100, pids_limit: 5 })))
      .toMatchObject({ memory: 0, memory_swap: 0, blkio_weight: 0, pids_limit: 0 });
  });

  test('only what changes is written', () => {
    const names = (desired: Partial<Bounds>, prior: Partial<Bounds>) => (
      changed(layoutOf(version), bounds(desired), bounds(prior)).map(({ attribute }) => attribute));
    expect(names({ cpus: '1', memory: 64 }, { cpus: '0.5', memory: 64 })).toEqual(['cpus']);
    expect(names({ memory: 64 }, { memory: 128 })).toEqual(['memory', 'memory_swap']);
    expect(names({ pids_limit: 0 }, { pids_limit: -1 })).toEqual([]);
  });

  test('its files are found below the mount point', () => {
    const files = boundFiles(layoutOf(version), UNBOUNDED);
    const found = new Map(files.map((file) => [pathOf(layoutOf(version), '/berth/a', file), file]));
    expect([...found.keys()][0]).toBe(version === '2' ? 'berth/a/memory.max' : 'memory/berth/a/memory.memsw.limit_in_bytes');
    expect(textsIn(layoutOf(version), '/berth/a', files, found)).toEqual(new Map(files.map((file) => [file, file])));
  });
});

test('with version 1, the limits of memory and swap are written in an order that the kernel takes in both directions', () => {
  const [memory] = layoutOf('1').rows;
  expect(memory!.writes(bounds({ memory: 64 })).map(({ file, value }) => [file, value])).toEqual([
    ['memory/memory.memsw.limit_in_bytes', '134217728'],
    ['memory/memory.limit_in_bytes', '67108864'],
    ['memory/memory.memsw.limit_in_bytes', '134217728'],
  ]);
});

test('with version 2, a limit that slows down is one, too', () => {
  const texts = new Map([['memory.max', 'max'], ['memory.high', `${32 * 1024 * 1024}`]]);
  expect(readBounds(layoutOf('2'), texts, UNBOUNDED).memory).toBe(32);
});

test('the default shares have the default weight, and the ends are the ends', () => {
  expect([2, 1024, 262_144].map(weightOf)).toEqual([1, 100, 10_000]);
  for (const weight of [1, 39, 100, 500, 10_000]) expect(weightOf(sharesOf(weight))).toBeGreaterThanOrEqual(weight);
});

test('what a model leaves out is unbounded', () => {
  expect(boundsOf({ memory: 64, cpus: null } as unknown as Bounds)).toEqual(bounds({ memory: 64 }));
});

describe('the use', () => {
  test('of version 1', () => {
    expect(layoutOf('1').use(new Map([
      ['memory/memory.usage_in_bytes', '1048576\n'], ['memory/memory.max_usage_in_bytes', '2097152\n'], ['memory/memory.failcnt', '1\n'],
      ['memory/memory.memsw.failcnt', '2\n'],
      ['memory/memory.oom_control', 'oom_kill_disable 0\nunder_oom 0\noom_kill 2\n'], ['cpuacct/cpuacct.usage', '1500000000\n'],
      ['cpu/cpu.stat', 'nr_periods 10\nnr_throttled 4\nthrottled_time 250000000\n'], ['pids/pids.current', '5\n'],
    ]))).toEqual({
      memory: 1048576,
      peak: 2097152,
      memoryHits: 3,
      oomKills: 2,
      cpuSeconds: 1.5,
      throttledPeriods: 4,
      throttledSeconds: 0.25,
      processes: 5,
    });
  });

  test('of version 2, without what an old kernel does not tell', () => {
    expect(layoutOf('2').use(new Map([
      ['memory.current', '1048576\n'], ['memory.events', 'low 0\nhigh 1\nmax 3\noom 2\noom_kill 2\noom_group_kill 0\n'],
      ['cpu.stat', 'usage_usec 1500000\nuser_usec 1\nnr_periods 10\nnr_throttled 4\nthrottled_usec 250000\n'], ['pids.current', '5\n'],
    ]))).toEqual({
      memory: 1048576, peak: null, memoryHits: 3, oomKills: 2, cpuSeconds: 1.5, throttledPeriods: 4, throttledSeconds: 0.25, processes: 5,
    });
  });
});
