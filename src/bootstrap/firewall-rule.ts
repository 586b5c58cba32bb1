import { BootstrapProblems } from './check';
import { noAddresses } from './errors';
import { BerthError } from '../private/berth-error';

/**
 * A port of a host that the firewall opens.
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
    return new FirewallRule('tcp', port, from);
  }

  /**
   * A UDP port.
   *
   * @param port the port, from 1 to 65535
   * @param from the IP addresses and subnets that may connect; by default, all
   */
  public static udp(port: number, from?: string[]): FirewallRule {
    return new FirewallRule('udp', port, from);
  }

  /**
   * The ports that the nodes of a swarm need among themselves: management, gossip and overlay networks.
   *
   * @param nodes the IP addresses and subnets of the other nodes
   */
  public static swarm(nodes: string[]): FirewallRule[] {
    return [
      FirewallRule.tcp(2377, nodes), FirewallRule.tcp(7946, nodes), FirewallRule.udp(7946, nodes), FirewallRule.udp(4789, nodes),
    ];
  }

  private constructor(
    /** @internal */ public readonly _protocol: 'tcp' | 'udp',
    /** @internal */ public readonly _port: number,
    private readonly from: readonly string[] | undefined,
  ) {}

  /** @internal */
  public get _from(): readonly string[] {
    return this.from ?? [];
  }

  /** @internal */
  public _problems(): BerthError[] {
    return new BootstrapProblems().port('The port of a firewall rule', this._port)
      .addresses('An address of a firewall rule', this._from)
      .add(...this.from?.length === 0 ? [noAddresses('The list of addresses of a firewall rule')] : [])
      .found;
  }
}
