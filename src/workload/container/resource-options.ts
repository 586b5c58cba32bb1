import { Size } from '../../units/size';

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
   * @default - the engine's: twice `memory` if the kernel supports swap limits. In a virtual container host, not above that of the whole
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
