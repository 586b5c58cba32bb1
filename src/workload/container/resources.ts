import { ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { Op, Tokenization } from 'cdktf';
import { memoryBelowMinimum, softAboveHard, swapBelowMemory } from './errors';
import { Backend } from '../../backend/backend';
import { notOnThisBackend } from '../../backend/errors';
import { BerthError } from '../../private/berth-error';
import { numberOutOfRange, pathNotAbsolute } from '../../private/errors';
import { isKnown } from '../../private/tokens';
import { notAWholeAmount } from '../../units/errors';
import { Size } from '../../units/size';

const MEBIBYTE = 1_024 * 1_024;

// The engine refuses less (moby, daemon/daemon_unix.go).
const LEAST_MEMORY = Size.mebibytes(6);
const LEAST_CPUS = 0.01;
const UNLIMITED = -1;

// The period of the kernel's scheduler against which a quota counts, in microseconds: the kernel's default.
const CPU_PERIOD = 100_000;

/**
 * A limit of the kernel on each process of a container.
 */
export interface Ulimit {
  /**
   * What it limits, such as `nofile`, the number of open files.
   */
  readonly name: string;

  /**
   * The limit in force; -1 is none.
   */
  readonly soft: number;

  /**
   * How far a process may raise it; -1 is without end.
   *
   * @default - as `soft`
   */
  readonly hard?: number;
}

/**
 * A limit on what a container does to a disk.
 */
export interface DiskLimit {
  /**
   * The disk, as the absolute path of its device on the host, such as `/dev/sda`.
   */
  readonly device: string;

  /**
   * The most that is read in a second.
   *
   * @default - no limit
   */
  readonly read?: Size;

  /**
   * The most that is written in a second.
   *
   * @default - no limit
   */
  readonly write?: Size;
}

/**
 * What a container may use of its host. The defaults are those under `IsolationPolicy.BASELINE`; a policy that allows less makes them less, and one
 * that asks for no limit sets none.
 */
export interface ContainerResourceOptions {
  /**
   * The most memory, in whole mebibytes, at least 6 (CIS Docker Benchmark 5.11). A container that needs more is killed.
   *
   * @default Size.gibibytes(1)
   */
  readonly memory?: Size;

  /**
   * The most memory and swap together, in whole mebibytes; as much as `memory` for no swap.
   *
   * @default - the engine's: twice `memory` where the kernel limits swap
   */
  readonly memorySwap?: Size;

  /**
   * How many processors' worth of time, at least 0.01 (CIS Docker Benchmark 5.12).
   *
   * @default 1
   */
  readonly cpus?: number;

  /**
   * Its share of the processors when they are short, against 1024 of others that have none given; at least 2.
   *
   * @default - 1024, the kernel's
   */
  readonly cpuShares?: number;

  /**
   * The most processes and threads (CIS Docker Benchmark 5.29); -1 is no limit. Only `Backend.BERTH` has it.
   *
   * @default - 1024 with Backend.BERTH, and 12 times as many under gVisor, whose own threads count; none otherwise, which a warning tells
   */
  readonly pidsLimit?: number;

  /**
   * Limits on what it does to disks. Only `Backend.BERTH` has them.
   *
   * @default - none
   */
  readonly diskLimits?: DiskLimit[];

  /**
   * Limits of the kernel on each process (CIS Docker Benchmark 5.19), besides that on open files unless it is among them.
   *
   * @default - 16384 open files (nofile)
   */
  readonly ulimits?: Ulimit[];
}

export function checkResources(options: ContainerResourceOptions, backend: Backend): BerthError[] {
  const { memory, memorySwap, cpus, cpuShares, pidsLimit, ulimits = [], diskLimits = [] } = options;
  return [
    ...checkMebibytes('The memory limit', memory),
    ...checkMebibytes('memorySwap', memorySwap),
    ...(memory && below(memory, LEAST_MEMORY) ? [memoryBelowMinimum(`${memory}`)] : []),
    ...(memorySwap && memory && below(memorySwap, memory) ? [swapBelowMemory(`${memorySwap}`, `${memory}`)] : []),
    ...(isKnown(cpus) && !(cpus >= LEAST_CPUS && Number.isFinite(cpus)) ? [numberOutOfRange('cpus', cpus, `a number from ${LEAST_CPUS} up`)] : []),
    ...(isKnown(cpuShares) && !(Number.isInteger(cpuShares) && cpuShares >= 2) ? [numberOutOfRange('cpuShares', cpuShares, 'a whole number from 2 up')] : []),
    ...(isKnown(pidsLimit) && !(Number.isInteger(pidsLimit) && (pidsLimit >= 1 || pidsLimit === UNLIMITED))
      ? [numberOutOfRange('pidsLimit', pidsLimit, 'a whole number from 1 up, or -1 for no limit')]
      : []),
    ...(pidsLimit !== undefined && !backend._can.pidsLimit ? [notOnThisBackend('A limit on processes', `${backend}`, 'leave `pidsLimit` out, or use Backend.BERTH')] : []),
    ...ulimits.flatMap(checkUlimit),
    ...diskLimits.flatMap(({ device }) => (isKnown(device) && !device.startsWith('/') ? [pathNotAbsolute('The device of a disk', device)] : [])),
    ...(diskLimits.length > 0 && !backend._can.diskLimits
      ? [notOnThisBackend('A limit on disks', `${backend}`, 'leave `diskLimits` out, or use Backend.BERTH')]
      : []),
  ];
}

/** The standard schema counts memory in whole mebibytes. */
export function checkMebibytes(what: string, size: Size | undefined): BerthError[] {
  const bytes = size?.toBytes();
  return isKnown(bytes) && bytes % MEBIBYTE !== 0 ? [notAWholeAmount(what, `${size}`, 'MiB')] : [];
}

function below(size: Size, least: Size): boolean {
  return isKnown(size.toBytes()) && isKnown(least.toBytes()) && size.toBytes() < least.toBytes();
}

function checkUlimit({ name, soft, hard = soft }: Ulimit): BerthError[] {
  if (!isKnown(soft) || !isKnown(hard)) return [];
  const allowed = (limit: number) => Number.isInteger(limit) && limit >= UNLIMITED;
  const wrong = [soft, hard].find((limit) => !allowed(limit));
  if (wrong !== undefined) return [numberOutOfRange(`The limit "${name}"`, wrong, 'a whole number from 0 up, or -1 for no limit')];
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
  return backend._can.cpus ? { cpus: Tokenization.stringifyNumber(cpus) } : { cpuPeriod: CPU_PERIOD, cpuQuota: quota(cpus) };
}

function quota(cpus: number): number {
  return isKnown(cpus) ? Math.round(cpus * CPU_PERIOD) : Op.mul(cpus, CPU_PERIOD);
}

/** The attributes that only Berth's provider has, and so no binding. */
export function renderOwnResources({ pidsLimit, diskLimits = [] }: ContainerResourceOptions): Record<string, unknown> {
  return {
    ...(pidsLimit === undefined ? {} : { pids_limit: pidsLimit }),
    ...throttles('device_read_bps', diskLimits.map(({ device, read }) => ({ path: device, rate: read?.toBytes() }))),
    ...throttles('device_write_bps', diskLimits.map(({ device, write }) => ({ path: device, rate: write?.toBytes() }))),
  };
}

function throttles(attribute: string, limits: Array<{ path: string; rate?: number }>): Record<string, unknown> {
  const given = limits.filter(({ rate }) => rate !== undefined);
  return given.length > 0 ? { [attribute]: given } : {};
}
