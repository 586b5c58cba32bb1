import { ContainerHealthcheck } from '@cdktf/provider-docker/lib/container';
import { Fn, Token } from 'cdktf';
import { healthCheckWithoutCommand } from './errors';
import { BerthError } from '../../private/berth-error';
import { durationOutOfRange, numberOutOfRange } from '../../private/errors';
import { literal } from '../../private/literal';
import { isKnown, isListToken } from '../../private/tokens';
import { Duration } from '../../units/duration';

/**
 * When a health check runs, and how it counts.
 */
export interface HealthCheckOptions {
  /**
   * The time between two checks, and before the first.
   *
   * @default Duration.seconds(5)
   */
  readonly interval?: Duration;

  /**
   * The time after which a check that has not ended has failed.
   *
   * @default Duration.seconds(3)
   */
  readonly timeout?: Duration;

  /**
   * How many failures in a row make the container unhealthy.
   *
   * @default 3
   */
  readonly retries?: number;

  /**
   * The time after the start in which failures do not count.
   *
   * @default Duration.seconds(30)
   */
  readonly startPeriod?: Duration;
}

/**
 * How the engine finds out whether what runs in a container works: a command within it that ends with status 0.
 */
export class HealthCheck {
  /**
   * A program, run without a shell.
   *
   * @param command the program and its arguments
   * @param options when it runs
   */
  public static exec(command: string[], options: HealthCheckOptions = {}): HealthCheck {
    if (isListToken(command)) return new HealthCheck(Token.asList(Fn.concat([['CMD'], command])), options);
    if (command.length === 0 || command[0] === '') throw healthCheckWithoutCommand();
    return new HealthCheck(['CMD', ...command], options);
  }

  /**
   * A line for the image's shell.
   *
   * @param line the line, such as `wget -q -O /dev/null http://localhost/ || exit 1`
   * @param options when it runs
   */
  public static shell(line: string, options: HealthCheckOptions = {}): HealthCheck {
    if (line.trim() === '') throw healthCheckWithoutCommand();
    return new HealthCheck(['CMD-SHELL', line], options);
  }

  /**
   * No health check, not even the image's own.
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

/** To the engine 0 means "as the image says", so that it can't be asked for. */
function check({ interval, timeout, retries }: HealthCheckOptions): BerthError[] {
  const problems: BerthError[] = [];
  for (const [what, duration] of [['interval', interval], ['timeout', timeout]] as const) {
    if (isKnown(duration?.toMilliseconds()) && duration!.toMilliseconds() === 0) {
      problems.push(durationOutOfRange(`The ${what} of a health check`, `${duration}`, 'at least 1 millisecond'));
    }
  }
  if (isKnown(retries) && !(Number.isInteger(retries) && retries >= 1)) {
    problems.push(numberOutOfRange('The retries of a health check', retries, 'a whole number from 1 up'));
  }
  return problems;
}
