import { repeated } from './devices';
import { checkWhole, isAbove } from './ranges';
import { BerthError } from '../../private/berth-error';
import { checkIp } from '../../private/ip-address';
import { checkHostname } from '../../private/names';
import { isKnown } from '../../private/tokens';
import { canonicalSubnet, ipVersion } from '../../shared/ip';
import {
  addressInVapp, addressNeedsMac, addressOfSpec, addressWithoutMeans, gatewayOutside, invalidMac, invalidPrefix, needsEsxiHost,
  needsReservedMemory, noNetworks, reservationAboveLimit, severalGateways, sriovProblem, tooManyInMachine, twiceInMachine,
} from '../errors';
import { VSphereMachineProps } from '../machine/machine-options';
import { VSphereNetworkInterface } from '../machine/network-interface';
import { hasAddress, transportOf } from '../render/guest';
import { VSphereAdapterType, VSphereUserDataTransport } from '../values';

const MOST_INTERFACES = 20;
const MAC = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i;
const PCI_ADDRESS = /^[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/i;

/** Checks the network interfaces, and how the machine learns their addresses. */
export function checkNetworks(props: VSphereMachineProps): BerthError[] {
  const { networks } = props;
  const macs = networks.flatMap(({ macAddress }) => (isKnown(macAddress) ? [macAddress.toLowerCase()] : []));
  const addresses = networks.flatMap(({ ipv4Address, ipv6Address }) => [ipv4Address, ipv6Address].flatMap((each) => each ?? []));
  return [
    ...networks.length === 0 ? [noNetworks()] : [],
    ...networks.length > MOST_INTERFACES ? [tooManyInMachine('network interfaces', networks.length, MOST_INTERFACES)] : [],
    ...networks.flatMap(checkInterface),
    ...repeated(macs).map((mac) => twiceInMachine('network interfaces with the MAC address', mac)),
    ...repeated(addresses).map((address) => twiceInMachine('network interfaces with the address', address)),
    ...checkMeans(props),
    ...checkSriov(props),
  ];
}

function checkInterface(each: VSphereNetworkInterface): BerthError[] {
  const { macAddress, ipv4Address, ipv4Gateway, ipv6Address, ipv6Gateway } = each;
  const { bandwidthReservationMbits: reserved, bandwidthLimitMbits: limit } = each;
  // The lowest bit of the first byte marks the address of a group.
  const isMac = !isKnown(macAddress) || MAC.test(macAddress) && parseInt(macAddress.slice(0, 2), 16) % 2 === 0;
  return [
    ...isMac ? [] : [invalidMac(macAddress!)],
    ...checkAddress(4, ipv4Address, ipv4Gateway),
    ...checkAddress(6, ipv6Address, ipv6Gateway),
    ...(each.dnsServers ?? []).flatMap((server) => checkIp('the address of a DNS server', server)),
    ...checkHostname('domain of a network interface', each.dnsDomain),
    ...checkWhole('`bandwidthLimitMbits` of a network interface', limit, 1),
    ...checkWhole('`bandwidthReservationMbits` of a network interface', reserved, 0),
    ...isAbove(reserved, limit) ? [reservationAboveLimit('bandwidth', 'a network interface', `${reserved} Mbit/s`, `${limit} Mbit/s`)] : [],
    ...each.bandwidthShares?._check('a network interface') ?? [],
  ];
}

function checkAddress(version: 4 | 6, address: string | undefined, gateway: string | undefined): BerthError[] {
  const example = version === 4 ? '10.0.0.5/24' : 'fd00::5/64';
  const [ip = '', prefix] = isKnown(address) ? address.split('/') : [];
  const isValid = !isKnown(address) || ipVersion(ip) === version && canonicalSubnet(address) !== undefined;
  const problems = [
    ...isValid ? [] : [invalidPrefix(`IPv${version} address`, address!, example)],
    ...checkIp(`the IPv${version} gateway of a network interface`, gateway, version),
  ];
  if (problems.length > 0 || !isKnown(address) || !isKnown(gateway) || /^fe[89ab]/i.test(gateway)) return problems;
  return canonicalSubnet(`${gateway}/${prefix}`) === canonicalSubnet(address) ? [] : [gatewayOutside(gateway, address)];
}

/** Checks that something gives the machine its addresses. */
function checkMeans(props: VSphereMachineProps): BerthError[] {
  const { networks, customization, userData, source } = props;
  const own = networks.filter(hasAddress).map((each) => ({ ...each, address: (each.ipv4Address ?? each.ipv6Address)! }));
  if (customization !== undefined) {
    const gateways = (version: 4 | 6) => networks.flatMap((each) => each[`ipv${version}Gateway`] ?? []);
    return [
      ...customization._spec === undefined ? [] : own.map(({ address }) => addressOfSpec(address)),
      ...([4, 6] as const).filter((version) => gateways(version).length > 1)
        .map((version) => severalGateways(`IPv${version}`, gateways(version))),
    ];
  }
  if (userData === undefined) return own.map(({ address }) => addressWithoutMeans(address));
  if (transportOf(source, props) === VSphereUserDataTransport.VAPP) return own.map(({ address }) => addressInVapp(address));
  // An interface without a MAC address would match others, too.
  if (networks.length === 1 || own.length === 0) return [];
  return networks.filter(({ macAddress }) => macAddress === undefined)
    .map(({ ipv4Address, ipv6Address }) => addressNeedsMac(ipv4Address ?? ipv6Address ?? 'from DHCP'));
}

function checkSriov({ networks, esxiHost, reserveAllMemory }: VSphereMachineProps): BerthError[] {
  const isSriov = ({ adapterType }: VSphereNetworkInterface) => adapterType === VSphereAdapterType.SRIOV;
  const first = networks.findIndex(isSriov);
  const functions = networks.filter((each) => isSriov(each) !== (each.physicalFunction !== undefined));
  const wrong = networks.map(({ physicalFunction }) => physicalFunction).filter((each) => isKnown(each) && !PCI_ADDRESS.test(each));
  const bandwidth = networks.filter((each) => isSriov(each)
    && [each.bandwidthLimitMbits, each.bandwidthReservationMbits, each.bandwidthShares].some((value) => value !== undefined));
  return [
    ...functions.map((each) => (isSriov(each)
      ? sriovProblem('A network interface with VSphereAdapterType.SRIOV has no `physicalFunction`', 'Set it, such as "0000:3b:00.1"')
      : sriovProblem(`Only a network interface with VSphereAdapterType.SRIOV has a \`physicalFunction\`; given: "${each.physicalFunction}"`,
        'Leave it out'))),
    ...wrong.map((given) => sriovProblem(`"${given}" can't be a \`physicalFunction\``, 'Write the PCI address, such as "0000:3b:00.1"')),
    ...bandwidth.map(() => (
      sriovProblem('A network interface with VSphereAdapterType.SRIOV has no settings of bandwidth', 'Leave them out'))),
    ...first >= 0 && networks.slice(first).some((each) => !isSriov(each))
      ? [sriovProblem('Network interfaces with VSphereAdapterType.SRIOV come after all others', 'Move them to the end of `networks`')] : [],
    ...first >= 0 && esxiHost === undefined ? [needsEsxiHost('VSphereAdapterType.SRIOV')] : [],
    ...first >= 0 && reserveAllMemory !== true ? [needsReservedMemory('VSphereAdapterType.SRIOV')] : [],
  ];
}
