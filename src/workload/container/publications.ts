import { ContainerPorts } from '@cdktf/provider-docker/lib/container';
import { Token, Tokenization } from 'cdktf';
import { portNotPublished } from './errors';
import { IContainer } from './i-container';
import { renderPort } from './networking';
import { Protocol } from './port';
import { resolvePort, PortMapping, PublishedPort } from './port-mapping';
import { canonicalIp } from '../../private/ip-address';
import { isKnown } from '../../private/tokens';

/** The ports of one container that are published on its host. */
export class Publications {
  private readonly ports: PublishedPort[];

  constructor(private readonly container: IContainer, mappings: readonly PortMapping[] = []) {
    this.ports = mappings.map(resolvePort);
  }

  public get all(): PublishedPort[] {
    return [...this.ports];
  }

  public get isEmpty(): boolean {
    return this.ports.length === 0;
  }

  public add(mapping: PortMapping): void {
    this.ports.push(resolvePort(mapping));
  }

  /** The host's port; a token if the engine chooses it. */
  public hostPort(containerPort: number, protocol: Protocol): number {
    const index = this.indexOf(containerPort, protocol);
    return this.ports[index].hostPort ?? Token.asNumber(this.container.resource.interpolationForAttribute(`ports[${index}].external`));
  }

  /** Host name and port. */
  public address(containerPort: number, protocol: Protocol): string {
    const { hostIp } = this.ports[this.indexOf(containerPort, protocol)];
    const address = isKnown(hostIp) && answersEverywhere(hostIp) ? this.container.host.address : hostIp;
    return `${address.includes(':') ? `[${address}]` : address}:${Tokenization.stringifyNumber(this.hostPort(containerPort, protocol))}`;
  }

  public render(): ContainerPorts[] {
    return this.ports.map(renderPort);
  }

  private indexOf(containerPort: number, protocol: Protocol): number {
    const index = this.ports.findIndex((port) => port.containerPort === containerPort && port.protocol === protocol);
    if (index >= 0) return index;
    throw portNotPublished(`${containerPort}/${protocol}`, this.ports.map((port) => `${port.containerPort}/${port.protocol}`), this.container);
  }
}

/** Whether an address of the host needs no mention: all of them, or the one that it has for itself. */
function answersEverywhere(ip: string): boolean {
  return ['0.0.0.0', '::', '::1'].includes(canonicalIp(ip)) || ip.startsWith('127.');
}
