import { BootstrapProblems } from './check';
import { noAddresses } from './errors';
import { BerthError } from '../private/berth-error';
import { requireArguments } from '../private/check-props';

/**
 * A port of a host that the firewall opens, or a protocol without ports that it lets in.
 *
 * @example
 * FirewallRule.tcp(9100, ['10.1.0.0/16'])
 */
export class FirewallRule {
  /**
   * A TCP port.
   *
   * @param port the port, from 1 to 65535
   * @param from the IP addresses and subnets that may connect; by default, all
   */
  public static tcp(port: number, from?: string[]): FirewallRule {
    requireArguments({ port: ['number', port], from: ['string[]?', from] });
    return new FirewallRule('tcp', from, port);
  }

  /**
   * A UDP port.
   *
   * @param port the port, from 1 to 65535
   * @param from the IP addresses and subnets that may connect; by default, all
   */
  public static udp(port: number, from?: string[]): FirewallRule {
    requireArguments({ port: ['number', port], from: ['string[]?', from] });
    return new FirewallRule('udp', from, port);
  }

  /**
   * ESP, the protocol of IPsec (IP protocol 50) that carries encrypted overlay networks of a swarm.
   *
   * @param from the IP addresses and subnets that may send it; by default, all
   */
  public static esp(from?: string[]): FirewallRule {
    requireArguments({ from: ['string[]?', from] });
    return new FirewallRule('esp', from);
  }

  /**
   * What the nodes of a swarm need among themselves: the ports of management, gossip and overlay networks, and ESP for encrypted ones.
   *
   * @param nodes the IP addresses and subnets of the other nodes
   */
  public static swarm(nodes: string[]): FirewallRule[] {
    requireArguments({ nodes: ['string[]', nodes] });
    return [
      FirewallRule.tcp(2377, nodes), FirewallRule.tcp(7946, nodes), FirewallRule.udp(7946, nodes), FirewallRule.udp(4789, nodes),
      FirewallRule.esp(nodes),
    ];
  }

  private constructor(
    private readonly protocol: 'tcp' | 'udp' | 'esp',
    private readonly from: readonly string[] | undefined,
    private readonly port?: number,
  ) {}

  /** What it lets in, in the language of nftables. @internal */
  public get _match(): string {
    return this.port === undefined ? `meta l4proto ${this.protocol}` : `${this.protocol} dport ${this.port}`;
  }

  /** @internal */
  public get _from(): readonly string[] {
    return this.from ?? [];
  }

  /** @internal */
  public _problems(): BerthError[] {
    return new BootstrapProblems()
      .add(...this.port === undefined ? [] : new BootstrapProblems().port('The port of a firewall rule', this.port).found)
      .addresses('An address of a firewall rule', this._from)
      .add(...this.from?.length === 0 ? [noAddresses('The list of addresses of a firewall rule')] : [])
      .found;
  }
}
