import { DiskLimitModel } from './container';
import { Size } from '../units/size';

/** What a stack describes as a resource pool, whatever it becomes. A bound that is undefined is none. */
export interface ResourcePoolModel {
  readonly name: string;
  /** The control group of the pool in which it is. A token. */
  readonly parent?: string;
  readonly memory?: Size;
  readonly memorySwap?: Size;
  readonly guaranteedMemory?: Size;
  readonly cpus?: number;
  readonly cpuShares?: number;
  readonly processes?: number;
  readonly diskWeight?: number;
  readonly diskLimits: readonly DiskLimitModel[];
  readonly shrinksAsFarAsPossible: boolean;
  readonly suspended: boolean;
}
