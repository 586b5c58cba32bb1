import { Limit } from '../../src/shared/controls/lattice';

/** The controls that a control group enforces. */
export type CgroupControl = 'memory' | 'cpus' | 'processes' | 'disk_io';

/** The limits of a control group. Omits limits that cannot be read. */
export type Limits = { readonly [C in Exclude<CgroupControl, 'disk_io'>]?: Limit };

/** The most bytes per second that a control group can read from a disk or write to it, by the numbers of disks, "major:minor". */
export type Throttles = { readonly [D in 'read' | 'write']: ReadonlyMap<string, number> };

type Read = (file: string) => string | undefined;

interface CgroupLayout {
  /** The files that are read, relative to the mount point of control groups. */
  readonly files: readonly string[];
  /** A file of each control, which shows by its folder which controller enforces it. */
  readonly fileOf: { readonly [C in CgroupControl | 'devices']: string };
  limits(read: Read): Limits;
  /** Returns undefined if they can't be read. */
  throttles(read: Read): Throttles | undefined;
}

const V1: CgroupLayout = {
  files: [
    'memory/memory.limit_in_bytes', 'memory/memory.memsw.limit_in_bytes', 'cpu/cpu.cfs_quota_us', 'cpu/cpu.cfs_period_us', 'pids/pids.max',
    'blkio/blkio.throttle.read_bps_device', 'blkio/blkio.throttle.write_bps_device', 'devices/devices.list',
  ],
  fileOf: {
    memory: 'memory/memory.limit_in_bytes',
    cpus: 'cpu/cpu.cfs_quota_us',
    processes: 'pids/pids.max',
    disk_io: 'blkio/blkio.throttle.read_bps_device',
    devices: 'devices/devices.list',
  },
  limits: (read) => withoutUndefined({
    memory: withSwap(parseLimit(read('memory/memory.limit_in_bytes')), read('memory/memory.memsw.limit_in_bytes')),
    cpus: parseCpuLimit(read('cpu/cpu.cfs_quota_us'), read('cpu/cpu.cfs_period_us')),
    processes: parseLimit(read('pids/pids.max')),
  }),
  throttles: (read) => parseThrottles(
    [read('blkio/blkio.throttle.read_bps_device'), /^(\d+:\d+) (\d+)$/],
    [read('blkio/blkio.throttle.write_bps_device'), /^(\d+:\d+) (\d+)$/],
  ),
};

const V2: CgroupLayout = {
  files: ['memory.max', 'memory.swap.max', 'cpu.max', 'pids.max', 'io.max'],
  // A program that is attached to the group allows devices.
  fileOf: { memory: 'memory.max', cpus: 'cpu.max', processes: 'pids.max', disk_io: 'io.max', devices: 'devices' },
  limits: (read) => withoutUndefined({
    memory: withSwap(parseLimit(read('memory.max')), read('memory.swap.max')),
    cpus: parseCpuLimit(...(read('cpu.max')?.trim().split(' ') ?? []) as [string?, string?]),
    processes: parseLimit(read('pids.max')),
  }),
  throttles: (read) => parseThrottles(
    [read('io.max'), /^(\d+:\d+) .*\brbps=(\d+)/], [read('io.max'), /^(\d+:\d+) .*\bwbps=(\d+)/],
  ),
};

/** Returns which files contain the limits in a version of control groups, "1" or "2", and how to parse them. */
export function cgroupLayout(version: string | undefined): CgroupLayout {
  return version === '2' ? V2 : V1;
}

/** In version 1, "no limit" is the largest number of bytes in whole memory pages, which is above this number. */
const NO_LIMIT = 2 ** 62;

function parseLimit(text: string | undefined): Limit | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const number = Number(text);
  return Number.isNaN(number) || number >= NO_LIMIT ? 'unlimited' : number;
}

/** Memory is not limited if the swap besides it is not. A kernel that does not account for swap has no file of its limit. */
function withSwap(memory: Limit | undefined, swap: string | undefined): Limit | undefined {
  return memory !== undefined && parseLimit(swap) === 'unlimited' ? 'unlimited' : memory;
}

function parseCpuLimit(quota: string | undefined, period: string | undefined): Limit | undefined {
  if (quota === undefined || period === undefined) return undefined;
  const number = Number(quota) / Number(period);
  return number > 0 ? number : 'unlimited';
}

/** A file, and what its lines look like: a disk and a rate. */
type Rates = readonly [text: string | undefined, pattern: RegExp];

function parseThrottles(read: Rates, write: Rates): Throttles | undefined {
  if (read[0] === undefined || write[0] === undefined) return undefined;
  return { read: ratesIn(read[0], read[1]), write: ratesIn(write[0], write[1]) };
}

function ratesIn(text: string, pattern: RegExp): ReadonlyMap<string, number> {
  return new Map(text.split('\n').flatMap((line) => {
    const [, disk, rate] = pattern.exec(line) ?? [];
    return disk === undefined ? [] : [[disk, Number(rate)] as const];
  }));
}

function withoutUndefined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
