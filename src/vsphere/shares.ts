import { BerthError } from '../private/berth-error';
import { numberOutOfRange } from '../private/errors';
import { isKnown } from '../private/tokens';

/**
 * The part that a virtual machine, a disk, a network interface or a resource pool of vSphere gets of what is free, in proportion to its
 * neighbours.
 */
export class VSphereShares {
  /**
   * Half as much as `NORMAL`.
   */
  public static readonly LOW = new VSphereShares('low');

  /**
   * What vSphere gives by default.
   */
  public static readonly NORMAL = new VSphereShares('normal');

  /**
   * Twice as much as `NORMAL`.
   */
  public static readonly HIGH = new VSphereShares('high');

  /**
   * Any number of shares. What a level such as `NORMAL` is as a number depends on the resource: 1,000 for each processor of a machine, and
   * 10 for each mebibyte of its memory; 4,000 and 163,840 for a resource pool; 1,000 for a disk; 50 for a network interface.
   *
   * @param amount the number of shares, a whole number from 1 to 1,000,000
   */
  public static of(amount: number): VSphereShares {
    return new VSphereShares('custom', amount);
  }

  private constructor(
    /**
     * The level, as vSphere names it: "low", "normal", "high" or "custom".
     */
    public readonly level: string,
    /**
     * The number of shares, or undefined for a level.
     */
    public readonly amount?: number,
  ) {}

  /** @internal */
  public _check(what: string): BerthError[] {
    if (!isKnown(this.amount)) return [];
    const isValid = Number.isInteger(this.amount) && this.amount >= 1 && this.amount <= 1_000_000;
    return isValid ? [] : [numberOutOfRange(`The shares of ${what}`, this.amount, 'a whole number from 1 to 1000000')];
  }
}
