import { portRangeReversed } from './errors';
import { BerthError } from '../../private/berth-error';
import { portOutOfRange } from '../../private/errors';
import { isKnown } from '../../private/tokens';

/**
 * What a port speaks.
 */
export enum Protocol {
  /**
   * TCP.
   */
  TCP = 'tcp',

  /**
   * UDP.
   */
  UDP = 'udp',

  /**
   * SCTP.
   */
  SCTP = 'sctp',
}

/**
 * A port of a container, or several: what a connection is for.
 */
export class Port {
  /**
   * One port of TCP.
   *
   * @param port its number, from 1 to 65535
   */
  public static tcp(port: number): Port {
    return new Port(Protocol.TCP, port, port);
  }

  /**
   * One port of UDP.
   *
   * @param port its number, from 1 to 65535
   */
  public static udp(port: number): Port {
    return new Port(Protocol.UDP, port, port);
  }

  /**
   * All TCP ports from one to another.
   *
   * @param first the first one
   * @param last the last one
   */
  public static tcpRange(first: number, last: number): Port {
    return new Port(Protocol.TCP, first, last);
  }

  /**
   * All UDP ports from one to another.
   *
   * @param first the first one
   * @param last the last one
   */
  public static udpRange(first: number, last: number): Port {
    return new Port(Protocol.UDP, first, last);
  }

  /**
   * Every port of every protocol.
   */
  public static all(): Port {
    return new Port();
  }

  private constructor(
    /** @internal */ public readonly _protocol?: Protocol,
    /** @internal */ public readonly _first: number = 1,
    /** @internal */ public readonly _last: number = 65_535,
  ) {}

  /**
   * The port as a person writes it, such as `5432/tcp`, `8000-8010/udp` or `all`.
   */
  public toString(): string {
    if (this._protocol === undefined) return 'all';
    return `${this._first === this._last ? this._first : `${this._first}-${this._last}`}/${this._protocol}`;
  }

  /** @internal */
  public _check(): BerthError[] {
    const problems = [...new Set([this._first, this._last])].flatMap((port) => checkPortNumber('A port', port));
    const reversed = problems.length === 0 && isKnown(this._first) && isKnown(this._last) && this._first > this._last;
    return reversed ? [portRangeReversed(this._first, this._last)] : problems;
  }
}

export function checkPortNumber(what: string, port: number | undefined): BerthError[] {
  return isKnown(port) && !(Number.isInteger(port) && port >= 1 && port <= 65_535) ? [portOutOfRange(what, port)] : [];
}
