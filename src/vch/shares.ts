import { BerthError } from '../private/berth-error';
import { numberOutOfRange } from '../private/errors';
import { isKnown } from '../private/tokens';

/** A CPU in the kernel's unit of shares, as Kubernetes counts a request. */
export const SHARES_PER_CPU = 1_024;

/**
 * The part that a virtual container host gets of what is free, in proportion to the others on its host.
 *
 * Kernel: `cpu.shares`, or `cpu.weight` with control groups version 2.
 */
export class Shares {
  /**
   * Half as much as `NORMAL`.
   */
  public static readonly LOW = new Shares(SHARES_PER_CPU / 2);

  /**
   * What a container has by default: 1,024 shares.
   */
  public static readonly NORMAL = new Shares(SHARES_PER_CPU);

  /**
   * Twice as much as `NORMAL`.
   */
  public static readonly HIGH = new Shares(SHARES_PER_CPU * 2);

  /**
   * Any number of shares.
   *
   * @param amount the number of shares, from 2 to 262,144; `NORMAL` is 1,024
   */
  public static of(amount: number): Shares {
    return new Shares(amount);
  }

  private constructor(
    /**
     * The number of shares.
     */
    public readonly amount: number,
  ) {}

  /** @internal */
  public _check(): BerthError[] {
    const isValid = !isKnown(this.amount) || Number.isInteger(this.amount) && this.amount >= 2 && this.amount <= 262_144;
    return isValid ? [] : [numberOutOfRange('A number of shares', this.amount, 'a whole number from 2 to 262144')];
  }
}
