import { Op, Tokenization } from 'cdktf';
import { invalidAmount, notAWholeAmount } from './errors';
import { isKnown } from '../private/tokens';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const GO_UNITS = { ms: 1, s: SECOND, m: MINUTE, h: HOUR };
type GoUnit = keyof typeof GO_UNITS;

/**
 * A length of time, such as the interval of a health check.
 *
 * The amount may be a token. A known amount must be 0 or more and a whole number of milliseconds.
 *
 * @example
 * Duration.seconds(30)
 */
export class Duration {
  /**
   * Creates a duration from a number of milliseconds.
   *
   * @param amount the number of milliseconds, a whole number of 0 or more
   */
  public static millis(amount: number): Duration {
    return new Duration(amount, 1, 'ms', 'milliseconds');
  }

  /**
   * Creates a duration from a number of seconds.
   *
   * @param amount the number of seconds, 0 or more
   */
  public static seconds(amount: number): Duration {
    return new Duration(amount, SECOND, 's', 'seconds');
  }

  /**
   * Creates a duration from a number of minutes.
   *
   * @param amount the number of minutes, 0 or more
   */
  public static minutes(amount: number): Duration {
    return new Duration(amount, MINUTE, 'm', 'minutes');
  }

  /**
   * Creates a duration from a number of hours.
   *
   * @param amount the number of hours, 0 or more
   */
  public static hours(amount: number): Duration {
    return new Duration(amount, HOUR, 'h', 'hours');
  }

  /**
   * Creates a duration from a number of days.
   *
   * @param amount the number of days of 24 hours, 0 or more
   */
  public static days(amount: number): Duration {
    return new Duration(amount, DAY, 'd', 'days');
  }

  /**
   * Returns the duration for Go's format, such as `1m30s`.
   *
   * @internal
   */
  public static _fromGoString(text: string): Duration {
    const milliseconds = [...text.matchAll(/([\d.]+)(ms|h|m|s)/g)].map(([, amount, unit]) => Number(amount) * GO_UNITS[unit as GoUnit]);
    return Duration.millis(milliseconds.reduce((sum, each) => sum + each, 0));
  }

  private constructor(
    private readonly amount: number,
    private readonly factor: number,
    private readonly suffix: string,
    private readonly unit: string,
  ) {
    if (!isKnown(amount)) return;
    if (!(amount >= 0 && Number.isFinite(amount))) throw invalidAmount(`A duration in ${unit}`, amount);
    if (!Number.isInteger(amount * factor)) throw notAWholeAmount('A duration', this.toString(), 'milliseconds');
  }

  /**
   * Returns the duration in milliseconds.
   */
  public toMilliseconds(): number {
    if (this.factor === 1) return this.amount;
    return isKnown(this.amount) ? this.amount * this.factor : Op.mul(this.amount, this.factor);
  }

  /**
   * Returns the duration in seconds. Throws an error if it is not a whole number of seconds.
   */
  public toSeconds(): number {
    if (this.factor === SECOND && !isKnown(this.amount)) return this.amount;
    if (!isKnown(this.amount)) return Op.div(this.toMilliseconds(), SECOND);
    const seconds = this.toMilliseconds() / SECOND;
    if (!Number.isInteger(seconds)) throw notAWholeAmount('The duration', this.toString(), 'seconds');
    return seconds;
  }

  /**
   * Returns the duration as text, in the unit in which it was given, such as `90 seconds`.
   */
  public toString(): string {
    return `${isKnown(this.amount) ? this.amount : Tokenization.stringifyNumber(this.amount)} ${this.unit}`;
  }

  /**
   * Returns the duration as Go prints it, such as `1m30s` instead of `90s`. The engine is written in Go, and providers report its
   * durations in this format.
   *
   * @internal
   */
  public _toGoString(): string {
    if (!isKnown(this.amount)) {
      // Go has no unit for days.
      return this.factor === DAY
        ? `${Tokenization.stringifyNumber(Op.mul(this.amount, 24))}h`
        : `${Tokenization.stringifyNumber(this.amount)}${this.suffix}`;
    }
    const total = this.toMilliseconds();
    if (total < SECOND) return total === 0 ? '0s' : `${total}ms`;
    const hours = Math.floor(total / HOUR);
    const minutes = Math.floor((total % HOUR) / MINUTE);
    const seconds = `${(total % MINUTE) / SECOND}s`;
    if (hours > 0) return `${hours}h${minutes}m${seconds}`;
    return minutes > 0 ? `${minutes}m${seconds}` : seconds;
  }
}
