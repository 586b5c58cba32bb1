import { Op, Tokenization } from 'cdktf';
import { invalidAmount, notAWholeAmount } from './errors';
import { isKnown } from '../private/tokens';

const KIBIBYTE = 1_024;
const MEBIBYTE = 1_024 * KIBIBYTE;
const GIBIBYTE = 1_024 * MEBIBYTE;

/**
 * An amount of memory or storage, such as the memory limit of a container.
 *
 * The amount may be a token. A known amount must be 0 or more and a whole number of bytes.
 *
 * @example
 * Size.mebibytes(512)
 */
export class Size {
  /**
   * Creates a size from a number of bytes.
   *
   * @param amount the number of bytes, a whole number of 0 or more
   */
  public static bytes(amount: number): Size {
    return new Size(amount, 1, 'bytes');
  }

  /**
   * Creates a size from a number of kibibytes.
   *
   * @param amount the number of kibibytes of 1,024 bytes each, 0 or more
   */
  public static kibibytes(amount: number): Size {
    return new Size(amount, KIBIBYTE, 'KiB');
  }

  /**
   * Creates a size from a number of mebibytes.
   *
   * @param amount the number of mebibytes of 1,024 kibibytes each, 0 or more
   */
  public static mebibytes(amount: number): Size {
    return new Size(amount, MEBIBYTE, 'MiB');
  }

  /**
   * Creates a size from a number of gibibytes.
   *
   * @param amount the number of gibibytes of 1,024 mebibytes each, 0 or more
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
   * Returns the size in bytes.
   */
  public toBytes(): number {
    if (this.factor === 1) return this.amount;
    return isKnown(this.amount) ? this.amount * this.factor : Op.mul(this.amount, this.factor);
  }

  /**
   * Returns the size in kibibytes. Throws an error if it is not a whole number of kibibytes.
   */
  public toKibibytes(): number {
    return this.convert(KIBIBYTE, 'KiB');
  }

  /**
   * Returns the size in mebibytes. Throws an error if it is not a whole number of mebibytes.
   */
  public toMebibytes(): number {
    return this.convert(MEBIBYTE, 'MiB');
  }

  /**
   * Returns the size as text, in the unit in which it was given, such as `512 MiB`.
   */
  public toString(): string {
    return `${isKnown(this.amount) ? this.amount : Tokenization.stringifyNumber(this.amount)} ${this.unit}`;
  }

  private convert(factor: number, unit: string): number {
    if (this.factor === factor && !isKnown(this.amount)) return this.amount;
    if (!isKnown(this.amount)) return Op.div(this.toBytes(), factor);
    const converted = this.toBytes() / factor;
    if (!Number.isInteger(converted)) throw notAWholeAmount('The size', this.toString(), unit);
    return converted;
  }
}
