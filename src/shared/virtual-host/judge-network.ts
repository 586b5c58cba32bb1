import { Attributes, blocks, BrokenRule, IsUnknown, listed } from './broken-rule';
import { VirtualHostRules } from './rules';
import { canonicalSubnet, ipv4Range, Ipv4Range, isSubnetWithin } from '../ip';

/** The options of a bridge that concern no other interface of the host. */
export const BRIDGE_OPTIONS: readonly string[] = [
  ...['enable_icc', 'enable_ip_masquerade', 'inhibit_ipv4', 'host_binding_ipv4', 'gateway_mode_ipv4', 'gateway_mode_ipv6']
    .map((name) => `com.docker.network.bridge.${name}`),
  'com.docker.network.driver.mtu', 'com.docker.network.container_iface_prefix',
];

/** The drivers whose networks are on an interface of the host: what is there, they reach. */
export const ON_INTERFACE: readonly unknown[] = ['macvlan', 'ipvlan'];

/** A network is a bridge of its own, or on an interface that it may use. On another network's, it would reach what is in that. */
export function judgeInterfaces({ driver = 'bridge', options }: Attributes, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  if (isUnknown(driver)) return [];
  const { network_parents: parents = [] } = rules;
  const given = isUnknown(options) || options === null ? {} : { ...options as Attributes };
  const broken = (attribute: string, problem: string): BrokenRule[] => [{ rule: 'network_parents', attribute, problem }];
  const networks = `of the virtual container host "${rules.name}"`;
  if (ON_INTERFACE.includes(driver)) {
    const { parent } = given;
    // Without one, the engine makes an interface.
    if (!parent || isUnknown(parent) || parents.includes(String(parent))) return [];
    return broken('options', `A network ${networks} may be ${parents.length === 0 ? 'on no interface of the host'
      : `only on the interfaces ${listed(parents)} of the host`}; given: "${String(parent)}". Leave \`parent\` out, or add it to `
      + '\`network_parents\`.');
  }
  if (driver !== null && driver !== 'bridge') {
    return broken('driver', `A network ${networks} has the driver "bridge", "macvlan" or "ipvlan"; given: "${String(driver)}". Use one of `
      + 'these.');
  }
  const other = Object.keys(given).find((name) => !BRIDGE_OPTIONS.includes(name));
  return other === undefined ? [] : broken('options', `A network ${networks} can't have the option "${other}", which may concern `
    + `interfaces of others. Remove it. The options are: ${BRIDGE_OPTIONS.join(', ')}.`);
}

/**
 * Returns the IPv6 addresses of a virtual container host: those of fd00::/8, which anyone may use for networks of their own (RFC 4193),
 * that have the first address of its IPv4 range in them. So no two on an engine have the same ones.
 */
function ipv6Range({ first }: Ipv4Range): string {
  const groups = [Math.floor(first / 0x10000), first % 0x10000].map((group) => group.toString(16));
  return canonicalSubnet(`fdbe:${groups.join(':')}::/48`)!;
}

/**
 * The machine gets a route to the subnet of a bridge. So a subnet of others, such as that of a name server, would lead to the containers in
 * the network.
 */
export function judgeAddresses(network: Attributes, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  const { driver = 'bridge', ipam_config: configs, ipam_driver: ipam } = network;
  if (ON_INTERFACE.includes(driver)) return [];
  const { name, address_range: range } = rules;
  const allowed = range === undefined ? undefined : ipv4Range(range);
  const isOwn = (subnet: string) => {
    if (subnet.includes(':')) return allowed !== undefined && isSubnetWithin(subnet, ipv6Range(allowed));
    const given = ipv4Range(subnet);
    return given !== undefined && allowed !== undefined && given.first >= allowed.first && given.last <= allowed.last;
  };
  const subnets = isUnknown(configs) ? [] : blocks(configs).map(({ subnet }) => subnet).filter(Boolean);
  const own = allowed === undefined ? 'has the subnet that the engine chooses'
    : `has a subnet in ${range}, or with IPv6 one in ${ipv6Range(allowed)}`;
  const foreign = subnets.filter((subnet) => !isUnknown(subnet) && !isOwn(String(subnet)));
  const mayHaveIpv4 = isUnknown(configs) || subnets.some((subnet) => isUnknown(subnet) || !String(subnet).includes(':'));
  const isOtherIpam = Boolean(ipam) && !isUnknown(ipam) && ipam !== 'default';
  return [
    ...foreign.map((subnet) => ({
      rule: 'address_range' as const,
      attribute: 'ipam_config',
      problem: `A network of the virtual container host "${name}" ${own}; given: "${String(subnet)}". Leave it out, or set `
        + '`address_range` (`addressRange` of a VirtualContainerHost).',
    })),
    ...range === undefined || mayHaveIpv4 ? [] : [{
      rule: 'address_range' as const,
      attribute: 'ipam_config',
      problem: `A network of the virtual container host "${name}" has a subnet in ${range}; without one, the engine chooses any. Set `
        + '`subnet` of `ipam_config`.',
    }],
    ...isOtherIpam ? [{
      rule: 'address_range' as const,
      attribute: 'ipam_driver',
      problem: `The driver "${String(ipam)}" could choose any subnet for a network of the virtual container host "${name}". Leave `
        + '`ipam_driver` out.',
    }] : [],
  ];
}
