import { Finding } from './row';
import { canonicalAddress } from '../../../src/shared/ip';
import { parseAddresses4, parseAddresses6, parseInterfaces } from '../proc-net';
import { Subject } from '../subject';

/** The drivers whose endpoints `docker inspect` shows completely. Others add interfaces of their own, such as that of a gateway. */
const COMPARED_DRIVERS = ['bridge', 'macvlan', 'ipvlan', 'null'];

/** The option of an endpoint that names its interface (Docker Engine 28). */
const INTERFACE_NAME = 'com.docker.network.endpoint.ifname';

interface Endpoint {
  readonly NetworkID?: string | null;
  readonly IPAddress?: string | null;
  readonly GlobalIPv6Address?: string | null;
  readonly IPAMConfig?: { readonly LinkLocalIPs?: readonly string[] | null } | null;
  readonly DriverOpts?: { readonly [name: string]: string } | null;
}

/** Compares the state of a network namespace with the endpoints and networks that the engine reports. */
export function compareNetworks<T>(subject: Subject, finding: Finding<T>): Finding<T> {
  const findings = [compareInterfaces(subject, finding), separation(subject, finding)];
  const drift = findings.flatMap((one) => one.drift ?? []).join('; ');
  // What is unknown in one hides no drift in the other.
  return { ...findings.find(({ value }) => value === undefined) ?? findings[0]!, ...(drift !== '' && { drift }) };
}

/**
 * Compares the interfaces and addresses in a network namespace with the endpoints that the engine reports. Fewer are no problem: a sandbox
 * with a network stack of its own removes the addresses from the namespace.
 */
function compareInterfaces<T>(subject: Subject, finding: Finding<T>): Finding<T> {
  const { files, evidence } = subject;
  const reason = whyNotCompared(subject);
  if (reason !== undefined) return { ...finding, from: `${finding.from}; its interfaces are not compared: ${reason}` };
  const read = (file: string) => files.process(`net/${file}`);
  const [interfaces, addresses4, usual] = [read('dev'), read('fib_trie'), evidence.host('/proc/self/net/dev')];
  // A kernel without IPv6 has no such file, and the probe has none, either.
  const addresses6 = read('if_inet6') ?? (evidence.host('/proc/self/net/if_inet6') === undefined ? '' : undefined);
  if ([interfaces, addresses4, addresses6, usual].includes(undefined)) return { from: `${finding.from}: its interfaces are not readable` };

  const endpoints = endpointsOf(subject);
  const drivers = endpoints.map(({ NetworkID: id }) => evidence.networks.get(id ?? '')?.Driver);
  // The network "none" has no interface.
  const connected = endpoints.filter((_, index) => drivers[index] !== 'null');
  const isOnBridgesOnly = drivers.every((driver) => driver === 'bridge' || driver === 'null');
  const known = endpoints
    .flatMap(({ IPAddress: four, GlobalIPv6Address: six, IPAMConfig: ipam }) => [four, six, ...ipam?.LinkLocalIPs ?? []])
    .map((address) => canonicalAddress(address ?? ''));
  const extra = [
    ...extraInterfaces(parseInterfaces(interfaces!), parseInterfaces(usual!), connected).map((name) => `interface "${name}"`),
    ...[
      ...parseAddresses4(addresses4!).filter((address) => !address.startsWith('127.')),
      ...parseAddresses6(addresses6!)
        // The kernel gives each interface a link-local address. On a network of the host's, a router may announce others.
        .filter(({ isLinkLocal, isPermanent }) => !isLinkLocal && (isPermanent || isOnBridgesOnly))
        .map(({ address }) => address)
        .filter((address) => address !== '::1'),
    ].filter((address) => !known.includes(address)).map((address) => `address ${address}`),
  ];
  return extra.length === 0 ? finding : { ...finding, drift: `it has what the engine did not give it: ${extra.join(', ')}` };
}

/** Checks that the firewall separates the containers of each of its networks that has `enable_icc=false`. */
function separation<T>(subject: Subject, finding: Finding<T>): Finding<T> {
  const { openBridges, networks } = subject.evidence;
  const open = endpointsOf(subject).flatMap(({ NetworkID: id }) => {
    const state = openBridges.get(id ?? '');
    return state === undefined ? [] : [{ ...state, name: networks.get(id ?? '')?.Name ?? id }];
  });
  const worst = open.find(({ isOpen }) => isOpen === true) ?? open[0];
  if (worst === undefined) return finding;
  const setting = `${worst.setting}, which network "${worst.name}" needs for enable_icc=false`;
  return worst.isOpen === true
    ? { ...finding, drift: `the host has turned off ${setting}, so its containers reach each other` }
    : { from: `${finding.from}: it is not readable whether the host has turned on ${setting}` };
}

function whyNotCompared(subject: Subject): string | undefined {
  const { inspect: { HostConfig: { NetworkMode: mode } }, configured, evidence } = subject;
  if (mode?.startsWith('container:')) return 'they belong to another container';
  const { capabilities } = configured;
  if (configured.privileged === 'allowed' || capabilities === 'any' || capabilities?.includes('NET_ADMIN')) {
    return 'NET_ADMIN lets the container add interfaces and addresses itself';
  }
  const others = endpointsOf(subject)
    .map(({ NetworkID: id }) => evidence.networks.get(id ?? '')?.Driver ?? 'unknown')
    .filter((driver) => !COMPARED_DRIVERS.includes(driver));
  return others.length === 0 ? undefined : `the engine does not report all interfaces on networks of the driver "${others[0]}"`;
}

function endpointsOf({ owner }: Subject): Endpoint[] {
  return Object.values((owner?.NetworkSettings.Networks ?? {}) as Record<string, Endpoint>);
}

/**
 * Returns the interfaces that no endpoint explains. The engine names them eth0, eth1 and so on, in the order in which they are connected.
 *
 * @param usual  the interfaces that the kernel creates in every network namespace, such as lo and those of tunnels
 */
function extraInterfaces(names: readonly string[], usual: readonly string[], endpoints: readonly Endpoint[]): string[] {
  const own = names.filter((name) => !usual.includes(name));
  const given = endpoints.map(({ DriverOpts: options }) => options?.[INTERFACE_NAME]);
  const isGiven = (name: string) => given.includes(name) || /^eth\d+$/.test(name);
  const strange = own.filter((name) => !isGiven(name));
  const ordinary = own.filter(isGiven);
  return [...strange, ...ordinary.slice(endpoints.length)];
}
