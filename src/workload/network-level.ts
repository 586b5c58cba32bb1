/** What a level promises. */
interface Reach {
  readonly peers: boolean;
  readonly out: boolean;
  readonly ports: boolean;
}

// The bridge gets no address of its own then: the host can't reach the containers, nor they a service of the host through it.
const WITHOUT_HOST = { 'com.docker.network.bridge.inhibit_ipv4': 'true' };
const WITHOUT_PEERS = { 'com.docker.network.bridge.enable_icc': 'false' };

const PEERS = 'reach each other, at every port: Docker has no rule for a single one.';
const NO_PEERS = 'don\'t reach each other. Docker drops what goes from one to another on the bridge; the host\'s kernel needs br_netfilter for that, '
  + 'which the engine loads.';
const OUT = 'reach what is outside of it: the internet, and also services of the host on all of its addresses, ports that other containers publish there, '
  + 'and a cloud\'s metadata service (169.254.169.254). Docker has no rule that tells these apart.';
const NOT_OUT = 'reach nothing outside of it, nor the host: the network has no way out, and its bridge no address.';
const FROM_HOST = 'From the host itself every port of a member is reached, published or not: Docker filters nothing that comes from there.';
const NOT_FROM_HOST = 'The host does not reach the members; its root can give the bridge an address or a route, and then does.';
const NAMES = 'A container that has no way out asks itself for names that the engine does not know, since some engines (23.0 to 25.0.4, CVE-2024-29018) '
  + 'answer such a question by asking outside.';
const IPV6 = 'Where the network has IPv6, its bridge has an address of that, at which the host and the members reach each other.';

/**
 * Who reaches whom on a network.
 *
 * | level | members reach each other | they reach what is outside | ports can be published |
 * | --- | --- | --- | --- |
 * | `CLOSED` | no | no | no |
 * | `OUTBOUND` | no | yes | no |
 * | `PUBLISHED` | no | yes | yes |
 * | `PEERS` | yes | no | no |
 * | `OPEN` | yes | yes | yes |
 *
 * Containers of two networks never reach each other, whatever the levels. What Docker's networks can't keep is told by `explain()`.
 */
export class NetworkLevel {
  /**
   * Nothing in or out, and no peers: a member reaches itself. The host does not reach it either.
   *
   * Docker: `Internal`, `com.docker.network.bridge.enable_icc=false`, `com.docker.network.bridge.inhibit_ipv4=true`.
   */
  public static readonly CLOSED = new NetworkLevel('closed', { peers: false, out: false, ports: false });

  /**
   * Members reach what is outside, and nobody reaches them but the host. No port can be published.
   *
   * Docker: `com.docker.network.bridge.enable_icc=false`. What is outside includes the host, all ports that are published on its addresses, and
   * a cloud's metadata service (169.254.169.254).
   */
  public static readonly OUTBOUND = new NetworkLevel('outbound', { peers: false, out: true, ports: false });

  /**
   * Members reach what is outside, and are reached at the ports that they publish. They don't reach each other.
   *
   * Docker: `com.docker.network.bridge.enable_icc=false`. What is outside includes the host, all ports that are published on its addresses, and
   * a cloud's metadata service (169.254.169.254).
   */
  public static readonly PUBLISHED = new NetworkLevel('published', { peers: false, out: true, ports: true });

  /**
   * Members reach each other at every port, and nothing else; nothing else reaches them, not even the host.
   *
   * Docker: `Internal`, `com.docker.network.bridge.inhibit_ipv4=true`.
   */
  public static readonly PEERS = new NetworkLevel('peers', { peers: true, out: false, ports: false });

  /**
   * Members reach each other at every port, and what is outside, and are reached at the ports that they publish: Docker's ordinary bridge.
   */
  public static readonly OPEN = new NetworkLevel('open', { peers: true, out: true, ports: true });

  private constructor(
    /**
     * Its name, in lower case.
     */
    public readonly name: string,
    /** @internal */ public readonly _can: Reach,
  ) {}

  /**
   * Whether members reach each other.
   */
  public get reachesPeers(): boolean {
    return this._can.peers;
  }

  /**
   * Whether members reach what is outside of the network.
   */
  public get reachesOutside(): boolean {
    return this._can.out;
  }

  /**
   * Whether members can publish ports.
   */
  public get publishesPorts(): boolean {
    return this._can.ports;
  }

  /**
   * What the level means, and what Docker can't keep of it, in words.
   */
  public explain(): string {
    const { peers, out, ports } = this._can;
    return [
      `Network level "${this.name}":`,
      `- Members ${peers ? PEERS : NO_PEERS}`,
      `- Members ${out ? OUT : NOT_OUT}`,
      `- ${ports ? 'Ports can be published on the host.' : 'No port can be published.'} ${out ? FROM_HOST : NOT_FROM_HOST}`,
      ...(out ? [] : [`- ${NAMES}`, `- ${IPV6}`]),
    ].join('\n');
  }

  /**
   * The level's name.
   */
  public toString(): string {
    return this.name;
  }

  /** The options of Docker's bridge driver that make the level. @internal */
  public get _driverOptions(): { [name: string]: string } {
    return { ...(this._can.peers ? {} : WITHOUT_PEERS), ...(this._can.out ? {} : WITHOUT_HOST) };
  }
}
