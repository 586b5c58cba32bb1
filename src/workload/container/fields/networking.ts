import { AS_GIVEN, FieldTable, plain } from './field';
import { AttachmentModel, ContainerModel, NetworkReference } from '../../../model/container';
import { BerthError } from '../../../private/berth-error';
import { checkIp } from '../../../private/ip-address';
import { checkHostname } from '../../../private/names';
import { isKnown, knownElements } from '../../../private/tokens';
import { blocks, unlessEmpty } from '../../blocks';
import { INetwork } from '../../i-network';
import { addressNeedsSubnet, alreadyConnected, networksExcluded, portsExcluded } from '../networking/errors';
import { NetworkMode } from '../networking/network-mode';
import { Protocol } from '../networking/port';
import { checkPort } from '../networking/port-mapping';
import { SECURE_DEFAULTS } from '../secure-defaults';

type NetworkField = 'networkMode' | 'networks' | 'ports' | 'hostname' | 'domainName' | 'extraHosts' | 'dns' | 'dnsSearch' | 'dnsOptions';

/** The container's own loopback address. No DNS server listens there, so lookups of names that the engine doesn't know fail at once. */
const NO_DNS_SERVER = '127.0.0.1';

/** The fields of a container's networks. */
export const NETWORK_FIELDS: FieldTable<NetworkField> = {
  networkMode: {
    toModel: (prop) => prop.name,
    toProp: (value) => NetworkMode.of(value),
    check: (value, { networks, ports }) => [
      ...(value !== NetworkMode.BRIDGE.name && networks.length > 0 ? [networksExcluded(value)] : []),
      ...(value === NetworkMode.NONE.name && ports.length > 0 ? [portsExcluded(value)] : []),
    ],
    attributes: ['network_mode'],
    // A container without networks has no network at all. The engine's own default would be its default bridge.
    write: (value, { networks }) => ({ network_mode: value ?? (networks.length === 0 ? NetworkMode.NONE.name : undefined) }),
    read: ({ network_mode: mode }) => mode as string | undefined,
  },

  networks: {
    toModel: (prop) => prop.map((network) => ({ network })),
    toProp: (value) => value.map(({ network }) => network as INetwork),
    byDefault: () => [],
    check: (value) => value.flatMap((attachment, index) => [
      ...(value.findIndex(({ network }) => network === attachment.network) < index ? [alreadyConnected(attachment.network.node.path)] : []),
      ...checkAttachment(attachment),
    ]),
    attributes: ['networks_advanced'],
    write: (value) => ({
      networks_advanced: unlessEmpty(value.map(({ network, aliases, ipv4Address, ipv6Address }) =>
        ({ name: network.name, aliases, ipv4_address: ipv4Address, ipv6_address: ipv6Address }))),
    }),
    read: ({ networks_advanced: networks }) => blocks(networks).map(({ name, aliases, ipv4_address, ipv6_address }) =>
      ({ network: { name } as NetworkReference, aliases, ipv4Address: ipv4_address, ipv6Address: ipv6_address })),
  },

  ports: {
    toModel: (prop) => prop.map((mapping) => (
      { ...mapping, hostIp: mapping.hostIp ?? SECURE_DEFAULTS.hostIp, protocol: mapping.protocol ?? Protocol.TCP })),
    toProp: (value) => value.map((port) => ({ ...port, protocol: port.protocol as Protocol })),
    byDefault: () => [],
    check: (value) => value.flatMap(checkPort),
    attributes: ['ports'],
    write: (value) => ({
      ports: unlessEmpty(value.map(({ containerPort, hostPort, hostIp, protocol }) =>
        ({ internal: containerPort, external: hostPort, ip: hostIp, protocol }))),
    }),
    read: ({ ports }) => blocks(ports).map(({ internal, external, ip, protocol }) =>
      ({ containerPort: internal, hostPort: external, hostIp: ip, protocol })),
  },

  hostname: { ...plain<string>('hostname'), check: (value) => checkHostname('host name', value) },
  domainName: { ...plain<string>('domainname'), check: (value) => checkHostname('domain name', value) },

  extraHosts: {
    ...AS_GIVEN,
    check: (value) => Object.entries(value).flatMap(([name, address]) => [
      ...checkHostname('name of an extra host', name),
      ...(address === 'host-gateway' ? [] : checkIp(`the address of the extra host "${name}"`, address)),
    ]),
    attributes: ['host'],
    write: (value) => ({ host: value && Object.entries(value).map(([host, ip]) => ({ host, ip })) }),
    read: ({ host }) => (host === undefined ? undefined : Object.fromEntries(blocks(host).map((each) => [each.host, each.ip]))),
  },

  dns: {
    ...plain<string[]>('dns'),
    check: (value) => knownElements(value).flatMap((server) => checkIp('a DNS server', server)),
    // Without access outside its networks, a container has no DNS server for names that the engine does not know.
    write: (value, model) => ({ dns: value ?? (isInternal(model) ? [NO_DNS_SERVER] : undefined) }),
  },

  dnsSearch: plain('dns_search'),
  dnsOptions: plain('dns_opts'),
};

function isInternal({ networks }: ContainerModel): boolean {
  return networks.length > 0 && networks.every(({ network }) => !network._model.traffic.outside);
}

export function checkAttachment({ network, aliases, ipv4Address, ipv6Address }: AttachmentModel): BerthError[] {
  const fixedAddresses = [ipv4Address, ipv6Address].filter(isKnown);
  return [
    ...knownElements(aliases).flatMap((alias) => checkHostname('alias of a container', alias)),
    ...checkIp('a container\'s IPv4 address', ipv4Address, 4),
    ...checkIp('a container\'s IPv6 address', ipv6Address, 6),
    ...(network._model.subnets?.length !== 0 ? [] : fixedAddresses.map((address) => addressNeedsSubnet(address, network.node.path))),
  ];
}
