import { RestartModel } from '../../../model/container';
import { numberOutOfRange } from '../../../private/errors';
import { isKnown } from '../../../private/tokens';

/**
 * Whether the engine restarts a container that exits by itself.
 */
export class RestartPolicy {
  /**
   * Never restarts.
   */
  public static readonly NO = new RestartPolicy({ name: 'no' });

  /**
   * Always restarts the container, also when the engine itself starts.
   */
  public static readonly ALWAYS = new RestartPolicy({ name: 'always' });

  /**
   * Like `ALWAYS`, except that a container that was stopped manually stays stopped.
   */
  public static readonly UNLESS_STOPPED = new RestartPolicy({ name: 'unless-stopped' });

  /**
   * Restarts the container if it exits with an error.
   *
   * @param maxRetries the maximum number of consecutive restarts, at least 1; CIS Docker Benchmark 5.15 recommends at most 5
   */
  public static onFailure(maxRetries: number): RestartPolicy {
    if (isKnown(maxRetries) && !(Number.isInteger(maxRetries) && maxRetries >= 1)) {
      throw numberOutOfRange('The number of restarts', maxRetries, 'a whole number of at least 1');
    }
    return new RestartPolicy({ name: 'on-failure', maxRetries });
  }

  /** Returns the policy of a model. @internal */
  public static _of(model: RestartModel): RestartPolicy {
    return new RestartPolicy(model);
  }

  private constructor(
    /** @internal */ public readonly _model: RestartModel,
  ) {}
}
