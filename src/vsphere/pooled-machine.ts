import { Size } from '../units/size';

/** What a machine, or a pool in a pool, takes of it. */
export interface PooledMachine {
  readonly path: string;
  /** Undefined for a pool. */
  readonly memory?: Size;
  readonly memoryReservation?: Size;
  readonly cpuReservation?: number;
}
