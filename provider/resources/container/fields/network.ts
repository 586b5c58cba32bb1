import { attachments, networkOfMode, isAttachedAs, NetworkRequest, reportNetworks } from './attachment';
import { config, decided, Facts, host, live, liveBlock, made, madeBlock } from './fact';
import { ports } from './ports';
import { canonicalAddress } from '../../../engine/canonical/address';
import { blockOf, setOf, text } from '../../../engine/canonical/form';
import { each, matching, parsed } from '../../shared/validators';

interface Host { host: string; ip: string }

const address = parsed('an IP address', (value) => value === '' ? value : canonicalAddress(value));

/** `host-gateway` stands for the host itself. */
const hostAddress = parsed('an IP address or "host-gateway"', (value) => value === 'host-gateway' ? value : canonicalAddress(value));

/** One form of a port: with its protocol, in lower case. */
function canonicalPort(spelling: string): string | undefined {
  const [, port, protocol = 'tcp'] = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/i.exec(spelling) ?? [];
  return Number(port) >= 1 && Number(port) <= 65535 ? `${Number(port)}/${protocol.toLowerCase()}` : undefined;
}

function canonicalMac(spelling: string): string | undefined {
  const plain = spelling.toLowerCase().replace(/-/g, ':');
  return /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(plain) ? plain : undefined;
}

/**
 * The container's network: what it is attached to, what it is called, what it publishes. Left out are links, which are older than
 * `aliases` and say less; `NetworkDisabled`, which is `network_mode = "none"`; and `GwPriority`, of which the API that is
 * spoken knows nothing yet.
 */
export const networkFacts = {
  network_mode: live('string', {
    unset: 'bridge',
    canonical: text((mode) => mode === 'default' ? 'bridge' : mode),
    validators: [matching('a network, "none", "host" or `container:<name or id>`', /./, 'Leave it out for "bridge".')],
    description: 'The network that the container is attached to where there is no `networks_advanced`: `bridge` (the engine\'s own), a network\'s name, `none`, `host`, or `container:<name or id>` to share that container\'s. '
      + 'It is read as "" while the container was cut off from that network by hand, which the next apply repairs.',
    change: 'A change replaces the container, but for that repair.',
    at: host('NetworkMode', { decode: (seen: string) => seen === 'default' ? 'bridge' : seen }),
    report: (seen, known, model, inspect) => {
      const mode = seen ?? '';
      const own = networkOfMode(mode, known === undefined ? [] : (model.networks_advanced ?? []) as NetworkRequest[]);
      const apart = known !== undefined && own !== undefined && !attachments(inspect).some((attached) => isAttachedAs(attached, own));
      // One that was cut off from it, and has joined it again for `networks_advanced`, goes on without it.
      const needless = known === '' && own === undefined;
      return apart || needless ? '' : mode;
    },
  }),
  networks_advanced: liveBlock({
    nesting: 'set',
    exhaustive: true,
    description: 'A network that the container is attached to. With one or more of these it is not attached to the engine\'s own `bridge`. Networks are joined and left while the container runs. Engine API: `NetworkSettings.Networks`.',
    attributes: {
      name: { type: 'string', required: true, description: 'The network, by name or id.' },
      aliases: { type: ['set', 'string'], optional: true, default: [], canonical: setOf((alias) => alias), description: 'Further names under which the network\'s other containers find this one.' },
      ipv4_address: { type: 'string', optional: true, default: '', validators: [address], description: 'The IPv4 address in the network. "" is one that the engine chooses; any other needs a network with a subnet of its own (`ipam_config`).' },
      ipv6_address: {
        type: 'string', optional: true, default: '', canonical: text(canonicalAddress), validators: [address], description: 'The IPv6 address in the network. "" is one that the engine chooses.',
      },
      link_local_ips: { type: ['set', 'string'], optional: true, default: [], canonical: setOf(canonicalAddress), validators: [each(address)], description: 'Link-local addresses, IPv4 or IPv6, that the container has besides.' },
      driver_opts: {
        type: ['set', 'string'], optional: true, default: [], canonical: setOf((option) => option), validators: [each(matching('an option and its value, as in "com.example.option=value"', /^[^=]+=/))], description: 'Options of the network\'s driver for this container, each as `option=value`.',
      },
    },
    canonical: blockOf(
      {
        aliases: setOf((alias) => alias),
        ipv6_address: text(canonicalAddress),
        link_local_ips: setOf(canonicalAddress),
        driver_opts: setOf((option) => option),
      },
      { aliases: [], ipv4_address: '', ipv6_address: '', link_local_ips: [], driver_opts: [] },
    ),
  }, { report: (_, known, model, inspect) => reportNetworks(inspect, known as NetworkRequest[] | null | undefined, String(model.network_mode ?? '')) }),
  ports,
  exposed_ports: made(['set', 'string'], {
    canonical: setOf(canonicalPort),
    validators: [each(parsed('a port, with its protocol where that is not TCP, such as "80" or "53/udp"', canonicalPort))],
    description: 'Ports that the container says it listens on, beside those of its image: "80", "53/udp". It publishes nothing but with `publish_all_ports`.',
    at: {
      field: 'Config.ExposedPorts',
      put: (body, exposed) => {
        body.ExposedPorts = { ...body.ExposedPorts, ...Object.fromEntries(exposed.map((port) => [canonicalPort(port) ?? port, {}])) };
      },
      see: (inspect) => Object.keys(inspect.Config.ExposedPorts ?? {}),
    },
    // One that is published is exposed, too, and nobody need say so.
    report: (seen, known, _, inspect) => known?.filter((port) => seen?.includes(canonicalPort(port) ?? port))
      ?? (seen ?? []).filter((port) => !(port in (inspect.HostConfig.PortBindings ?? {}))),
  }),
  mac_address: made('string', {
    unset: '',
    canonical: text(canonicalMac),
    validators: [parsed('a MAC address such as "02:42:ac:11:00:07"', (value) => value === '' ? value : canonicalMac(value))],
    description: 'The MAC address in the network of `network_mode`. "" is one that the engine chooses.',
    at: config('MacAddress', { encode: canonicalMac }),
  }),
  publish_all_ports: made('bool', { unset: false, description: 'Publishes every port that the image exposes, each on a port that the engine chooses.', at: host('PublishAllPorts') }),
  host: madeBlock({
    nesting: 'set',
    description: 'An entry of /etc/hosts. Engine API: `HostConfig.ExtraHosts`.',
    attributes: {
      host: { type: 'string', required: true, description: 'The name.' },
      ip: { type: 'string', required: true, canonical: text(canonicalAddress), validators: [hostAddress], description: 'Its IP address, or `host-gateway` for the host.' },
    },
    canonical: blockOf({ ip: text(canonicalAddress) }),
  }, {
    place: {
      put: ({ HostConfig: hostConfig }, hosts: Host[]) => { hostConfig.ExtraHosts = hosts.map(({ host: name, ip }) => `${name}:${ip}`); },
      see: ({ HostConfig: { ExtraHosts: hosts } }) => ((hosts ?? []) as string[]).map((entry) => {
        const at = entry.search(/[:=]/);
        return { host: entry.slice(0, at), ip: entry.slice(at + 1) };
      }),
    },
  }),
  dns: made(['set', 'string'], { canonical: setOf(canonicalAddress), validators: [each(address)], description: 'Addresses of DNS servers, in place of the engine\'s.', at: host('Dns') }),
  dns_search: made(['set', 'string'], { canonical: setOf((domain) => domain), description: 'Domains in which names without dots are looked up.', at: host('DnsSearch') }),
  dns_opts: made(['set', 'string'], { canonical: setOf((option) => option), description: 'Options of the resolver, such as `ndots:2`.', at: host('DnsOptions') }),
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
    description: 'The container\'s addresses, network by network, by the networks\' names.',
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
    deprecated: 'The engine has not filled it for years: use `network_data`.',
    description: 'Always "".',
    report: () => '',
  }),
} satisfies Facts;
