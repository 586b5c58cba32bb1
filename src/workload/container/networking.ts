import { ContainerConfig, ContainerNetworksAdvanced, ContainerPorts } from '@cdktf/provider-docker/lib/container';
import { addressNeedsSubnet, alreadyConnected, networksExcluded, portsExcluded } from './errors';
import { BerthError } from '../../private/berth-error';
import { checkIp } from '../../private/ip-address';
import { checkHostname } from '../../private/names';
import { knownElements } from '../../private/tokens';
import { Network } from '../network';
import { NetworkMode } from './network-mode';
import { checkPort, PortMapping, PublishedPort } from './port-mapping';

/**
 * What a container is on a network.
 */
export interface NetworkAttachmentOptions {
  /**
   * Names by which other containers of the network find it, besides its own.
   *
   * @default - none
   */
  readonly aliases?: string[];

  /**
   * Its IPv4 address there. The network's subnet must be given.
   *
   * @default - one that the engine chooses
   */
  readonly ipv4Address?: string;

  /**
   * Its IPv6 address there. The network's subnet must be given.
   *
   * @default - one that the engine chooses, if the network has IPv6
   */
  readonly ipv6Address?: string;
}

/**
 * How a container is on the network.
 */
export interface ContainerNetworkOptions {
  /**
   * The networks that it joins, all of its own host. For an alias or a fixed address use `container.connectTo()`; for two containers that talk to
   * each other, `container.connections`.
   *
   * @default - those of its connections
   */
  readonly networks?: Network[];

  /**
   * What it has of the network when it joins none by name.
   *
   * @default - nothing at all (`NetworkMode.NONE`), unless it has a connection, a network or a port
   */
  readonly networkMode?: NetworkMode;

  /**
   * The ports that are published on the host. They need a network that lets them in: where `networks` are given, one of these; else the container
   * gets a network of level `PUBLISHED` that no other container is on, and with it a way out.
   *
   * @default - none
   */
  readonly ports?: PortMapping[];

  /**
   * The host name that the container has for itself.
   *
   * @default - the beginning of its id
   */
  readonly hostname?: string;

  /**
   * Its domain name.
   *
   * @default - none
   */
  readonly domainName?: string;

  /**
   * More host names that it can resolve, each with its address. `host-gateway` stands for the host itself.
   *
   * @default - none
   */
  readonly extraHosts?: { [name: string]: string };

  /**
   * The DNS servers that it asks for names which the engine does not know.
   *
   * @default - the engine's; none (127.0.0.1) where no network of the container has a way out
   */
  readonly dns?: string[];

  /**
   * The domains in which it looks for a name without a dot.
   *
   * @default - the engine's
   */
  readonly dnsSearch?: string[];

  /**
   * Options of its resolver, such as `ndots:2`.
   *
   * @default - the engine's
   */
  readonly dnsOptions?: string[];
}

/** A network that a container has joined, and as what. */
export interface Attachment extends NetworkAttachmentOptions {
  readonly network: Network;
}

export function checkNetworking(options: ContainerNetworkOptions): BerthError[] {
  const { networkMode, networks = [], ports = [], extraHosts = {} } = options;
  const alone = networkMode !== undefined && networkMode !== NetworkMode.BRIDGE;
  return [
    ...(alone && networks.length > 0 ? [networksExcluded(networkMode.name)] : []),
    ...networks.filter((network, index) => networks.indexOf(network) !== index).map((network) => alreadyConnected(network.node.path)),
    ...(networkMode === NetworkMode.NONE && ports.length > 0 ? [portsExcluded(networkMode.name)] : []),
    ...ports.flatMap(checkPort),
    ...checkHostname('host name', options.hostname),
    ...checkHostname('domain name', options.domainName),
    ...Object.entries(extraHosts).flatMap(([name, address]) => [
      ...checkHostname('name of an extra host', name),
      ...(address === 'host-gateway' ? [] : checkIp(`the address of the extra host "${name}"`, address)),
    ]),
    ...knownElements(options.dns).flatMap((server) => checkIp('a DNS server', server)),
  ];
}

export function checkAttachment({ network, aliases, ipv4Address, ipv6Address }: Attachment): BerthError[] {
  const fixed = [ipv4Address, ipv6Address].filter((address) => address !== undefined);
  return [
    ...knownElements(aliases).flatMap((alias) => checkHostname('alias of a container', alias)),
    ...checkIp('a container\'s IPv4 address', ipv4Address, 4),
    ...checkIp('a container\'s IPv6 address', ipv6Address, 6),
    ...(network._subnets.length > 0 ? [] : fixed.map((address) => addressNeedsSubnet(address, network.node.path))),
  ];
}

export function renderNetworking(options: ContainerNetworkOptions): Partial<ContainerConfig> {
  return {
    hostname: options.hostname,
    domainname: options.domainName,
    host: options.extraHosts && Object.entries(options.extraHosts).map(([host, ip]) => ({ host, ip })),
    dnsSearch: options.dnsSearch,
    dnsOpts: options.dnsOptions,
  };
}

export function renderAttachment({ network, aliases, ipv4Address, ipv6Address }: Attachment): ContainerNetworksAdvanced {
  return { name: network.name, aliases, ipv4Address, ipv6Address };
}

export function renderPort({ containerPort, hostPort, hostIp, protocol }: PublishedPort): ContainerPorts {
  return { internal: containerPort, external: hostPort, ip: hostIp, protocol };
}
