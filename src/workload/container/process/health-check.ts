import { Fn, Token } from 'cdktf';
import { healthCheckWithoutCommand } from './errors';
import { HealthCheckModel } from '../../../model/container';
import { BerthError } from '../../../private/berth-error';
import { requireProps } from '../../../private/check-props';
import { durationOutOfRange, numberOutOfRange } from '../../../private/errors';
import { isKnown, isListToken } from '../../../private/tokens';
import { Duration } from '../../../units/duration';

/**
 * Timing options of a health check.
 */
export interface HealthCheckOptions {
  /**
   * The time between two checks, and before the first one.
   *
   * @default Duration.seconds(5)
   */
  readonly interval?: Duration;

  /**
   * The time after which a running check counts as failed.
   *
   * @default Duration.seconds(3)
   */
  readonly timeout?: Duration;

  /**
   * The number of consecutive failures after which the container is unhealthy.
   *
   * @default 3
   */
  readonly retries?: number;

  /**
   * The time after the container's start during which failures don't count.
   *
   * @default Duration.seconds(30)
   */
  readonly startPeriod?: Duration;
}

/**
 * A command that the engine runs in a container to check its health. The container is healthy if the command exits with status 0.
 *
 * @example
 * HealthCheck.exec(['redis-cli', 'ping'], { interval: Duration.seconds(10) });
 */
export class HealthCheck {
  /**
   * Runs a program without a shell.
   *
   * @param command the program and its arguments
   * @param options the timing of the check
   */
  public static exec(command: string[], options: HealthCheckOptions = {}): HealthCheck {
    requireProps('HealthCheckOptions', options);
    if (isListToken(command)) return new HealthCheck(timed(Token.asList(Fn.concat([['CMD'], command])), options));
    if (command.length === 0 || command[0] === '') throw healthCheckWithoutCommand();
    return new HealthCheck(timed(['CMD', ...command], options));
  }

  /**
   * Runs a command line in the image's shell.
   *
   * @param line the command line, such as `wget -q -O /dev/null http://localhost/ || exit 1`
   * @param options the timing of the check
   */
  public static shell(line: string, options: HealthCheckOptions = {}): HealthCheck {
    requireProps('HealthCheckOptions', options);
    if (line.trim() === '') throw healthCheckWithoutCommand();
    return new HealthCheck(timed(['CMD-SHELL', line], options));
  }

  /**
   * Disables health checks, including the image's own.
   */
  public static none(): HealthCheck {
    return new HealthCheck({ test: ['NONE'] });
  }

  /** Returns the health check of a model. @internal */
  public static _of(model: HealthCheckModel): HealthCheck {
    return new HealthCheck(model);
  }

  private constructor(
    /** @internal */ public readonly _model: HealthCheckModel,
  ) {}
}

/** Returns the model of a health check with default timing. */
function timed(test: string[], { interval, timeout, retries, startPeriod }: HealthCheckOptions): HealthCheckModel {
  const model = {
    test,
    interval: interval ?? Duration.seconds(5),
    timeout: timeout ?? Duration.seconds(3),
    retries: retries ?? 3,
    startPeriod: startPeriod ?? Duration.seconds(30),
  };
  const problems = check(model);
  if (problems.length > 0) throw problems[0];
  return model;
}

/** Rejects 0, by which the engine means "inherit from the image". */
function check({ interval, timeout, retries }: HealthCheckOptions): BerthError[] {
  const problems: BerthError[] = [];
  for (const [what, duration] of [['interval', interval], ['timeout', timeout]] as const) {
    if (isKnown(duration?.toMilliseconds()) && duration!.toMilliseconds() === 0) {
      problems.push(durationOutOfRange(`The ${what} of a health check`, `${duration}`, 'at least 1 millisecond'));
    }
  }
  if (isKnown(retries) && !(Number.isInteger(retries) && retries >= 1)) {
    problems.push(numberOutOfRange('The retries of a health check', retries, 'a whole number of at least 1'));
  }
  return problems;
}
