import { canonical, Layout, Row, Texts, Write } from './row';
import { Bounds } from './schema';
import { bytesOf, cpusOf, DEFAULT_SHARES, numberIn, PERIOD, quotaOf, secondsIn, valueIn } from './values';
import { MIB } from '../../engine/canonical/size';

/** What removes a limit. */
const NONE = '-1';

const MEMORY = 'memory/memory.limit_in_bytes';
export const SWAP_1 = 'memory/memory.memsw.limit_in_bytes';
const QUOTA = 'cpu/cpu.cfs_quota_us';
const PERIOD_FILE = 'cpu/cpu.cfs_period_us';
/** Kernels before 5.0 had weights of CFQ, newer ones have those of BFQ. */
const WEIGHTS = [{ file: 'blkio/blkio.weight', unset: 500 }, { file: 'blkio/blkio.bfq.weight', unset: 100 }] as const;

function swapOf({ memory, memory_swap: swap }: Bounds): string {
  if (!memory || swap === -1) return NONE;
  return bytesOf(swap || 2 * memory);
}

function mebibytes(texts: Texts, file: string): number {
  const value = canonical(texts.get(file));
  return value === undefined || value === NONE ? 0 : Number(value) / MIB;
}

/** No memory limit may be above that with swap. So the first write fails if both go down, and the last is for nothing if they go up. */
function memoryWrites(bounds: Bounds): readonly Write[] {
  const swap = { file: SWAP_1, value: swapOf(bounds), isOptional: true };
  return [swap, { file: MEMORY, value: bounds.memory ? bytesOf(bounds.memory) : NONE }, swap];
}

const ROWS: readonly Row[] = [
  { attribute: 'memory', writes: memoryWrites, read: (texts) => mebibytes(texts, MEMORY) },
  {
    attribute: 'memory_swap',
    writes: (bounds) => [{ file: SWAP_1, value: swapOf(bounds), isOptional: true }],
    read: (texts, { memory_swap: known }) => {
      if (!texts.has(SWAP_1)) return 0;
      const swap = mebibytes(texts, SWAP_1);
      return known === 0 && swap === 2 * mebibytes(texts, MEMORY) ? 0 : swap || -1;
    },
  },
  {
    attribute: 'memory_reservation',
    writes: ({ memory_reservation: amount }) => [{ file: 'memory/memory.soft_limit_in_bytes', value: amount ? bytesOf(amount) : NONE }],
    read: (texts) => mebibytes(texts, 'memory/memory.soft_limit_in_bytes'),
  },
  {
    attribute: 'cpus',
    writes: ({ cpus }) => [{ file: PERIOD_FILE, value: `${PERIOD}` }, { file: QUOTA, value: cpus ? `${quotaOf(cpus)}` : NONE }],
    read: (texts) => cpusOf(numberIn(texts, QUOTA), numberIn(texts, PERIOD_FILE)),
  },
  {
    attribute: 'cpu_shares',
    writes: ({ cpu_shares: shares }) => [{ file: 'cpu/cpu.shares', value: `${shares || DEFAULT_SHARES}` }],
    read: (texts) => numberIn(texts, 'cpu/cpu.shares') ?? 0,
  },
  {
    attribute: 'pids_limit',
    writes: ({ pids_limit: limit }) => [{ file: 'pids/pids.max', value: limit && limit > 0 ? `${limit}` : 'max' }],
    read: (texts) => Number(valueIn(texts, 'pids/pids.max', 'max') ?? 0),
  },
  {
    attribute: 'blkio_weight',
    writes: ({ blkio_weight: weight }) => WEIGHTS.map(({ file, unset }) => ({ file, value: `${weight || unset}`, isOptional: true })),
    read: (texts) => WEIGHTS.map(({ file }) => numberIn(texts, file)).find((weight) => weight !== undefined) ?? 0,
  },
];

/**
 * Without swap, the limit of both together is the one that is reached. Linux 6.15 and newer does not count that, but no program is ended
 * without it.
 */
function hits(texts: Texts): number | null {
  const memory = numberIn(texts, 'memory/memory.failcnt');
  return memory === undefined ? null : Math.max(memory + (numberIn(texts, 'memory/memory.memsw.failcnt') ?? 0), kills(texts) ?? 0);
}

function kills(texts: Texts): number | undefined {
  return numberIn(texts, 'memory/memory.oom_control', 'oom_kill');
}

/** Control groups version 1: a hierarchy for each controller. Throttles of devices are not inherited, so a pool can't have them. */
export const VERSION_1: Layout = {
  version: '1',
  controllers: ['memory', 'cpu', 'pids', 'blkio'],
  rows: ROWS,
  // Kernels before 5.11 otherwise count only what is directly in the group, and there are no processes in a pool.
  initial: [{ file: 'memory/memory.use_hierarchy', value: '1' }],
  reclaim: [{ file: 'memory/memory.force_empty', value: '0' }],
  useFiles: [
    'memory/memory.usage_in_bytes', 'memory/memory.max_usage_in_bytes', 'memory/memory.failcnt', 'memory/memory.memsw.failcnt',
    'memory/memory.oom_control', 'cpuacct/cpuacct.usage', 'cpu/cpu.stat', 'pids/pids.current',
  ],
  use: (texts) => ({
    memory: numberIn(texts, 'memory/memory.usage_in_bytes') ?? null,
    peak: numberIn(texts, 'memory/memory.max_usage_in_bytes') ?? null,
    memoryHits: hits(texts),
    oomKills: kills(texts) ?? null,
    cpuSeconds: secondsIn(1e9, numberIn(texts, 'cpuacct/cpuacct.usage')),
    throttledPeriods: numberIn(texts, 'cpu/cpu.stat', 'nr_throttled') ?? null,
    throttledSeconds: secondsIn(1e9, numberIn(texts, 'cpu/cpu.stat', 'throttled_time')),
    processes: numberIn(texts, 'pids/pids.current') ?? null,
  }),
  countsWithin: false,
};
