import { ContainerConfig, ContainerNetworksAdvanced, ContainerPorts } from '@cdktf/provider-docker/lib/container';
import { addressNeedsSubnet, alreadyConnected, networksExcluded, portsExcluded } from './errors';
import { NetworkMode } from './network-mode';
import { checkPort, PortMapping, PublishedPort } from './port-mapping';
import { BerthError } from '../../../private/berth-error';
import { checkIp } from '../../../private/ip-address';
import { checkHostname } from '../../../private/names';
import { knownElements } from '../../../private/tokens';
import { Network } from '../../network';

/**
 * Options of a container on one of its networks.
 */
export interface NetworkAttachmentOptions {
  /**
   * Additional names by which other containers on the network find the container.
   *
   * @default - none
   */
  readonly aliases?: string[];

  /**
   * The fixed IPv4 address of the container on the network. The network must have `subnets`.
   *
   * @default - an address that the engine chooses
   */
  readonly ipv4Address?: string;

  /**
   * The fixed IPv6 address of the container on the network. The network must have `subnets`.
   *
   * @default - an address that the engine chooses, if the network has IPv6
   */
  readonly ipv6Address?: string;
}

/**
 * Network options of a container.
 */
export interface ContainerNetworkOptions {
  /**
   * The networks that the container joins, all of its own host. Use `container.connectTo()` for an alias or a fixed address, and
   * `container.connections` for two containers that communicate with each other.
   *
   * @default - only the networks of its ports and connections
   */
  readonly networks?: Network[];

  /**
   * The network mode of a container that joins no network.
   *
   * @default - `NetworkMode.NONE`, unless the container has a connection, a network or a port
   */
  readonly networkMode?: NetworkMode;

  /**
   * The ports that are published on the host. At least one of the container's networks must allow published ports. If neither `networks`
   * nor `networkMode` is given, the container gets a network of level `PUBLISHED` to itself, which also gives it internet access.
   *
   * @default - none
   */
  readonly ports?: PortMapping[];

  /**
   * The host name of the container.
   *
   * @default - the first 12 characters of the container's id
   */
  readonly hostname?: string;

  /**
   * The domain name of the container.
   *
   * @default - none
   */
  readonly domainName?: string;

  /**
   * Additional host names that the container can resolve, with their IP addresses. `host-gateway` as an address stands for the host.
   *
   * @default - none
   */
  readonly extraHosts?: { [name: string]: string };

  /**
   * The IP addresses of the DNS servers for names that the engine doesn't know.
   *
   * @default - the engine's; none (127.0.0.1) if no network of the container has access to the outside
   */
  readonly dns?: string[];

  /**
   * The search domains for names without a dot.
   *
   * @default - the engine's
   */
  readonly dnsSearch?: string[];

  /**
   * Options of the resolver, such as `ndots:2`.
   *
   * @default - the engine's
   */
  readonly dnsOptions?: string[];
}

/** A network that a container joins, with the options of the container on it. */
export interface Attachment extends NetworkAttachmentOptions {
  readonly network: Network;
}

export function checkNetworking(options: ContainerNetworkOptions): BerthError[] {
  const { networkMode, networks = [], ports = [], extraHosts = {} } = options;
  const excludesNetworks = networkMode !== undefined && networkMode !== NetworkMode.BRIDGE;
  return [
    ...(excludesNetworks && networks.length > 0 ? [networksExcluded(networkMode.name)] : []),
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
  const fixedAddresses = [ipv4Address, ipv6Address].filter((address) => address !== undefined);
  return [
    ...knownElements(aliases).flatMap((alias) => checkHostname('alias of a container', alias)),
    ...checkIp('a container\'s IPv4 address', ipv4Address, 4),
    ...checkIp('a container\'s IPv6 address', ipv6Address, 6),
    ...(network._subnets.length > 0 ? [] : fixedAddresses.map((address) => addressNeedsSubnet(address, network.node.path))),
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
