import { portRangeReversed } from './errors';
import { BerthError } from '../../../private/berth-error';
import { portOutOfRange } from '../../../private/errors';
import { isKnown } from '../../../private/tokens';

/**
 * The transport protocol of a port.
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
 * A port of a container, or a range of ports, that a connection is for.
 *
 * @example
 * web.connections.allowTo(db, Port.tcp(5_432));
 */
export class Port {
  /**
   * A single TCP port.
   *
   * @param port the port number, from 1 to 65535
   */
  public static tcp(port: number): Port {
    return new Port(Protocol.TCP, port, port);
  }

  /**
   * A single UDP port.
   *
   * @param port the port number, from 1 to 65535
   */
  public static udp(port: number): Port {
    return new Port(Protocol.UDP, port, port);
  }

  /**
   * A range of TCP ports.
   *
   * @param first the first port of the range, from 1 to 65535
   * @param last the last port of the range, at least `first`
   */
  public static tcpRange(first: number, last: number): Port {
    return new Port(Protocol.TCP, first, last);
  }

  /**
   * A range of UDP ports.
   *
   * @param first the first port of the range, from 1 to 65535
   * @param last the last port of the range, at least `first`
   */
  public static udpRange(first: number, last: number): Port {
    return new Port(Protocol.UDP, first, last);
  }

  /**
   * All ports of all protocols.
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
   * Returns the port in Docker's notation, such as `5432/tcp` or `8000-8010/udp`, or `all`.
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
