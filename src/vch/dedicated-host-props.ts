import { Shares } from './shares';
import { Guarantee, Shrink } from './virtual-container-host-props';
import { NestedHostProps } from '../host/nested-host-props';
import { Size } from '../units/size';
import { DiskLimit } from '../workload/container/resource-options';

/**
 * The properties of a dedicated virtual container host. `memory`, `cpus` and `pidsLimit` are bounds for the engine and all its containers
 * together.
 */
export interface DedicatedHostProps extends NestedHostProps {
  /**
   * The name of the virtual container host: 1 to 40 lower-case letters, digits and "-".
   *
   * @default - derived from the construct's path
   */
  readonly name?: string;

  /**
   * The most memory and swap of the engine and all its containers together.
   *
   * @default - twice `memory`
   */
  readonly memorySwap?: Size;

  /**
   * What it has for itself.
   *
   * @default - nothing
   */
  readonly guaranteed?: Guarantee;

  /**
   * Its part of the CPU time that is free, in proportion to the others.
   *
   * @default Shares.NORMAL
   */
  readonly shares?: Shares;

  /**
   * Its part of block I/O, in proportion to the others, from 10 to 1000.
   *
   * @default - the kernel's
   */
  readonly diskWeight?: number;

  /**
   * The most that is read from and written to devices of the host. Needs control groups version 2.
   *
   * @default - no limits
   */
  readonly diskLimits?: DiskLimit[];

  /**
   * What happens if a bound becomes less than what is in use.
   *
   * @default Shrink.REFUSE
   */
  readonly shrink?: Shrink;

  /**
   * Whether the engine and all its containers are paused. It then answers nobody, and Terraform takes what is on it for unchanged.
   *
   * @default false
   */
  readonly suspended?: boolean;
}
