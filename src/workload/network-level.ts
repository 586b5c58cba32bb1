import { AllowedTraffic } from '../model/network';

const PEERS = 'can reach each other on every port. Docker can\'t restrict this to single ports.';
const NO_PEERS = 'can\'t reach each other. Docker drops traffic between containers on the bridge. '
  + 'For this the host\'s kernel needs the module br_netfilter, which the engine loads.';
const OUTSIDE = 'can reach everything outside the network: the internet, but also services of the host on all of its addresses, '
  + 'ports that other containers publish there, and a cloud\'s metadata service (169.254.169.254). Docker can\'t tell these apart.';
const NO_OUTSIDE = 'can\'t reach anything outside the network, including the host: '
  + 'the network is internal, and its bridge has no IPv4 address.';
const HOST = 'The host itself can reach every port of a member, published or not: Docker doesn\'t filter traffic from the host.';
const NO_HOST = 'The host can\'t reach the members, unless its root user adds an address to the bridge or a route.';
const DNS = 'A container without access outside its networks gets itself as its DNS server, '
  + 'so lookups of names that the engine doesn\'t know fail. '
  + 'Some engines (23.0 to 25.0.4, CVE-2024-29018) would otherwise forward them to outside servers.';
const IPV6 = 'If the network has IPv6, all of this holds over IPv6 only on an engine that filters it (`ip6tables`). On others, members of '
  + 'all networks reach each other over IPv6. So the host has to declare it (`filtersIpv6`), and the back end berth/docker proves it '
  + 'before it uses the network. The back end kreuzwerker/docker can\'t prove it.';
const IPV6_BRIDGE = 'With IPv6, the network also needs Engine 28 or newer: older engines give its bridge an IPv6 address, through which '
  + 'the host and the members reach each other. The proof fails there.';

/**
 * The traffic that a network allows.
 *
 * | level | members reach each other | members reach the outside | members can publish ports |
 * | --- | --- | --- | --- |
 * | `CLOSED` | no | no | no |
 * | `OUTBOUND` | no | yes | no |
 * | `PUBLISHED` | no | yes | yes |
 * | `PEERS` | yes | no | no |
 * | `OPEN` | yes | yes | yes |
 *
 * Containers on different networks never reach each other, whatever the levels. `explain()` lists what Docker can't enforce. A level holds
 * over IPv6 only on an engine that filters IPv6, so a network with IPv6 needs a host with `filtersIpv6`.
 */
export class NetworkLevel {
  /**
   * No traffic. Members can't reach each other, the host or the outside, and nothing can reach them.
   *
   * Docker: `Internal`, `com.docker.network.bridge.enable_icc=false`, `com.docker.network.bridge.inhibit_ipv4=true`, and with IPv6
   * `com.docker.network.bridge.gateway_mode_ipv6=isolated`, which needs Engine 28 or newer.
   */
  public static readonly CLOSED = new NetworkLevel('closed', { peers: false, outside: false, publishedPorts: false });

  /**
   * Members reach the outside. Only the host reaches them, and they can't publish ports.
   *
   * Docker: `com.docker.network.bridge.enable_icc=false`. The outside includes the host, all ports that are published on its addresses,
   * and a cloud's metadata service (169.254.169.254).
   */
  public static readonly OUTBOUND = new NetworkLevel('outbound', { peers: false, outside: true, publishedPorts: false });

  /**
   * Members reach the outside, and can be reached on the ports that they publish. They can't reach each other.
   *
   * Docker: `com.docker.network.bridge.enable_icc=false`. The outside includes the host, all ports that are published on its addresses,
   * and a cloud's metadata service (169.254.169.254).
   */
  public static readonly PUBLISHED = new NetworkLevel('published', { peers: false, outside: true, publishedPorts: true });

  /**
   * Members reach each other on every port. All other traffic is blocked, including traffic from and to the host.
   *
   * Docker: `Internal`, `com.docker.network.bridge.inhibit_ipv4=true`, and with IPv6
   * `com.docker.network.bridge.gateway_mode_ipv6=isolated`, which needs Engine 28 or newer.
   */
  public static readonly PEERS = new NetworkLevel('peers', { peers: true, outside: false, publishedPorts: false });

  /**
   * Members reach each other on every port, and the outside, and can be reached on the ports that they publish. This is Docker's default
   * bridge behaviour.
   */
  public static readonly OPEN = new NetworkLevel('open', { peers: true, outside: true, publishedPorts: true });

  private constructor(
    /**
     * The name of the level, in lower case, such as `published`.
     */
    public readonly name: string,
    /** @internal */ public readonly _allows: AllowedTraffic,
  ) {}

  /**
   * Whether members can reach each other.
   */
  public get reachesPeers(): boolean {
    return this._allows.peers;
  }

  /**
   * Whether members can reach addresses outside the network.
   */
  public get reachesOutside(): boolean {
    return this._allows.outside;
  }

  /**
   * Whether members can publish ports.
   */
  public get publishesPorts(): boolean {
    return this._allows.publishedPorts;
  }

  /**
   * Describes what the level allows, and which parts of it Docker can't enforce.
   */
  public explain(): string {
    const { peers, outside, publishedPorts } = this._allows;
    return [
      `Network level "${this.name}":`,
      `- Members ${peers ? PEERS : NO_PEERS}`,
      `- Members ${outside ? OUTSIDE : NO_OUTSIDE}`,
      `- Members ${publishedPorts ? 'can' : 'can\'t'} publish ports on the host. ${outside ? HOST : NO_HOST}`,
      ...(outside ? [] : [`- ${DNS}`]),
      `- ${IPV6}${outside ? '' : ` ${IPV6_BRIDGE}`}`,
    ].join('\n');
  }

  /**
   * Returns the name of the level.
   */
  public toString(): string {
    return this.name;
  }
}
