import { attachments, networkOfMode, isAttachedAs, NetworkRequest, reportNetworks } from './attachment';
import { config, decided, Facts, host, live, liveBlock, made, madeBlock } from './fact';
import { ports } from './ports';
import { canonicalAddress } from '../../../../src/shared/ip';
import { blockOf, setOf, text } from '../../../engine/canonical/form';
import { canonicalMac } from '../../../engine/canonical/mac';
import { each, matching, number, parsed } from '../../shared/validators';

interface Host { host: string; ip: string }

const address = parsed('an IP address', (value) => value === '' ? value : canonicalAddress(value));

/** `host-gateway` is the host itself. */
const hostAddress = parsed('an IP address or "host-gateway"', (value) => value === 'host-gateway' ? value : canonicalAddress(value));

/** Returns the canonical form of a port: with its protocol, in lower case. */
function canonicalPort(spelling: string): string | undefined {
  const [, port, protocol = 'tcp'] = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/i.exec(spelling) ?? [];
  return Number(port) >= 1 && Number(port) <= 65535 ? `${Number(port)}/${protocol.toLowerCase()}` : undefined;
}

const macAddress = parsed('a MAC address such as "02:42:ac:11:00:07"', (value) => value === '' ? value : canonicalMac(value));

/**
 * The container's networks, names, ports and name resolution. Not supported: links, which `aliases` replace; and
 * `NetworkDisabled`, which is the same as `network_mode = "none"`.
 */
export const networkFacts = {
  network_mode: live('string', {
    unset: 'bridge',
    canonical: text((mode) => mode === 'default' ? 'bridge' : mode),
    validators: [matching('a network, "none", "host" or `container:<name or id>`', /./, 'Remove it for "bridge".')],
    description: 'The network of the container if there is no `networks_advanced`: '
      + '`bridge` (the engine\'s default network), the name of a network, `none`, `host`, or `container:<name or id>` to share that '
      + 'container\'s network. It is reported as "" after the container was disconnected from that network by hand. '
      + 'The next apply reconnects it.',
    change: 'A change replaces the container, except to reconnect it.',
    at: host('NetworkMode', { decode: (actual: string) => actual === 'default' ? 'bridge' : actual }),
    report: (actual, known, model, inspect) => {
      const mode = actual ?? '';
      const own = networkOfMode(mode, known === undefined ? [] : (model.networks_advanced ?? []) as NetworkRequest[]);
      const isConnected = own !== undefined && attachments(inspect).some((attachment) => isAttachedAs(attachment, own));
      const isDisconnected = known !== undefined && own !== undefined && !isConnected;
      // It was disconnected from the network, and has reconnected because of `networks_advanced`: the mode is not needed any more.
      const isNotNeeded = known === '' && own === undefined;
      return isDisconnected || isNotNeeded ? '' : mode;
    },
  }),
  networks_advanced: liveBlock({
    nesting: 'set',
    exhaustive: true,
    description: 'A network to connect the container to. With at least one of these, it is not connected to the default network `bridge`. '
      + 'Networks are connected and disconnected while the container runs. Engine API: `NetworkSettings.Networks`.',
    attributes: {
      name: { type: 'string', required: true, description: 'The network, by name or id.' },
      aliases: {
        type: ['set', 'string'],
        optional: true,
        default: [],
        canonical: setOf((alias) => alias),
        description: 'Additional names by which other containers in the network can reach this one.',
      },
      ipv4_address: {
        type: 'string',
        optional: true,
        default: '',
        validators: [address],
        description: 'The IPv4 address in the network. With "", the engine chooses one. '
          + 'Any other value needs a network with a configured subnet (`ipam_config`).',
      },
      ipv6_address: {
        type: 'string',
        optional: true,
        default: '',
        canonical: text(canonicalAddress),
        validators: [address],
        description: 'The IPv6 address in the network. With "", the engine chooses one.',
      },
      link_local_ips: {
        type: ['set', 'string'],
        optional: true,
        default: [],
        canonical: setOf(canonicalAddress),
        validators: [each(address)],
        description: 'Additional link-local addresses, IPv4 or IPv6.',
      },
      driver_opts: {
        type: ['set', 'string'],
        optional: true,
        default: [],
        canonical: setOf((option) => option),
        validators: [each(matching('an option and its value, as in "com.example.option=value"', /^[^=]+=/))],
        description: 'Options of the network\'s driver for this container, each as `option=value`.',
      },
      gw_priority: {
        type: 'number',
        optional: true,
        validators: [number('a whole number', Number.isInteger)],
        description: 'The network with the highest priority provides the container\'s default gateway. The engine\'s default is 0, '
          + 'and among equal priorities it chooses by the networks\' names. Needs Docker Engine 28.',
      },
      mac_address: {
        type: 'string',
        optional: true,
        default: '',
        canonical: text(canonicalMac),
        validators: [macAddress],
        change: 'A change of a block that has one replaces the container, since the engine only accepts it for a new container. Removing '
          + 'it does not.',
        description: 'The MAC address in the network. With "", the engine chooses one. An import does not report it. '
          + 'Needs Docker Engine 25. '
          + 'For older engines, use the container\'s own `mac_address`, which applies to the network of `network_mode`.',
      },
    },
    canonical: blockOf(
      {
        aliases: setOf((alias) => alias),
        ipv6_address: text(canonicalAddress),
        link_local_ips: setOf(canonicalAddress),
        driver_opts: setOf((option) => option),
        mac_address: text(canonicalMac),
      },
      { aliases: [], ipv4_address: '', ipv6_address: '', link_local_ips: [], driver_opts: [], gw_priority: 0, mac_address: '' },
    ),
  }, {
    report: (_, known: NetworkRequest[] | null | undefined, model, inspect) => {
      return reportNetworks(inspect, known, String(model.network_mode ?? ''));
    },
  }),
  ports,
  exposed_ports: made(['set', 'string'], {
    canonical: setOf(canonicalPort),
    validators: [each(parsed('a port, with its protocol if that is not TCP, such as "80" or "53/udp"', canonicalPort))],
    description: 'Ports on which the container listens, in addition to those of its image: "80", "53/udp". '
      + 'They are published only with `publish_all_ports`.',
    at: {
      field: 'Config.ExposedPorts',
      put: (body, exposed) => {
        body.ExposedPorts = { ...body.ExposedPorts, ...Object.fromEntries(exposed.map((port) => [canonicalPort(port) ?? port, {}])) };
      },
      read: (inspect) => Object.keys(inspect.Config.ExposedPorts ?? {}),
    },
    // A published port is always exposed, too, so it does not have to be configured.
    report: (actual, known, _, inspect) => known?.filter((port) => actual?.includes(canonicalPort(port) ?? port))
      ?? (actual ?? []).filter((port) => !(port in (inspect.HostConfig.PortBindings ?? {}))),
  }),
  mac_address: made('string', {
    unset: '',
    canonical: text(canonicalMac),
    validators: [macAddress],
    description: 'The MAC address in the network of `network_mode`. With "", the engine chooses one.',
    at: config('MacAddress', { encode: canonicalMac }),
  }),
  publish_all_ports: made('bool', {
    unset: false,
    description: 'Publishes every port that the image exposes, each on a host port that the engine chooses.',
    at: host('PublishAllPorts'),
  }),
  host: madeBlock({
    nesting: 'set',
    description: 'An entry in /etc/hosts. Engine API: `HostConfig.ExtraHosts`.',
    attributes: {
      host: { type: 'string', required: true, description: 'The host name.' },
      ip: {
        type: 'string',
        required: true,
        canonical: text(canonicalAddress),
        validators: [hostAddress],
        description: 'The IP address, or `host-gateway` for the host\'s.',
      },
    },
    canonical: blockOf({ ip: text(canonicalAddress) }),
  }, {
    place: {
      put: ({ HostConfig: hostConfig }, hosts: Host[]) => { hostConfig.ExtraHosts = hosts.map(({ host: name, ip }) => `${name}:${ip}`); },
      read: ({ HostConfig: { ExtraHosts: hosts } }) => ((hosts ?? []) as string[]).map((entry) => {
        const at = entry.search(/[:=]/);
        return { host: entry.slice(0, at), ip: entry.slice(at + 1) };
      }),
    },
  }),
  dns: made(['set', 'string'], {
    canonical: setOf(canonicalAddress),
    validators: [each(address)],
    description: 'Addresses of DNS servers, instead of the engine\'s.',
    at: host('Dns'),
  }),
  dns_search: made(['set', 'string'], { canonical: setOf((domain) => domain), description: 'DNS search domains.', at: host('DnsSearch') }),
  dns_opts: made(['set', 'string'], {
    canonical: setOf((option) => option),
    description: 'Options of the resolver, such as `ndots:2`.',
    at: host('DnsOptions'),
  }),
  network_data: decided(['list', ['object', {
    gateway: 'string',
    global_ipv6_address: 'string',
    global_ipv6_prefix_length: 'number',
    ip_address: 'string',
    ip_prefix_length: 'number',
    ipv6_gateway: 'string',
    mac_address: 'string',
    network_name: 'string',
  }]], {
    description: 'The container\'s addresses in each network, sorted by network name.',
    report: (_, __, ___, inspect) => attachments(inspect).map(({ name, endpoint }) => ({
      gateway: endpoint.Gateway ?? '',
      global_ipv6_address: endpoint.GlobalIPv6Address ?? '',
      global_ipv6_prefix_length: endpoint.GlobalIPv6PrefixLen ?? 0,
      ip_address: endpoint.IPAddress ?? '',
      ip_prefix_length: endpoint.IPPrefixLen ?? 0,
      ipv6_gateway: endpoint.IPv6Gateway ?? '',
      mac_address: endpoint.MacAddress ?? '',
      network_name: name,
    })),
  }),
  bridge: decided('string', {
    deprecated: 'The engine no longer reports it. Use `network_data`.',
    description: 'Always null.',
    report: () => null,
  }),
} satisfies Facts;
