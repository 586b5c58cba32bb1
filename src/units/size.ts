import { Op, Tokenization } from 'cdktf';
import { invalidAmount, notAWholeAmount } from './errors';
import { isKnown } from '../private/tokens';

const KIBIBYTE = 1_024;
const MEBIBYTE = 1_024 * KIBIBYTE;
const GIBIBYTE = 1_024 * MEBIBYTE;

/**
 * An amount of memory or storage, such as a container's memory limit.
 *
 * The amount may be a token.
 */
export class Size {
  /**
   * A size in bytes.
   *
   * @param amount bytes, from 0 up
   */
  public static bytes(amount: number): Size {
    return new Size(amount, 1, 'bytes');
  }

  /**
   * A size in kibibytes.
   *
   * @param amount kibibytes of 1,024 bytes, from 0 up
   */
  public static kibibytes(amount: number): Size {
    return new Size(amount, KIBIBYTE, 'KiB');
  }

  /**
   * A size in mebibytes.
   *
   * @param amount mebibytes of 1,024 kibibytes, from 0 up
   */
  public static mebibytes(amount: number): Size {
    return new Size(amount, MEBIBYTE, 'MiB');
  }

  /**
   * A size in gibibytes.
   *
   * @param amount gibibytes of 1,024 mebibytes, from 0 up
   */
  public static gibibytes(amount: number): Size {
    return new Size(amount, GIBIBYTE, 'GiB');
  }

  private constructor(private readonly amount: number, private readonly factor: number, private readonly unit: string) {
    if (!isKnown(amount)) return;
    if (!(amount >= 0 && Number.isFinite(amount))) throw invalidAmount(`A size in ${unit}`, amount);
    if (!Number.isInteger(amount * factor)) throw notAWholeAmount('A size', this.toString(), 'bytes');
  }

  /**
   * The size in bytes.
   */
  public toBytes(): number {
    if (this.factor === 1) return this.amount;
    return isKnown(this.amount) ? this.amount * this.factor : Op.mul(this.amount, this.factor);
  }

  /**
   * The size in kibibytes; an error if it is no whole number of them.
   */
  public toKibibytes(): number {
    return this.to(KIBIBYTE, 'KiB');
  }

  /**
   * The size in mebibytes; an error if it is no whole number of them.
   */
  public toMebibytes(): number {
    return this.to(MEBIBYTE, 'MiB');
  }

  /**
   * The size as a person reads it, such as `512 MiB`.
   */
  public toString(): string {
    return `${isKnown(this.amount) ? this.amount : Tokenization.stringifyNumber(this.amount)} ${this.unit}`;
  }

  private to(factor: number, unit: string): number {
    if (this.factor === factor && !isKnown(this.amount)) return this.amount;
    if (!isKnown(this.amount)) return Op.div(this.toBytes(), factor);
    const converted = this.toBytes() / factor;
    if (!Number.isInteger(converted)) throw notAWholeAmount('The size', this.toString(), unit);
    return converted;
  }
}
