import { Duration } from '../units/duration';

/** How containers start as forks of one that is ready. */
export interface ForkModel {
  /** When that one is ready. Undefined for the provider's default. */
  readonly ready?: { readonly command?: readonly string[]; readonly timeout?: Duration };
  /** What is done in each. Undefined if nothing is, for a reason. */
  readonly after?: { readonly command?: readonly string[]; readonly signal?: string; readonly timeout?: Duration };
  readonly reason?: string;
  readonly connections?: string;
}

/** How many containers a description stands for. */
export interface ClonesModel {
  readonly replicas: number;
  /** Whether there is one on each node of a cluster, whatever `replicas` says. */
  readonly global?: boolean;
  /** For how long a container that moves runs on both hosts. Undefined for the provider's default. */
  readonly overlap?: Duration;
  /** How many stand by, beside those that run. */
  readonly standby?: number;
  /** How a change makes them anew. Undefined for the provider's default. */
  readonly rollingUpdate?: { readonly maxUnavailable?: number; readonly maxSurge?: number; readonly rollback?: boolean };
  /** How they start as forks. Undefined if they don't. */
  readonly fork?: ForkModel;
}
