import { Limit } from '../../src/shared/controls/lattice';

/** The controls that a control group limits. */
export type CgroupControl = 'memory' | 'cpus' | 'processes' | 'disk_io';

/** Their limits. A limit that cannot be read is missing. */
export type Limits = { readonly [C in CgroupControl]?: Limit };

type Read = (file: string) => string | undefined;

interface Layout {
  /** The files that are read, relative to the mount point of control groups. */
  readonly files: readonly string[];
  limits(read: Read): Limits;
}

const V1: Layout = {
  files: [
    'memory/memory.limit_in_bytes', 'cpu/cpu.cfs_quota_us', 'cpu/cpu.cfs_period_us', 'pids/pids.max',
    'blkio/blkio.throttle.read_bps_device', 'blkio/blkio.throttle.write_bps_device', 'devices/devices.list',
  ],
  limits: (read) => known({
    memory: amount(read('memory/memory.limit_in_bytes')),
    cpus: share(read('cpu/cpu.cfs_quota_us'), read('cpu/cpu.cfs_period_us')),
    processes: amount(read('pids/pids.max')),
    disk_io: least(
      ['read', 'write'].flatMap((way) => rates(read(`blkio/blkio.throttle.${way}_bps_device`), /^\S+ (\d+)$/)),
      read('blkio/blkio.throttle.read_bps_device'),
    ),
  }),
};

const V2: Layout = {
  files: ['memory.max', 'cpu.max', 'pids.max', 'io.max'],
  limits: (read) => known({
    memory: amount(read('memory.max')),
    cpus: share(...(read('cpu.max')?.trim().split(' ') ?? []) as [string?, string?]),
    processes: amount(read('pids.max')),
    disk_io: least([...rates(read('io.max'), /rbps=(\d+)/), ...rates(read('io.max'), /wbps=(\d+)/)], read('io.max')),
  }),
};

/** Returns where the kernel keeps limits in a version of control groups: "1" or "2". */
export function layoutOf(version: string | undefined): Layout {
  return version === '2' ? V2 : V1;
}

/** Version 1 expresses "no limit" as the largest number of whole pages, which is above this one. */
const NO_LIMIT = 2 ** 62;

function amount(text: string | undefined): Limit | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const number = Number(text);
  return Number.isNaN(number) || number >= NO_LIMIT ? 'unlimited' : number;
}

function share(quota: string | undefined, period: string | undefined): Limit | undefined {
  if (quota === undefined || period === undefined) return undefined;
  const number = Number(quota) / Number(period);
  return number > 0 ? number : 'unlimited';
}

function rates(text: string | undefined, pattern: RegExp): number[] {
  return (text ?? '').split('\n').flatMap((line) => pattern.exec(line)?.[1] ?? []).map(Number);
}

function least(amounts: readonly number[], text: string | undefined): Limit | undefined {
  if (amounts.length > 0) return Math.min(...amounts);
  return text === undefined ? undefined : 'unlimited';
}

function known<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
