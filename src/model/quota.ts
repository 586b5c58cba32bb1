import { Size } from '../units/size';

/** What the containers of a virtual container host may use together. A bound that is undefined is none. */
export interface QuotaModel {
  readonly memory?: Size;
  readonly cpus?: number;
  readonly storage?: Size;
  readonly maxContainers?: number;
  readonly maxVolumes?: number;
  /** How important its containers are, relative to those of others. */
  readonly priority: number;
}
