import { Op, Tokenization } from 'cdktf';
import { AS_GIVEN, FieldTable, plain } from './field';
import { mebibytes, memoryField, numberProblems } from './quantities';
import { runtimeWithin } from './security';
import { DiskLimitModel, UlimitModel } from '../../../model/container';
import { BerthError } from '../../../private/berth-error';
import { numberOutOfRange, pathNotAbsolute } from '../../../private/errors';
import { isKnown } from '../../../private/tokens';
import { Limit } from '../../../shared/controls/lattice';
import { isOpenFiles } from '../../../shared/controls/resources';
import { Controls } from '../../../shared/controls/table';
import { MINIMUM_MEMORY_MIB } from '../../../shared/engine';
import { Size } from '../../../units/size';
import { blocks, unlessEmpty } from '../../blocks';
import { memoryBelowMinimum, softAboveHard, swapBelowMemory } from '../errors';
import { SECURE_DEFAULTS } from '../secure-defaults';

type ResourceField = 'memory' | 'memorySwap' | 'cpus' | 'cpuShares' | 'pidsLimit' | 'diskLimits' | 'ulimits';

const MEBIBYTE = 1_024 * 1_024;
const MINIMUM_MEMORY = Size.mebibytes(MINIMUM_MEMORY_MIB);
const MINIMUM_CPUS = 0.01;
const UNLIMITED = -1;

// The period of the kernel's scheduler to which a CPU quota applies, in microseconds: the kernel's default.
const CPU_PERIOD = 100_000;

/** The fields of a container's share of the host's resources. */
export const RESOURCE_FIELDS: FieldTable<ResourceField> = {
  memory: {
    ...memoryField('memory'),
    byDefault: memoryWithin,
    check: (value) => [
      ...mebibytes('The memory limit')(value),
      ...(isBelow(value, MINIMUM_MEMORY) ? [memoryBelowMinimum(`${value}`)] : []),
    ],
  },

  memorySwap: {
    ...memoryField('memory_swap'),
    check: (value, { memory }) => [
      ...mebibytes('memorySwap')(value),
      ...(memory && isBelow(value, memory) ? [swapBelowMemory(`${value}`, `${memory}`)] : []),
    ],
  },

  cpus: {
    ...AS_GIVEN,
    byDefault: (requested) => atMost(requested.cpus, SECURE_DEFAULTS.cpus),
    check: (value) => numberProblems('cpus', value, `a number of at least ${MINIMUM_CPUS}`,
      (number) => number >= MINIMUM_CPUS && Number.isFinite(number)),
    attributes: ['cpus'],
    orElse: ['cpu_period', 'cpu_quota'],
    write: (value, _, dialect) => {
      if (value === undefined) return {};
      return dialect.has('cpus') ? { cpus: Tokenization.stringifyNumber(value) } : { cpu_period: CPU_PERIOD, cpu_quota: quota(value) };
    },
    read: ({ cpus, cpu_quota: share, cpu_period: period = CPU_PERIOD }) => {
      if (cpus !== undefined) return Number(cpus);
      return share === undefined ? undefined : (share as number) / (period as number);
    },
  },

  cpuShares: {
    ...plain<number>('cpu_shares'),
    check: (value) => numberProblems('cpuShares', value, 'a whole number of at least 2',
      (number) => Number.isInteger(number) && number >= 2),
  },

  pidsLimit: {
    ...plain<number>('pids_limit'),
    title: 'A limit on processes',
    byDefault: (requested, { runtime = runtimeWithin(requested) }, dialect) => {
      const limit = atMost(requested.processes, SECURE_DEFAULTS.pidsLimit * (runtime?.capabilities.threadsPerProcess ?? 1));
      return dialect.has('pids_limit') ? dialect.ofEveryContainer?.processes ?? limit : undefined;
    },
    check: (value) => numberProblems('pidsLimit', value, 'a whole number of at least 1, or -1 for no limit',
      (number) => Number.isInteger(number) && (number >= 1 || number === UNLIMITED)),
  },

  ulimits: {
    toModel: (prop) => prop.map(({ name, soft, hard = soft }) => ({ name, soft, hard })),
    toProp: (value) => value,
    byDefault: (requested, _, dialect) => {
      const openFiles = dialect.ofEveryContainer?.openFiles ?? atMost(requested.open_files, SECURE_DEFAULTS.openFiles);
      return openFiles === undefined ? [] : [{ name: 'nofile', soft: openFiles, hard: openFiles }];
    },
    merge: (given, byDefault) => [...(given.some(({ name }) => isOpenFiles(name)) ? [] : byDefault), ...given],
    check: (value) => value.flatMap(checkUlimit),
    attributes: ['ulimit'],
    write: (value) => ({ ulimit: unlessEmpty(value) }),
    read: ({ ulimit }) => blocks(ulimit).map(({ name, soft, hard }) => ({ name, soft, hard })),
  },

  diskLimits: {
    toModel: (prop) => prop,
    toProp: (value) => value,
    byDefault: () => [],
    title: 'A limit on disks',
    check: (value) => value.map(({ device }) => device).filter((path) => isKnown(path) && !path.startsWith('/'))
      .map((path) => pathNotAbsolute('The device of a disk', path)),
    attributes: ['device_read_bps', 'device_write_bps'],
    write: (value) => ({
      device_read_bps: throttles(value, ({ read }) => read),
      device_write_bps: throttles(value, ({ write }) => write),
    }),
    read: ({ device_read_bps: reads, device_write_bps: writes }) => readDiskLimits(blocks(reads), blocks(writes)),
  },
};

function isBelow(size: Size, minimum: Size): boolean {
  return isKnown(size.toBytes()) && isKnown(minimum.toBytes()) && size.toBytes() < minimum.toBytes();
}

function quota(cpus: number): number {
  return isKnown(cpus) ? Math.round(cpus * CPU_PERIOD) : Op.mul(cpus, CPU_PERIOD);
}

function checkUlimit({ name, soft, hard }: UlimitModel): BerthError[] {
  if (!isKnown(soft) || !isKnown(hard)) return [];
  const isValid = (limit: number) => Number.isInteger(limit) && limit >= UNLIMITED;
  const invalid = [soft, hard].find((limit) => !isValid(limit));
  if (invalid !== undefined) return [numberOutOfRange(`The limit "${name}"`, invalid, 'a whole number of at least 0, or -1 for no limit')];
  return hard !== UNLIMITED && (soft > hard || soft === UNLIMITED) ? [softAboveHard(name, soft, hard)] : [];
}

function throttles(limits: readonly DiskLimitModel[], rateOf: (limit: DiskLimitModel) => Size | undefined) {
  return unlessEmpty(limits.flatMap((limit) => {
    const rate = rateOf(limit);
    return rate === undefined ? [] : [{ path: limit.device, rate: rate.toBytes() }];
  }));
}

function readDiskLimits(reads: ReadonlyArray<Record<string, any>>, writes: ReadonlyArray<Record<string, any>>): DiskLimitModel[] {
  const devices = [...new Set([...reads, ...writes].map(({ path }) => path as string))];
  const rateOf = (limits: ReadonlyArray<Record<string, any>>, device: string) => {
    const limit = limits.find(({ path }) => path === device);
    return limit === undefined ? undefined : Size.bytes(limit.rate);
  };
  return devices.map((device) => ({ device, read: rateOf(reads, device), write: rateOf(writes, device) }));
}

/** Returns a default amount, or the policy's limit if that is less; undefined if the policy asks for no limit. */
function atMost(bound: Limit = 'unlimited', amount: number): number | undefined {
  return bound === 'unlimited' ? undefined : bound === 'limited' ? amount : Math.min(bound, amount);
}

/** Rounds down, since the standard schema counts memory in whole mebibytes. */
/** Returns the limit of memory and swap if the engine's default, twice the memory, is above the bound of a virtual container host. */
export function swapWithin(memory: Size | undefined, bound: Size | undefined): Size | undefined {
  const [own, most] = [memory?.toBytes(), bound?.toBytes()];
  return isKnown(own) && isKnown(most) && own <= most && 2 * own > most ? bound : undefined;
}

function memoryWithin({ memory }: Controls): Size | undefined {
  const ordinary = SECURE_DEFAULTS.memory.toBytes();
  const amount = atMost(memory, ordinary);
  if (amount === undefined) return undefined;
  return amount === ordinary ? SECURE_DEFAULTS.memory : Size.mebibytes(Math.floor(amount / MEBIBYTE));
}
