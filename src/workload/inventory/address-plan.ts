import { invalidAddressRange, noSubnetLeft, subnetsOverlap } from './errors';
import { NetworkMember } from './members';
import { allocateSubnets } from './subnet-layout';
import { BerthError } from '../../private/berth-error';
import { isKnown } from '../../private/tokens';
import { ipv4Range, Ipv4Range } from '../../shared/ip';

/**
 * Overlaps neither with Docker's default address pools (172.17.0.0/16 to 172.31.0.0/16, 192.168.0.0/16) nor with the ranges that clouds and
 * Kubernetes usually use: 10.0.0.0/16, 10.42.0.0/15, 10.96.0.0/12, 10.128.0.0/9, 172.31.0.0/16.
 */
export const DEFAULT_ADDRESS_RANGE = '10.64.0.0/11';

/** Has room for eight networks and 256 connections. */
const LONGEST_PREFIX = 20;

/** A subnet that the author of a network chose. */
interface FixedSubnet extends Ipv4Range {
  /** How messages refer to it. */
  readonly label: string;
}

/**
 * The subnets of the networks on an engine: the fixed ones, and those that are allocated around them. Each host on the engine has a range
 * of its own. What lies in the range of another host is left to that one.
 *
 * @internal
 */
export class AddressPlan {
  private allocated?: { readonly networkCount: number; readonly subnets: Map<string, string> };

  constructor(private readonly networks: readonly NetworkMember[]) {}

  /** Returns the subnet allocated for a network. Call it only once all networks have been added. */
  public subnetOf(network: NetworkMember): string | undefined {
    return this.subnets().get(network._subnetKey);
  }

  public problems(): BerthError[] {
    const subnets = this.subnets();
    const withoutSubnet = this.networks.filter((network) => network._needsSubnet && !subnets.has(network._subnetKey));
    return [...overlaps(this.fixedSubnets()), ...withoutSubnet.map((network) => noSubnetLeft(network.node.path, rangeOf(network)))];
  }

  private subnets(): Map<string, string> {
    const networkCount = this.networks.length;
    if (this.allocated?.networkCount !== networkCount) {
      this.allocated = { networkCount, subnets: this.allocate() };
    }
    return this.allocated.subnets;
  }

  private allocate(): Map<string, string> {
    const byRange = new Map<string, NetworkMember[]>();
    for (const network of this.networks.filter(({ _needsSubnet }) => _needsSubnet)) {
      const members = byRange.get(rangeOf(network));
      if (members === undefined) byRange.set(rangeOf(network), [network]);
      else members.push(network);
    }
    const ranges = [...byRange.keys()].map((text) => ipv4Range(text)!);
    const fixed = this.fixedSubnets();
    return new Map([...byRange.values()].flatMap((networks, index) => {
      const range = ranges[index];
      const requests = networks.map(({ _subnetKey: key, _size: size }) => ({ key, size }));
      return [...allocateSubnets(range, requests, [...fixed, ...ranges.filter((other) => isWithin(other, range))])];
    }));
  }

  private fixedSubnets(): FixedSubnet[] {
    return this.networks.flatMap(({ _model, node }) => _model.subnets.flatMap(({ cidr }) => {
      const range = isKnown(cidr) ? ipv4Range(cidr) : undefined;
      return range ? [{ ...range, label: `${cidr} (${node.path})` }] : [];
    }));
  }
}

function rangeOf({ host }: NetworkMember): string {
  return host._placement.addressRange;
}

/** Whether a range is a part of another one, and not all of it. */
function isWithin(range: Ipv4Range, other: Ipv4Range): boolean {
  return range.first >= other.first && range.last <= other.last && (range.first > other.first || range.last < other.last);
}

/** Reports each subnet that begins before an earlier one ends. */
function overlaps(subnets: FixedSubnet[]): BerthError[] {
  const problems: BerthError[] = [];
  let furthest: FixedSubnet | undefined;
  for (const subnet of subnets.sort((a, b) => a.first - b.first)) {
    if (furthest && subnet.first <= furthest.last) problems.push(subnetsOverlap(furthest.label, subnet.label));
    if (!furthest || subnet.last > furthest.last) furthest = subnet;
  }
  return problems;
}

export function checkAddressRange(range: string | undefined): BerthError[] {
  if (range === undefined) return [];
  const isWideEnough = ipv4Range(range) !== undefined && Number(range.split('/')[1]) <= LONGEST_PREFIX;
  return isWideEnough ? [] : [invalidAddressRange(range, LONGEST_PREFIX)];
}
