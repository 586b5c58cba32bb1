import { Duration } from '../units/duration';

/** How many containers a description stands for. */
export interface ClonesModel {
  readonly replicas: number;
  /** For how long a container that moves runs on both hosts. Undefined for the provider's default. */
  readonly overlap?: Duration;
  /** How many stand by, beside those that run. */
  readonly standby?: number;
  /** How a change makes them anew. Undefined for the provider's default. */
  readonly rollingUpdate?: { readonly maxUnavailable?: number; readonly maxSurge?: number; readonly rollback?: boolean };
}
