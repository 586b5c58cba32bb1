import { Op, Tokenization } from 'cdktf';
import { invalidAmount, notAWholeAmount } from './errors';
import { isKnown } from '../private/tokens';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A length of time, such as the interval of a health check.
 *
 * The amount may be a token.
 */
export class Duration {
  /**
   * A duration in milliseconds.
   *
   * @param amount milliseconds, from 0 up
   */
  public static millis(amount: number): Duration {
    return new Duration(amount, 1, 'ms', 'milliseconds');
  }

  /**
   * A duration in seconds.
   *
   * @param amount seconds, from 0 up
   */
  public static seconds(amount: number): Duration {
    return new Duration(amount, SECOND, 's', 'seconds');
  }

  /**
   * A duration in minutes.
   *
   * @param amount minutes, from 0 up
   */
  public static minutes(amount: number): Duration {
    return new Duration(amount, MINUTE, 'm', 'minutes');
  }

  /**
   * A duration in hours.
   *
   * @param amount hours, from 0 up
   */
  public static hours(amount: number): Duration {
    return new Duration(amount, HOUR, 'h', 'hours');
  }

  /**
   * A duration in days.
   *
   * @param amount days of 24 hours, from 0 up
   */
  public static days(amount: number): Duration {
    return new Duration(amount, DAY, 'd', 'days');
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
   * The duration in milliseconds.
   */
  public toMilliseconds(): number {
    if (this.factor === 1) return this.amount;
    return isKnown(this.amount) ? this.amount * this.factor : Op.mul(this.amount, this.factor);
  }

  /**
   * The duration in seconds; an error if it is no whole number of them.
   */
  public toSeconds(): number {
    if (this.factor === SECOND && !isKnown(this.amount)) return this.amount;
    if (!isKnown(this.amount)) return Op.div(this.toMilliseconds(), SECOND);
    const seconds = this.toMilliseconds() / SECOND;
    if (!Number.isInteger(seconds)) throw notAWholeAmount('The duration', this.toString(), 'seconds');
    return seconds;
  }

  /**
   * The duration as a person reads it, such as `90 seconds`.
   */
  public toString(): string {
    return `${isKnown(this.amount) ? this.amount : Tokenization.stringifyNumber(this.amount)} ${this.unit}`;
  }

  /**
   * The one spelling in which Go prints a duration, which is how an engine's answer comes back: `1m30s` and not `90s`.
   *
   * @internal
   */
  public _toGoString(): string {
    if (!isKnown(this.amount)) {
      return this.factor === DAY ? `${Tokenization.stringifyNumber(Op.mul(this.amount, 24))}h` : `${Tokenization.stringifyNumber(this.amount)}${this.suffix}`;
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
