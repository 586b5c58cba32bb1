import { ContainerHealthcheck } from '@cdktf/provider-docker/lib/container';
import { Fn, Token } from 'cdktf';
import { healthCheckWithoutCommand } from './errors';
import { BerthError } from '../../../private/berth-error';
import { durationOutOfRange, numberOutOfRange } from '../../../private/errors';
import { literal } from '../../../private/literal';
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
    if (isListToken(command)) return new HealthCheck(Token.asList(Fn.concat([['CMD'], command])), options);
    if (command.length === 0 || command[0] === '') throw healthCheckWithoutCommand();
    return new HealthCheck(['CMD', ...command], options);
  }

  /**
   * Runs a command line in the image's shell.
   *
   * @param line the command line, such as `wget -q -O /dev/null http://localhost/ || exit 1`
   * @param options the timing of the check
   */
  public static shell(line: string, options: HealthCheckOptions = {}): HealthCheck {
    if (line.trim() === '') throw healthCheckWithoutCommand();
    return new HealthCheck(['CMD-SHELL', line], options);
  }

  /**
   * Disables health checks, including the image's own.
   */
  public static none(): HealthCheck {
    return new HealthCheck(['NONE']);
  }

  private constructor(private readonly test: string[], private readonly options?: HealthCheckOptions) {
    const problems = options ? check(options) : [];
    if (problems.length > 0) throw problems[0];
  }

  /** @internal */
  public get _isNone(): boolean {
    return this.options === undefined;
  }

  /** @internal */
  public _toTerraform(): ContainerHealthcheck {
    const test = this.test.map(literal);
    if (!this.options) return { test };
    const { interval, timeout, retries, startPeriod } = this.options;
    return {
      test,
      interval: (interval ?? Duration.seconds(5))._toGoString(),
      timeout: (timeout ?? Duration.seconds(3))._toGoString(),
      retries: retries ?? 3,
      startPeriod: (startPeriod ?? Duration.seconds(30))._toGoString(),
    };
  }
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
