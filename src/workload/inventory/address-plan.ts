import { invalidAddressRange, noSubnetLeft, subnetsOverlap } from './errors';
import { NetworkMember } from './members';
import { layOut } from './subnet-layout';
import { BerthError } from '../../private/berth-error';
import { isKnown } from '../../private/tokens';
import { ipv4Range, Ipv4Range } from '../../shared/ip-range';

/**
 * It meets neither the pools of Docker (172.17.0.0/16 to 172.31.0.0/16, 192.168.0.0/16) nor what clouds and Kubernetes usually take: 10.0.0.0/16,
 * 10.42.0.0/15, 10.96.0.0/12, 10.128.0.0/9, 172.31.0.0/16.
 */
export const DEFAULT_ADDRESS_RANGE = '10.64.0.0/11';

/** Eight networks, and 256 connections. */
const LONGEST_PREFIX = 20;

interface GivenSubnet extends Ipv4Range {
  readonly name: string;
}

/**
 * The subnets of a host's networks: those that are given, and those that are laid out around them.
 *
 * @internal
 */
export class AddressPlan {
  private laidOut?: { readonly count: number; readonly subnets: Map<string, string> };

  constructor(private readonly range: string, private readonly networks: readonly NetworkMember[]) {}

  /** Asked only when all networks are there. */
  public subnetOf(network: NetworkMember): string | undefined {
    return this.subnets().get(network.node.path);
  }

  public problems(): BerthError[] {
    const subnets = this.subnets();
    const homeless = this.networks.filter((network) => network._wantsSubnet && !subnets.has(network.node.path));
    return [...overlaps(this.given()), ...homeless.map((network) => noSubnetLeft(network.node.path, this.range))];
  }

  private subnets(): Map<string, string> {
    const count = this.networks.length;
    if (this.laidOut?.count !== count) {
      const requests = this.networks.filter((network) => network._wantsSubnet).map((network) => ({ key: network.node.path, size: network._size }));
      this.laidOut = { count, subnets: layOut(ipv4Range(this.range)!, requests, this.given()) };
    }
    return this.laidOut.subnets;
  }

  private given(): GivenSubnet[] {
    return this.networks.flatMap(({ _subnets, node }) => _subnets.flatMap(({ cidr }) => {
      const range = isKnown(cidr) ? ipv4Range(cidr) : undefined;
      return range ? [{ ...range, name: `${cidr} (${node.path})` }] : [];
    }));
  }
}

/** Each subnet that begins before an earlier one ends. */
function overlaps(subnets: GivenSubnet[]): BerthError[] {
  const problems: BerthError[] = [];
  let widest: GivenSubnet | undefined;
  for (const subnet of subnets.sort((a, b) => a.first - b.first)) {
    if (widest && subnet.first <= widest.last) problems.push(subnetsOverlap(widest.name, subnet.name));
    if (!widest || subnet.last > widest.last) widest = subnet;
  }
  return problems;
}

export function checkAddressRange(range: string | undefined): BerthError[] {
  if (range === undefined) return [];
  const wideEnough = ipv4Range(range) !== undefined && Number(range.split('/')[1]) <= LONGEST_PREFIX;
  return wideEnough ? [] : [invalidAddressRange(range, LONGEST_PREFIX)];
}
