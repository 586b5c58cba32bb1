import { numberOutOfRange } from '../../private/errors';
import { isKnown } from '../../private/tokens';

/**
 * What the engine does when a container ends by itself.
 */
export class RestartPolicy {
  /**
   * Nothing.
   */
  public static readonly NO = new RestartPolicy('no');

  /**
   * It starts the container again, always, and also when the engine itself starts.
   */
  public static readonly ALWAYS = new RestartPolicy('always');

  /**
   * As `ALWAYS`, except for a container that somebody stopped.
   */
  public static readonly UNLESS_STOPPED = new RestartPolicy('unless-stopped');

  /**
   * It starts the container again if it ended with an error.
   *
   * @param maxRetries how often at most, without a good run in between; CIS Docker Benchmark 5.15 allows 5
   */
  public static onFailure(maxRetries: number): RestartPolicy {
    if (isKnown(maxRetries) && !(Number.isInteger(maxRetries) && maxRetries >= 1)) {
      throw numberOutOfRange('The number of restarts', maxRetries, 'a whole number from 1 up');
    }
    return new RestartPolicy('on-failure', maxRetries);
  }

  private constructor(
    /** @internal */ public readonly _name: string,
    /** @internal */ public readonly _maxRetries?: number,
  ) {}
}
