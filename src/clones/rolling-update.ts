/**
 * How clones are made anew, if a change takes that: in batches. The next batch begins when all clones of the one before run, and are
 * healthy if they have a health check. At the first batch of which one fails, the update stops.
 */
export interface RollingUpdate {
  /**
   * How many clones of a batch are removed before their successors are created.
   *
   * @default 1
   */
  readonly maxUnavailable?: number;

  /**
   * How many clones of a batch run before the old ones are removed. Not possible if the clones publish ports with a `hostPort`. Both mount
   * the same volumes for that time.
   *
   * @default 0
   */
  readonly maxSurge?: number;

  /**
   * Whether a failure brings all clones back to their description from before. The apply fails all the same.
   *
   * @default false
   */
  readonly rollback?: boolean;
}
