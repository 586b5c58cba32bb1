import { NetworkMode } from './network-mode';
import { PortMapping } from './port-mapping';
import { INetwork } from '../../i-network';

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
  readonly networks?: INetwork[];

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
