import { ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { Op, Tokenization } from 'cdktf';
import { memoryBelowMinimum, softAboveHard, swapBelowMemory } from './errors';
import { Backend } from '../../backend/backend';
import { notOnThisBackend } from '../../backend/errors';
import { BerthError } from '../../private/berth-error';
import { numberOutOfRange, pathNotAbsolute } from '../../private/errors';
import { isKnown } from '../../private/tokens';
import { MINIMUM_MEMORY_MIB } from '../../shared/engine';
import { notAWholeAmount } from '../../units/errors';
import { Size } from '../../units/size';

const MEBIBYTE = 1_024 * 1_024;

const MINIMUM_MEMORY = Size.mebibytes(MINIMUM_MEMORY_MIB);
const MINIMUM_CPUS = 0.01;
const UNLIMITED = -1;

// The period of the kernel's scheduler to which a CPU quota applies, in microseconds: the kernel's default.
const CPU_PERIOD = 100_000;

/**
 * A resource limit of the kernel for each process of a container.
 */
export interface Ulimit {
  /**
   * The name of the resource, such as `nofile`, the number of open files.
   */
  readonly name: string;

  /**
   * The soft limit, which the kernel enforces; -1 for no limit.
   */
  readonly soft: number;

  /**
   * The hard limit, up to which a process can raise the soft limit; -1 for no limit.
   *
   * @default - the same as `soft`
   */
  readonly hard?: number;
}

/**
 * A limit on a container's disk throughput.
 */
export interface DiskLimit {
  /**
   * The absolute path of the disk's device on the host, such as `/dev/sda`.
   */
  readonly device: string;

  /**
   * The maximum amount that is read per second.
   *
   * @default - no limit
   */
  readonly read?: Size;

  /**
   * The maximum amount that is written per second.
   *
   * @default - no limit
   */
  readonly write?: Size;
}

/**
 * Resource options of a container: how much of its host's resources it can use.
 *
 * The defaults below are those of `IsolationPolicy.BASELINE`. A policy with a lower limit lowers them, and a policy without a limit sets
 * none.
 */
export interface ContainerResourceOptions {
  /**
   * The memory limit, in whole mebibytes, at least 6 (CIS Docker Benchmark 5.11). The kernel kills a container that needs more.
   *
   * @default Size.gibibytes(1)
   */
  readonly memory?: Size;

  /**
   * The limit of memory and swap together, in whole mebibytes, at least `memory`. The same as `memory` means no swap.
   *
   * @default - the engine's: twice `memory` if the kernel supports swap limits
   */
  readonly memorySwap?: Size;

  /**
   * The number of CPUs that the container can use, at least 0.01, such as 1.5 (CIS Docker Benchmark 5.12).
   *
   * @default 1
   */
  readonly cpus?: number;

  /**
   * The container's weight relative to other containers when CPU time is scarce, at least 2.
   *
   * @default - the kernel's default, 1024
   */
  readonly cpuShares?: number;

  /**
   * The maximum number of processes and threads (CIS Docker Benchmark 5.29); -1 for no limit. Only `Backend.BERTH` supports it.
   *
   * @default - 1024 with Backend.BERTH, or 12 times as many with gVisor, whose own threads count; with other back ends none, and a warning
   */
  readonly pidsLimit?: number;

  /**
   * Limits on the container's disk throughput. Only `Backend.BERTH` supports them.
   *
   * @default - none
   */
  readonly diskLimits?: DiskLimit[];

  /**
   * Resource limits of the kernel for each process (CIS Docker Benchmark 5.19). The default limit for `nofile` applies unless it is given
   * here.
   *
   * @default - 16384 open files (`nofile`)
   */
  readonly ulimits?: Ulimit[];
}

export function checkResources(options: ContainerResourceOptions, backend: Backend): BerthError[] {
  return [
    ...checkMemory(options),
    ...checkCpus(options),
    ...checkPidsLimit(options, backend),
    ...(options.ulimits ?? []).flatMap(checkUlimit),
    ...checkDiskLimits(options, backend),
  ];
}

function checkMemory({ memory, memorySwap }: ContainerResourceOptions): BerthError[] {
  return [
    ...checkMebibytes('The memory limit', memory),
    ...checkMebibytes('memorySwap', memorySwap),
    ...(memory && isBelow(memory, MINIMUM_MEMORY) ? [memoryBelowMinimum(`${memory}`)] : []),
    ...(memorySwap && memory && isBelow(memorySwap, memory) ? [swapBelowMemory(`${memorySwap}`, `${memory}`)] : []),
  ];
}

function checkCpus({ cpus, cpuShares }: ContainerResourceOptions): BerthError[] {
  return [
    ...(isKnown(cpus) && !(cpus >= MINIMUM_CPUS && Number.isFinite(cpus))
      ? [numberOutOfRange('cpus', cpus, `a number of at least ${MINIMUM_CPUS}`)]
      : []),
    ...(isKnown(cpuShares) && !(Number.isInteger(cpuShares) && cpuShares >= 2)
      ? [numberOutOfRange('cpuShares', cpuShares, 'a whole number of at least 2')]
      : []),
  ];
}

function checkPidsLimit({ pidsLimit }: ContainerResourceOptions, backend: Backend): BerthError[] {
  return [
    ...(isKnown(pidsLimit) && !(Number.isInteger(pidsLimit) && (pidsLimit >= 1 || pidsLimit === UNLIMITED))
      ? [numberOutOfRange('pidsLimit', pidsLimit, 'a whole number of at least 1, or -1 for no limit')]
      : []),
    ...(pidsLimit !== undefined && !backend._has('docker_container', 'pids_limit')
      ? [notOnThisBackend('A limit on processes', `${backend}`, 'leave `pidsLimit` out, or use Backend.BERTH')]
      : []),
  ];
}

function checkDiskLimits({ diskLimits = [] }: ContainerResourceOptions, backend: Backend): BerthError[] {
  const paths = diskLimits.map(({ device }) => device).filter(isKnown);
  return [
    ...paths.filter((path) => !path.startsWith('/')).map((path) => pathNotAbsolute('The device of a disk', path)),
    ...(diskLimits.length > 0 && !backend._has('docker_container', 'device_read_bps')
      ? [notOnThisBackend('A limit on disks', `${backend}`, 'leave `diskLimits` out, or use Backend.BERTH')]
      : []),
  ];
}

/** Rejects fractions of a mebibyte, since the schema of kreuzwerker/docker counts in whole mebibytes. */
export function checkMebibytes(what: string, size: Size | undefined): BerthError[] {
  const bytes = size?.toBytes();
  return isKnown(bytes) && bytes % MEBIBYTE !== 0 ? [notAWholeAmount(what, `${size}`, 'MiB')] : [];
}

function isBelow(size: Size, minimum: Size): boolean {
  return isKnown(size.toBytes()) && isKnown(minimum.toBytes()) && size.toBytes() < minimum.toBytes();
}

function checkUlimit({ name, soft, hard = soft }: Ulimit): BerthError[] {
  if (!isKnown(soft) || !isKnown(hard)) return [];
  const isValid = (limit: number) => Number.isInteger(limit) && limit >= UNLIMITED;
  const invalid = [soft, hard].find((limit) => !isValid(limit));
  if (invalid !== undefined) return [numberOutOfRange(`The limit "${name}"`, invalid, 'a whole number of at least 0, or -1 for no limit')];
  return hard !== UNLIMITED && (soft > hard || soft === UNLIMITED) ? [softAboveHard(name, soft, hard)] : [];
}

export function renderResources(options: ContainerResourceOptions, backend: Backend): Partial<ContainerConfig> {
  const { ulimits = [] } = options;
  return {
    memory: options.memory?.toMebibytes(),
    memorySwap: options.memorySwap?.toMebibytes(),
    ...(options.cpus === undefined ? {} : renderCpus(options.cpus, backend)),
    cpuShares: options.cpuShares,
    ulimit: ulimits.length > 0 ? ulimits.map(({ name, soft, hard = soft }) => ({ name, soft, hard })) : undefined,
  };
}

function renderCpus(cpus: number, backend: Backend): Partial<ContainerConfig> {
  return backend._has('docker_container', 'cpus')
    ? { cpus: Tokenization.stringifyNumber(cpus) }
    : { cpuPeriod: CPU_PERIOD, cpuQuota: quota(cpus) };
}

function quota(cpus: number): number {
  return isKnown(cpus) ? Math.round(cpus * CPU_PERIOD) : Op.mul(cpus, CPU_PERIOD);
}

/** Renders the attributes that only Berth's provider has, for which @cdktf/provider-docker has no binding. */
export function renderOwnResources({ pidsLimit, diskLimits = [] }: ContainerResourceOptions): Record<string, unknown> {
  return {
    ...(pidsLimit === undefined ? {} : { pids_limit: pidsLimit }),
    ...throttles('device_read_bps', diskLimits.map(({ device, read }) => ({ path: device, rate: read?.toBytes() }))),
    ...throttles('device_write_bps', diskLimits.map(({ device, write }) => ({ path: device, rate: write?.toBytes() }))),
  };
}

function throttles(attribute: string, limits: Array<{ path: string; rate?: number }>): Record<string, unknown> {
  const withRate = limits.filter(({ rate }) => rate !== undefined);
  return withRate.length > 0 ? { [attribute]: withRate } : {};
}
