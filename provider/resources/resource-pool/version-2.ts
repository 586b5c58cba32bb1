import { Layout, Row, Texts } from './row';
import { Bounds } from './schema';
import { bytesOf, cpusOf, DEFAULT_SHARES, numberIn, PERIOD, quotaOf, secondsIn, valueIn } from './values';
import { MIB } from '../../engine/canonical/size';

/** No limit. */
const NONE = 'max';

export const MEMORY_2 = 'memory.max';
/** Above this amount, the kernel slows programs down and reclaims. A pool has it only while its bound goes down. */
export const HIGH_2 = 'memory.high';
export const CURRENT_2 = 'memory.current';

function swapOf({ memory, memory_swap: swap }: Bounds): string {
  if (!memory || swap === -1) return NONE;
  return bytesOf(swap ? swap - memory : memory);
}

/** Returns the weight that runc writes for CPU shares: 1024 shares are the kernel's default weight, 100 (opencontainers/cgroups). */
export function weightOf(shares: number): number {
  if (shares <= 2) return 1;
  if (shares >= 262_144) return 10_000;
  const log = Math.log2(shares);
  return Math.ceil(10 ** ((log * log + 125 * log) / 612 - 7 / 34));
}

/** Returns the shares whose weight is nearest to one. */
export function sharesOf(weight: number): number {
  let [low, high] = [2, 262_144];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (weightOf(middle) < weight) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The weight of I/O for one from 10 to 1000, as runc converts it. */
function ioWeightOf(weight: number): number {
  return Math.floor(1 + (weight - 10) * 9999 / 990);
}

function limit(texts: Texts, file: string): number {
  return Number(valueIn(texts, file, NONE) ?? 0);
}

/** Returns the limit that is in force: whoever lowers `memory.high` by hand takes memory away, too. */
function memoryIn(texts: Texts): number {
  const limits = [limit(texts, MEMORY_2), limit(texts, HIGH_2)].filter((each) => each > 0);
  return limits.length === 0 ? 0 : Math.min(...limits) / MIB;
}

const ROWS: readonly Row[] = [
  {
    attribute: 'memory',
    writes: ({ memory }) => [{ file: MEMORY_2, value: memory ? bytesOf(memory) : NONE }, { file: HIGH_2, value: NONE }],
    read: memoryIn,
  },
  {
    attribute: 'memory_swap',
    writes: (bounds) => [{ file: 'memory.swap.max', value: swapOf(bounds), isOptional: true }],
    read: (texts, { memory_swap: known }) => {
      if (!texts.has('memory.swap.max')) return 0;
      const [memory, swap] = [limit(texts, MEMORY_2), valueIn(texts, 'memory.swap.max', NONE)];
      if (known === 0 && Number(swap) === memory) return 0;
      return swap === undefined ? -1 : (memory + Number(swap)) / MIB;
    },
  },
  {
    attribute: 'memory_reservation',
    writes: ({ memory_reservation: amount }) => [{ file: 'memory.low', value: amount ? bytesOf(amount) : '0' }],
    read: (texts) => limit(texts, 'memory.low') / MIB,
  },
  {
    attribute: 'cpus',
    writes: ({ cpus }) => [{ file: 'cpu.max', value: `${cpus ? quotaOf(cpus) : NONE} ${PERIOD}` }],
    read: (texts) => {
      const [quota, period] = (texts.get('cpu.max') ?? NONE).trim().split(' ');
      return quota === NONE ? '' : cpusOf(Number(quota), Number(period));
    },
  },
  {
    attribute: 'cpu_shares',
    writes: ({ cpu_shares: shares }) => [{ file: 'cpu.weight', value: `${weightOf(shares || DEFAULT_SHARES)}` }],
    read: (texts) => sharesOf(numberIn(texts, 'cpu.weight') ?? weightOf(DEFAULT_SHARES)),
  },
  {
    attribute: 'pids_limit',
    writes: ({ pids_limit: most }) => [{ file: 'pids.max', value: most && most > 0 ? `${most}` : NONE }],
    read: (texts) => limit(texts, 'pids.max'),
  },
  {
    attribute: 'blkio_weight',
    writes: ({ blkio_weight: weight }) => [
      { file: 'io.weight', value: `${weight ? ioWeightOf(weight) : 100}`, isOptional: true },
      { file: 'io.bfq.weight', value: `${weight || 100}`, isOptional: true },
    ],
    read: (texts) => {
      const converted = numberIn(texts, 'io.weight');
      return numberIn(texts, 'io.bfq.weight') ?? (converted === undefined ? 0 : Math.ceil(10 + (converted - 1) * 990 / 9999));
    },
  },
];

/** Control groups version 2: one hierarchy, whose counters include the groups within. */
export const VERSION_2: Layout = {
  version: '2',
  controllers: [],
  rows: ROWS,
  initial: [],
  // More than there is: the kernel stops where it gets no further. Needs Linux 5.19.
  reclaim: [{ file: 'memory.reclaim', value: '1T' }],
  useFiles: [CURRENT_2, 'memory.peak', 'memory.events', 'cpu.stat', 'pids.current'],
  use: (texts) => ({
    memory: numberIn(texts, CURRENT_2) ?? null,
    peak: numberIn(texts, 'memory.peak') ?? null,
    memoryHits: numberIn(texts, 'memory.events', 'max') ?? null,
    oomKills: numberIn(texts, 'memory.events', 'oom_kill') ?? null,
    cpuSeconds: secondsIn(1e6, numberIn(texts, 'cpu.stat', 'usage_usec')),
    throttledPeriods: numberIn(texts, 'cpu.stat', 'nr_throttled') ?? null,
    throttledSeconds: secondsIn(1e6, numberIn(texts, 'cpu.stat', 'throttled_usec')),
    processes: numberIn(texts, 'pids.current') ?? null,
  }),
  countsWithin: true,
};
