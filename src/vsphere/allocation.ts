import { VSphereShares } from './shares';
import { Size } from '../units/size';

/**
 * What a virtual machine or a resource pool gets of the processors.
 */
export interface VSphereCpuAllocation {
  /**
   * What it has for itself, in MHz.
   *
   * @default 0
   */
  readonly reservationMhz?: number;

  /**
   * The most that it gets, in MHz.
   *
   * @default - no limit
   */
  readonly limitMhz?: number;

  /**
   * Its part of what is free.
   *
   * @default VSphereShares.NORMAL
   */
  readonly shares?: VSphereShares;
}

/**
 * What a virtual machine or a resource pool gets of the memory.
 */
export interface VSphereMemoryAllocation {
  /**
   * What it has for itself, in whole mebibytes.
   *
   * @default - nothing
   */
  readonly reservation?: Size;

  /**
   * The most that it gets, in whole mebibytes.
   *
   * @default - no limit
   */
  readonly limit?: Size;

  /**
   * Its part of what is free.
   *
   * @default VSphereShares.NORMAL
   */
  readonly shares?: VSphereShares;
}
