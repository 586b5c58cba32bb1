import { CloneSet } from '../clones/clone-set';

/**
 * How a set of clones follows its load, by a HorizontalPodAutoscaler.
 */
export interface AutoscalingOptions {
  /**
   * The set of clones. Its `replicas` count only when it is created.
   */
  readonly cloneSet: CloneSet;

  /**
   * The fewest clones.
   *
   * @default - `replicas` of the set
   */
  readonly min?: number;

  /**
   * The most clones.
   */
  readonly max: number;

  /**
   * The percentage of the requested CPUs that the clones should use on average.
   *
   * @default - CPUs don't count
   */
  readonly cpuPercent?: number;

  /**
   * The percentage of the requested memory that the clones should use on average.
   *
   * @default - memory does not count
   */
  readonly memoryPercent?: number;
}

/**
 * How many clones of a set may be missing while nodes are drained, by a PodDisruptionBudget.
 */
export interface DisruptionBudgetOptions {
  /**
   * The set of clones.
   */
  readonly cloneSet: CloneSet;

  /**
   * How many clones always run.
   *
   * @default - `maxUnavailable` decides
   */
  readonly minAvailable?: number;

  /**
   * How many clones may be missing at one time.
   *
   * @default - `minAvailable` decides
   */
  readonly maxUnavailable?: number;
}
