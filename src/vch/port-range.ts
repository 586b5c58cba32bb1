import { portRangeInvalid } from './errors';

/**
 * A range of ports of a host.
 */
export class PortRange {
  /**
   * The ports from one to another. Throws an error if they are no such range.
   *
   * @param first the first port, from 1 to 65535
   * @param last the last port, at least `first`
   */
  public static of(first: number, last: number): PortRange {
    const areValid = [first, last].every((port) => Number.isInteger(port) && port >= 1 && port <= 65_535) && first <= last;
    if (!areValid) throw portRangeInvalid(first, last);
    return new PortRange(first, last);
  }

  private constructor(
    /**
     * The first port.
     */
    public readonly first: number,
    /**
     * The last port.
     */
    public readonly last: number,
  ) {}

  /**
   * Returns the range as text, such as "20000-20999".
   */
  public toString(): string {
    return `${this.first}-${this.last}`;
  }
}
