import { FrontServer } from './front-server';
import { Duration } from '../units/duration';

/**
 * Options of a port of a front.
 */
export interface FrontPortOptions {
  /**
   * The servers that the front chooses from, in turn. Those that don't answer its health checks get nothing, so the list may have servers
   * that don't exist at the moment. A change of the list is applied without a lost request.
   */
  readonly servers: FrontServer[];

  /**
   * The address of the host on which the port is published. With `0.0.0.0`, all IPv4 addresses of the host, everyone who can reach the host
   * can reach the front.
   *
   * @default "127.0.0.1"
   */
  readonly hostIp?: string;
}

/**
 * Options of a port for HTTP.
 */
export interface FrontHttpOptions extends FrontPortOptions {
  /**
   * The path that the front requests from each server every second. A server is healthy if it answers with a status from 200 to 399. A
   * server that is about to stop gets no more requests if it first answers with another status, twice.
   *
   * @default - none: a server is healthy if it accepts connections
   */
  readonly healthPath?: string;

  /**
   * How long a server may take to answer, and be silent in the middle of an answer. Then the client gets the status 504.
   *
   * @default Duration.minutes(1)
   */
  readonly responseTimeout?: Duration;
}

/**
 * Options of a port for TCP.
 */
export interface FrontTcpOptions extends FrontPortOptions {
  /**
   * How long a connection may be silent in either direction before the front closes it.
   *
   * @default Duration.hours(1)
   */
  readonly idleTimeout?: Duration;
}
