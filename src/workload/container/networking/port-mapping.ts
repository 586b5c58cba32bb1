import { Protocol, checkPortNumber } from './port';
import { BerthError } from '../../../private/berth-error';
import { checkIp } from '../../../private/ip-address';

/**
 * A port of a container that is published on its host.
 */
export interface PortMapping {
  /**
   * The port on which the container listens, from 1 to 65535.
   */
  readonly containerPort: number;

  /**
   * The port on the host, from 1 to 65535.
   *
   * @default - a free port that the engine chooses; `container.publishedPort()` returns it
   */
  readonly hostPort?: number;

  /**
   * The address of the host on which the port is published. With `0.0.0.0`, all IPv4 addresses of the host, everyone who can reach the
   * host can reach the port (CIS Docker Benchmark 5.14).
   *
   * @default "127.0.0.1"
   */
  readonly hostIp?: string;

  /**
   * The transport protocol of the port.
   *
   * @default Protocol.TCP
   */
  readonly protocol?: Protocol;
}

export function checkPort(mapping: Pick<PortMapping, 'containerPort' | 'hostPort' | 'hostIp'>): BerthError[] {
  return [
    ...checkPortNumber('A container port', mapping.containerPort),
    ...checkPortNumber('A host port', mapping.hostPort),
    ...checkIp('the host address of a port', mapping.hostIp),
  ];
}
