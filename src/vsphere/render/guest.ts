import { Fn, TerraformLocal, Token } from 'cdktf';
import { Construct } from 'constructs';
import { VirtualMachineCloneCustomize } from '../../targets/vsphere/generated/virtual-machine';
import { VSphereGuestOptions } from '../machine/guest-options';
import { VSphereNetworkInterface } from '../machine/network-interface';
import { VSphereSource } from '../source';
import { VSphereUserDataTransport } from '../values';

type Interfaces = readonly VSphereNetworkInterface[];

/** Returns how cloud-init gets its user data. vSphere ignores `guestinfo` of what comes from an OVF. */
export function transportOf(source: VSphereSource, { userDataTransport }: VSphereGuestOptions): VSphereUserDataTransport {
  const isFromOvf = source._kind === 'ovf' || source._kind === 'library';
  return userDataTransport ?? (isFromOvf ? VSphereUserDataTransport.VAPP : VSphereUserDataTransport.GUEST_INFO);
}

/** Returns whether an interface has an address of its own. */
export function hasAddress({ ipv4Address, ipv6Address }: VSphereNetworkInterface): boolean {
  return ipv4Address !== undefined || ipv6Address !== undefined;
}

/** The names of settings that carry user data and metadata, which cloud-init clears, or which are of the first start only. */
export const CLOUD_INIT_SETTINGS = [
  'guestinfo.metadata', 'guestinfo.metadata.encoding', 'guestinfo.userdata', 'guestinfo.userdata.encoding',
];

/** Returns user data and metadata as settings of a machine. */
export function guestInfo(scope: Construct, hostName: string, userData: string, interfaces: Interfaces): { [name: string]: string } {
  const metadata = {
    'local-hostname': hostName,
    // The user data has the private key of the machine, and whoever may read the settings of the machine could read it.
    'redact': ['userdata'],
    ...interfaces.some(hasAddress) ? { network: networkOf(interfaces) } : {},
  };
  return {
    'guestinfo.metadata': inBase64(scope, metadata),
    'guestinfo.metadata.encoding': 'base64',
    'guestinfo.userdata': userData,
    'guestinfo.userdata.encoding': 'gzip+base64',
  };
}

/** Returns the addresses as cloud-init takes them: version 2 of its network configuration. */
function networkOf(interfaces: Interfaces): object {
  const ethernets = interfaces.map((each, index) => [`nic${index}`, {
    match: each.macAddress === undefined ? { name: 'e*' } : { macaddress: each.macAddress.toLowerCase() },
    dhcp4: each.ipv4Address === undefined,
    ...hasAddress(each) ? { addresses: [each.ipv4Address, each.ipv6Address].filter((address) => address !== undefined) } : {},
    ...routesOf(each),
    ...each.dnsServers === undefined && each.dnsDomain === undefined
      ? {} : { nameservers: { addresses: each.dnsServers ?? [], search: each.dnsDomain === undefined ? [] : [each.dnsDomain] } },
  }] as const);
  return { version: 2, ethernets: Object.fromEntries(ethernets) };
}

function routesOf({ ipv4Gateway, ipv6Gateway }: VSphereNetworkInterface): object {
  const routes = [
    ...ipv4Gateway === undefined ? [] : [{ to: '0.0.0.0/0', via: ipv4Gateway }],
    ...ipv6Gateway === undefined ? [] : [{ to: '::/0', via: ipv6Gateway }],
  ];
  return routes.length === 0 ? {} : { routes };
}

function inBase64(scope: Construct, value: object): string {
  const text = JSON.stringify(value);
  if (!Token.isUnresolved(text)) return Buffer.from(text).toString('base64');
  return Fn.base64encode(Fn.jsonencode(new TerraformLocal(scope, 'Metadata', value).expression));
}

/** Adds the addresses of interfaces to a customization, which has its gateways and Linux its DNS servers for the whole machine. */
export function withAddresses(customize: VirtualMachineCloneCustomize, interfaces: Interfaces): VirtualMachineCloneCustomize {
  const servers = [...new Set(interfaces.flatMap(({ dnsServers = [] }) => dnsServers))];
  return {
    ...customize,
    network_interface: interfaces.map((each) => ({
      ...parts('ipv4', each.ipv4Address), ...parts('ipv6', each.ipv6Address), dns_server_list: each.dnsServers, dns_domain: each.dnsDomain,
    })),
    ipv4_gateway: interfaces.find(({ ipv4Gateway }) => ipv4Gateway !== undefined)?.ipv4Gateway,
    ipv6_gateway: interfaces.find(({ ipv6Gateway }) => ipv6Gateway !== undefined)?.ipv6Gateway,
    dns_server_list: servers.length === 0 ? undefined : servers,
  };
}

/** Splits an address from the length of its prefix. */
function parts(version: string, address: string | undefined): object {
  if (address === undefined) return {};
  if (Token.isUnresolved(address)) {
    const split = (index: number) => Fn.element(Fn.split('/', address), index) as unknown;
    return { [`${version}_address`]: split(0), [`${version}_netmask`]: Fn.tonumber(split(1)) as unknown };
  }
  const [ip, prefix] = address.split('/');
  return { [`${version}_address`]: ip, [`${version}_netmask`]: Number(prefix) };
}
