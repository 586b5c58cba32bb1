import { Inspect } from './fact';
import { ownerOf } from '../../../../src/shared/controls/joined-namespace';
import { canonicalAddress } from '../../../../src/shared/ip';
import { same, setOf } from '../../../engine/canonical/form';
import { canonicalMac } from '../../../engine/canonical/mac';

/** One `networks_advanced` block. */
export interface NetworkRequest {
  name: string;
  aliases: string[] | null;
  ipv4_address: string | null;
  ipv6_address: string | null;
  link_local_ips: string[] | null;
  driver_opts: string[] | null;
  gw_priority: number | null;
  mac_address: string | null;
}

interface EndpointIpam {
  readonly IPv4Address?: string;
  readonly IPv6Address?: string;
  readonly LinkLocalIPs?: readonly string[] | null;
}

interface Endpoint {
  readonly NetworkID?: string;
  readonly IPAMConfig?: EndpointIpam | null;
  readonly DriverOpts?: Readonly<Record<string, string>> | null;
  readonly Aliases?: readonly string[] | null;
  readonly Gateway?: string;
  readonly IPAddress?: string;
  readonly IPPrefixLen?: number;
  readonly IPv6Gateway?: string;
  readonly GlobalIPv6Address?: string;
  readonly GlobalIPv6PrefixLen?: number;
  readonly MacAddress?: string;
  readonly GwPriority?: number;
}

/** A network that the container is connected to. */
export interface Attachment {
  readonly name: string;
  readonly endpoint: Endpoint;
}

const plainSet = setOf((text) => text);

/** Returns the networks that the container is connected to, sorted by name. A stopped container stays connected. */
export function attachments(inspect: Inspect): readonly Attachment[] {
  return Object.entries((inspect.NetworkSettings.Networks ?? {}) as Record<string, Endpoint>)
    .map(([name, endpoint]) => ({ name, endpoint }))
    .sort((a, b) => a.name < b.name ? -1 : 1);
}

/** Whether a reference to a network is an id or the beginning of one. */
export function isNetworkId(reference: string): boolean {
  return /^[0-9a-f]{12,64}$/.test(reference);
}

/** Whether a name or id refers to the network of an attachment. */
export function isAttachedAs({ name, endpoint }: Attachment, reference: string): boolean {
  return name === reference || isNetworkId(reference) && (endpoint.NetworkID ?? '').startsWith(reference);
}

/** Whether a container with a network mode can't be connected to networks or disconnected from them. */
export function isFixedMode(mode: string): boolean {
  return mode === 'none' || mode === 'host' || ownerOf(mode) !== undefined;
}

/** Returns the network that the mode itself connects the container to, if any. */
export function networkOfMode(mode: string, requests: readonly NetworkRequest[]): string | undefined {
  if (ownerOf(mode) !== undefined) return undefined;
  if (mode === 'none' || mode === 'host') return mode;
  const network = mode === '' || mode === 'default' ? 'bridge' : mode;
  return network === 'bridge' && requests.length > 0 || requests.some(({ name }) => name === network) ? undefined : network;
}

/** Returns all networks that the container should be connected to: the requested ones, and that of the mode. */
export function requestedNetworks(mode: string, requests: readonly NetworkRequest[]): readonly NetworkRequest[] {
  const name = networkOfMode(mode, requests);
  if (name === undefined) return requests;
  const addresses = { ipv4_address: '', ipv6_address: '', link_local_ips: [], mac_address: '' };
  return [...requests, { name, aliases: [], driver_opts: [], gw_priority: null, ...addresses }];
}

/** Returns the endpoint settings to send to the engine. */
export function endpointOf(request: NetworkRequest) {
  const { aliases, ipv4_address: ipv4, ipv6_address: ipv6, link_local_ips: linkLocal, driver_opts: options } = request;
  const { gw_priority: priority, mac_address: mac } = request;
  const ipam = {
    ...(ipv4 ? { IPv4Address: ipv4 } : {}),
    ...(ipv6 ? { IPv6Address: ipv6 } : {}),
    ...(linkLocal?.length ? { LinkLocalIPs: linkLocal } : {}),
  };
  return {
    ...(aliases?.length ? { Aliases: aliases } : {}),
    ...(Object.keys(ipam).length > 0 ? { IPAMConfig: ipam } : {}),
    ...(options?.length ? { DriverOpts: Object.fromEntries(options.map(splitOption)) } : {}),
    ...(priority ? { GwPriority: priority } : {}),
    ...(mac ? { MacAddress: canonicalMac(mac) ?? mac } : {}),
  };
}

/** Splits an option at its first `=`: any further `=` belongs to the value. */
function splitOption(option: string): [string, string] {
  const [name, ...value] = option.split('=');
  return [name!, value.join('=')];
}

/** Converts an attachment to a `networks_advanced` block, with values as in the known block if their meaning is the same. */
function requestOf({ name, endpoint }: Attachment, inspect: Inspect, known?: NetworkRequest): NetworkRequest {
  // Older engines report the container's host name, by default the beginning of its id, as an alias that was not requested.
  const automatic = [inspect.Id.slice(0, 12), inspect.Config.Hostname];
  const aliases = (endpoint.Aliases ?? []).filter((alias) => !automatic.includes(alias) || known?.aliases?.includes(alias));
  const ipv6 = endpoint.IPAMConfig?.IPv6Address ?? '';
  const linkLocal = [...endpoint.IPAMConfig?.LinkLocalIPs ?? []];
  const options = Object.entries(endpoint.DriverOpts ?? {}).map(([option, value]) => `${option}=${value}`);
  return {
    name: known?.name ?? name,
    aliases: preferKnown(known?.aliases, aliases, plainSet),
    ipv4_address: endpoint.IPAMConfig?.IPv4Address || (known?.ipv4_address ? '' : known?.ipv4_address ?? ''),
    ipv6_address: known?.ipv6_address && canonicalAddress(known.ipv6_address) === canonicalAddress(ipv6) ? known.ipv6_address : ipv6,
    link_local_ips: preferKnown(known?.link_local_ips, linkLocal, setOf(canonicalAddress)),
    driver_opts: preferKnown(known?.driver_opts, options, plainSet),
    gw_priority: (known?.gw_priority ?? 0) === (endpoint.GwPriority ?? 0) ? known?.gw_priority ?? null : endpoint.GwPriority ?? 0,
    mac_address: macAddressOf(endpoint, known?.mac_address),
  };
}

/**
 * Returns the MAC address to report. The engine reports an address that it chose in the same way as a requested one, so the address only
 * counts if it was requested. A stopped container has none.
 */
function macAddressOf({ MacAddress: actual }: Endpoint, known: string | null | undefined): string | null {
  if (!known || !actual || canonicalMac(known) === canonicalMac(actual)) return known ?? '';
  return actual;
}

/** Returns the known set if it has the same meaning as the current one, and the current set otherwise. */
function preferKnown(known: string[] | null | undefined, current: string[], form: ReturnType<typeof setOf>): string[] | null {
  return known !== undefined && same(known ?? [], current, form) ? known : current;
}

/** Whether the container is connected with the requested endpoint settings. */
export function matchesRequest(attachment: Attachment, request: NetworkRequest, inspect: Inspect): boolean {
  const current = requestOf(attachment, inspect, request);
  return same(current.aliases ?? [], request.aliases ?? [], plainSet)
    && (current.ipv4_address || '') === (request.ipv4_address || '')
    && (current.ipv6_address || '') === (request.ipv6_address || '')
    && same(current.link_local_ips ?? [], request.link_local_ips ?? [], setOf(canonicalAddress))
    && same(current.driver_opts ?? [], request.driver_opts ?? [], plainSet)
    && (current.gw_priority ?? 0) === (request.gw_priority ?? 0)
    && (current.mac_address || '') === (request.mac_address || '');
}

/**
 * Returns the `networks_advanced` blocks to report: the requested networks in their current state, and networks that were connected
 * outside of terraform. An import, which has no requests, reports every network except those that the mode implies, by name.
 */
export function reportNetworks(inspect: Inspect, known: readonly NetworkRequest[] | null | undefined, mode: string): NetworkRequest[] {
  const attached = attachments(inspect);
  const requests = known ?? [];
  const requested = requests.flatMap((request) => {
    const matching = attached.filter((attachment) => isAttachedAs(attachment, request.name));
    return matching.map((attachment) => requestOf(attachment, inspect, request));
  });
  const own = networkOfMode(mode || String(inspect.HostConfig.NetworkMode ?? ''), requests);
  const isCoveredByMode = (attachment: Attachment) => own !== undefined && isAttachedAs(attachment, own)
    && (known !== undefined || !isUserDefined(own) && !hasSettings(requestOf(attachment, inspect)));
  const isRequested = (attachment: Attachment) => requests.some((request) => isAttachedAs(attachment, request.name));
  const others = attached.filter((attachment) => !isRequested(attachment) && !isCoveredByMode(attachment));
  return [...requested, ...others.map((attachment) => requestOf(attachment, inspect))];
}

/** Whether a network is not one of those that the engine makes by itself. */
export function isUserDefined(network: string): boolean {
  return network !== 'bridge' && network !== 'default' && !isFixedMode(network);
}

/** Whether the endpoint has settings of its own. */
function hasSettings(request: NetworkRequest): boolean {
  return Object.keys(endpointOf(request)).length > 0;
}
