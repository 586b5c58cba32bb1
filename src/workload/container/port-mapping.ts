import { Protocol, checkPortNumber } from './port';
import { SECURE_DEFAULTS } from './secure-defaults';
import { BerthError } from '../../errors';
import { checkIp } from '../../private/names';

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
   * @default - a free one that the engine chooses; `container.publishedPort()` tells which
   */
  readonly hostPort?: number;

  /**
   * The host's address on which the port answers. `0.0.0.0` is every IPv4 address of the host: whoever reaches the machine reaches the port
   * (CIS Docker Benchmark 5.14).
   *
   * @default "127.0.0.1"
   */
  readonly hostIp?: string;

  /**
   * What the port speaks.
   *
   * @default Protocol.TCP
   */
  readonly protocol?: Protocol;
}

/** A port mapping with every default filled in. */
export interface PublishedPort {
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly hostIp: string;
  readonly protocol: Protocol;
}

export function resolvePort(mapping: PortMapping): PublishedPort {
  return { ...mapping, hostIp: mapping.hostIp ?? SECURE_DEFAULTS.hostIp, protocol: mapping.protocol ?? Protocol.TCP };
}

export function checkPort(mapping: PortMapping): BerthError[] {
  return [
    ...checkPortNumber('A container port', mapping.containerPort),
    ...checkPortNumber('A host port', mapping.hostPort),
    ...checkIp('the host\'s address of a port', mapping.hostIp),
  ];
}
