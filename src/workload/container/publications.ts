import { ContainerPorts } from '@cdktf/provider-docker/lib/container';
import { Token, Tokenization } from 'cdktf';
import { portNotPublished } from './errors';
import { IContainer } from './i-container';
import { renderPort } from './networking/network-options';
import { Protocol } from './networking/port';
import { PortMapping, PublishedPort } from './networking/port-mapping';
import { SECURE_DEFAULTS } from './secure-defaults';
import { isKnown } from '../../private/tokens';
import { canonicalAddress } from '../../shared/ip';

/** The published ports of one container. */
export class Publications {
  private readonly ports: PublishedPort[];

  constructor(private readonly container: IContainer, mappings: readonly PortMapping[] = []) {
    this.ports = mappings.map(withDefaults);
  }

  public get all(): PublishedPort[] {
    return [...this.ports];
  }

  public get isEmpty(): boolean {
    return this.ports.length === 0;
  }

  public add(mapping: PortMapping): void {
    this.ports.push(withDefaults(mapping));
  }

  /** Returns the port on the host, a token if the engine chooses it. */
  public hostPort(containerPort: number, protocol: Protocol): number {
    const index = this.indexOf(containerPort, protocol);
    return this.ports[index].hostPort ?? Token.asNumber(this.container.resource.interpolationForAttribute(`ports[${index}].external`));
  }

  /** Returns host name and port, as in `localhost:8080`. */
  public address(containerPort: number, protocol: Protocol): string {
    const { hostIp } = this.ports[this.indexOf(containerPort, protocol)];
    const address = isKnown(hostIp) && isWildcardOrLoopback(hostIp) ? this.container.host.address : hostIp;
    return `${address.includes(':') ? `[${address}]` : address}:${Tokenization.stringifyNumber(this.hostPort(containerPort, protocol))}`;
  }

  public render(): ContainerPorts[] {
    return this.ports.map(renderPort);
  }

  private indexOf(containerPort: number, protocol: Protocol): number {
    const index = this.ports.findIndex((port) => port.containerPort === containerPort && port.protocol === protocol);
    if (index >= 0) return index;
    const published = this.ports.map((port) => `${port.containerPort}/${port.protocol}`);
    throw portNotPublished(`${containerPort}/${protocol}`, published, this.container);
  }
}

/** Whether a port that is published on this IP address can be reached on the container host's own address, as a client knows it. */
function isWildcardOrLoopback(ip: string): boolean {
  return ['0.0.0.0', '::', '::1'].includes(canonicalAddress(ip) ?? ip) || ip.startsWith('127.');
}

function withDefaults(mapping: PortMapping): PublishedPort {
  return { ...mapping, hostIp: mapping.hostIp ?? SECURE_DEFAULTS.hostIp, protocol: mapping.protocol ?? Protocol.TCP };
}
