import { Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';
import { portNotPublished } from './errors';
import { Protocol } from './networking/port';
import { PortModel } from '../../model/container';
import { isKnown } from '../../private/tokens';
import { canonicalAddress } from '../../shared/ip';

/** Returns the index of a published port. */
export function indexOfPort(ports: readonly PortModel[], containerPort: number, protocol: Protocol, container: IConstruct): number {
  const index = ports.findIndex((port) => port.containerPort === containerPort && port.protocol === protocol);
  if (index >= 0) return index;
  const published = ports.map((port) => `${port.containerPort}/${port.protocol}`);
  throw portNotPublished(`${containerPort}/${protocol}`, published, container);
}

/**
 * Returns the address of a published port as host name and port, as in `localhost:8080`.
 *
 * @param hostIp the host's address on which the port is published
 * @param hostPort the port on the host
 * @param hostAddress the host name or IP address by which clients reach the host
 */
export function publishedAddress(hostIp: string, hostPort: number, hostAddress: string): string {
  const address = isKnown(hostIp) && isWildcardOrLoopback(hostIp) ? hostAddress : hostIp;
  return `${address.includes(':') ? `[${address}]` : address}:${Tokenization.stringifyNumber(hostPort)}`;
}

/** Whether a port that is published on this IP address can be reached on the container host's own address, as a client knows it. */
function isWildcardOrLoopback(ip: string): boolean {
  return ['0.0.0.0', '::', '::1'].includes(canonicalAddress(ip) ?? ip) || ip.startsWith('127.');
}
