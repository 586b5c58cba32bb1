import { Inspect } from './fact';
import { ownerOf } from './shared-namespace';
import { canonicalAddress } from '../../../../src/shared/ip';
import { same, setOf } from '../../../engine/canonical/form';

/** A network as the author asks for it: one `networks_advanced`. */
export interface NetworkRequest {
  name: string;
  aliases: string[] | null;
  ipv4_address: string | null;
  ipv6_address: string | null;
  link_local_ips: string[] | null;
  driver_opts: string[] | null;
}

interface Endpoint {
  readonly NetworkID?: string;
  readonly IPAMConfig?: { readonly IPv4Address?: string; readonly IPv6Address?: string; readonly LinkLocalIPs?: readonly string[] | null } | null;
  readonly DriverOpts?: Readonly<Record<string, string>> | null;
  readonly Aliases?: readonly string[] | null;
  readonly Gateway?: string;
  readonly IPAddress?: string;
  readonly IPPrefixLen?: number;
  readonly IPv6Gateway?: string;
  readonly GlobalIPv6Address?: string;
  readonly GlobalIPv6PrefixLen?: number;
  readonly MacAddress?: string;
}

/** A network that the container is attached to. */
export interface Attachment {
  readonly name: string;
  readonly endpoint: Endpoint;
}

/** The networks that the container is attached to, by their names. A stopped container is attached to them too. */
export function attachments(inspect: Inspect): readonly Attachment[] {
  return Object.entries((inspect.NetworkSettings.Networks ?? {}) as Record<string, Endpoint>)
    .map(([name, endpoint]) => ({ name, endpoint }))
    .sort((a, b) => a.name < b.name ? -1 : 1);
}

/** Whether a network is named by its id, or the beginning of it. */
export function isNetworkId(reference: string): boolean {
  return /^[0-9a-f]{12,64}$/.test(reference);
}

/** Whether a name or an id stands for the network of an attachment. */
export function isAttachedAs({ name, endpoint }: Attachment, reference: string): boolean {
  return name === reference || isNetworkId(reference) && (endpoint.NetworkID ?? '').startsWith(reference);
}

/** Whether a mode is no network that a container is attached to and taken from. */
export function isFixedMode(mode: string): boolean {
  return mode === 'none' || mode === 'host' || ownerOf(mode) !== undefined;
}

/** The network that the mode itself attaches the container to, where it does. */
export function implied(mode: string, requests: readonly NetworkRequest[]): string | undefined {
  if (ownerOf(mode) !== undefined) return undefined;
  if (mode === 'none' || mode === 'host') return mode;
  const own = mode === '' || mode === 'default' ? 'bridge' : mode;
  return own === 'bridge' && requests.length > 0 || requests.some(({ name }) => name === own) ? undefined : own;
}

/** All networks that the container is to be attached to. */
export function wanted(mode: string, requests: readonly NetworkRequest[]): readonly NetworkRequest[] {
  const own = implied(mode, requests);
  return own === undefined ? requests : [...requests, { name: own, aliases: [], ipv4_address: '', ipv6_address: '', link_local_ips: [], driver_opts: [] }];
}

/** The endpoint to ask the engine for. */
export function endpointOf(request: NetworkRequest) {
  const { aliases, ipv4_address: ipv4, ipv6_address: ipv6, link_local_ips: linkLocal, driver_opts: options } = request;
  const ipam = {
    ...(ipv4 ? { IPv4Address: ipv4 } : {}),
    ...(ipv6 ? { IPv6Address: ipv6 } : {}),
    ...(linkLocal?.length ? { LinkLocalIPs: linkLocal } : {}),
  };
  return {
    ...(aliases?.length ? { Aliases: aliases } : {}),
    ...(Object.keys(ipam).length > 0 ? { IPAMConfig: ipam } : {}),
    ...(options?.length ? { DriverOpts: Object.fromEntries(options.map(splitOption)) } : {}),
  };
}

/** The name and the value of an option. What comes after a second `=` is part of the value. */
function splitOption(option: string): [string, string] {
  const [name, ...value] = option.split('=');
  return [name!, value.join('=')];
}

/** An attachment in the author's words. */
function requestOf({ name, endpoint }: Attachment, inspect: Inspect, known?: NetworkRequest): NetworkRequest {
  // Older engines report the container's host name, by default the beginning of its id, as an alias that nobody asked for.
  const unasked = [inspect.Id.slice(0, 12), inspect.Config.Hostname];
  const aliases = (endpoint.Aliases ?? []).filter((alias) => !unasked.includes(alias) || known?.aliases?.includes(alias));
  const ipv6 = endpoint.IPAMConfig?.IPv6Address ?? '';
  const linkLocal = [...endpoint.IPAMConfig?.LinkLocalIPs ?? []];
  const options = Object.entries(endpoint.DriverOpts ?? {}).map(([option, value]) => `${option}=${value}`);
  return {
    name: known?.name ?? name,
    aliases: known !== undefined && same(known.aliases ?? [], aliases, setOf((alias) => alias)) ? known.aliases : aliases,
    ipv4_address: endpoint.IPAMConfig?.IPv4Address || (known?.ipv4_address ? '' : known?.ipv4_address ?? ''),
    ipv6_address: known?.ipv6_address && canonicalAddress(known.ipv6_address) === canonicalAddress(ipv6) ? known.ipv6_address : ipv6,
    link_local_ips: known !== undefined && same(known.link_local_ips ?? [], linkLocal, setOf(canonicalAddress)) ? known.link_local_ips : linkLocal,
    driver_opts: known !== undefined && same(known.driver_opts ?? [], options, setOf((option) => option)) ? known.driver_opts : options,
  };
}

/** Whether the container is attached as asked. */
export function isAsAsked(attached: Attachment, request: NetworkRequest, inspect: Inspect): boolean {
  const seen = requestOf(attached, inspect, request);
  return same(seen.aliases ?? [], request.aliases ?? [], setOf((alias) => alias))
    && (seen.ipv4_address || '') === (request.ipv4_address || '')
    && (seen.ipv6_address || '') === (request.ipv6_address || '')
    && same(seen.link_local_ips ?? [], request.link_local_ips ?? [], setOf(canonicalAddress))
    && same(seen.driver_opts ?? [], request.driver_opts ?? [], setOf((option) => option));
}

/**
 * The networks of `networks_advanced`: those asked for as they are now, and any that were joined by hand. An import, which
 * knows of nothing that was asked for, names every network but the engine's own as it would be named there.
 */
export function reportNetworks(inspect: Inspect, known: readonly NetworkRequest[] | null | undefined, mode: string): NetworkRequest[] {
  const attached = attachments(inspect);
  const requests = known ?? [];
  const found = requests.flatMap((request) => {
    const matching = attached.filter((one) => isAttachedAs(one, request.name));
    return matching.map((one) => requestOf(one, inspect, request));
  });
  const own = implied(mode || String(inspect.HostConfig.NetworkMode ?? ''), requests);
  const isSaid = (one: Attachment) => own !== undefined && isAttachedAs(one, own)
    && (known !== undefined || !isUserDefined(own) && !isParticular(requestOf(one, inspect)));
  const others = attached.filter((one) => !requests.some((request) => isAttachedAs(one, request.name)) && !isSaid(one));
  return [...found, ...others.map((one) => requestOf(one, inspect))];
}

function isUserDefined(network: string): boolean {
  return network !== 'bridge' && !isFixedMode(network);
}

/** Whether more is asked of a network than to be in it. */
function isParticular(request: NetworkRequest): boolean {
  return Object.keys(endpointOf(request)).length > 0;
}
