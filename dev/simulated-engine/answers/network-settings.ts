import { endpointId } from '../operations/membership';
import { Json } from '../settings/json';
import { field } from '../settings/settings';
import { Container, Endpoint, isRunning } from '../state/container';
import { EngineState } from '../state/engine-state';
import { derivedId } from '../state/ids';
import { macOf, textOf } from '../state/subnet';

/** Returns the networks of a container, by name. */
export function networksOf(state: EngineState, container: Container): Json {
  return Object.fromEntries(container.endpoints.map((endpoint) => [endpoint.network, endpointOf(state, container, endpoint)]));
}

/** Returns what an inspect shows of a container's network. */
export function networkSettings(state: EngineState, container: Container): Json {
  const { id, started } = container;
  const networks = networksOf(state, container);
  const { EndpointID, Gateway, IPAddress, IPPrefixLen, MacAddress } = (networks.bridge ?? NOWHERE) as typeof NOWHERE;
  const sandbox = started === 0 ? '' : derivedId(id, started);
  return {
    Bridge: '',
    SandboxID: sandbox,
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    Ports: portsOf(container),
    SandboxKey: sandbox === '' ? '' : `/var/run/docker/netns/${sandbox.slice(0, 12)}`,
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    EndpointID,
    Gateway,
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    IPAddress,
    IPPrefixLen,
    IPv6Gateway: '',
    MacAddress,
    Networks: networks,
  };
}

const NOWHERE = { EndpointID: '', Gateway: '', IPAddress: '', IPPrefixLen: 0, MacAddress: '' };

function endpointOf(state: EngineState, container: Container, endpoint: Endpoint): Json {
  const { request, networkId, aliases, address } = endpoint;
  const subnet = address === 0 ? undefined : state.networks.find(networkId)?.subnet;
  const there = subnet === undefined ? NOWHERE : {
    EndpointID: '', Gateway: subnet.gateway, IPAddress: textOf(address), IPPrefixLen: subnet.prefix, MacAddress: macOf(address),
  };
  return {
    IPAMConfig: request.IPAMConfig ?? null,
    Links: null,
    Aliases: aliases,
    NetworkID: networkId,
    ...there,
    EndpointID: isRunning(container) ? endpointId(container, endpoint) : '',
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    DriverOpts: request.DriverOpts ?? null,
  };
}

/** Returns the ports of a running container that is in a network with outside access. */
function portsOf(container: Container): Json {
  if (!isConnected(container)) return {};
  const exposed = Object.keys(field(container.config, 'ExposedPorts') as object ?? {});
  return Object.fromEntries(exposed.map((port) => {
    const published = publishedAt(container, port);
    return [port, published.length === 0 ? null : published.map(({ ip, hostPort }) => ({ HostIp: ip, HostPort: `${hostPort}` }))];
  }));
}

/** Returns the ports of a container as a list of containers shows them. */
export function listedPorts(container: Container): readonly Json[] {
  if (!isConnected(container)) return [];
  const exposed = Object.keys(field(container.config, 'ExposedPorts') as object ?? {});
  return exposed.flatMap((port) => {
    const [number, type] = port.split('/');
    const own = { PrivatePort: Number(number), Type: type };
    const published = publishedAt(container, port);
    return published.length === 0 ? [own] : published.map(({ ip, hostPort }) => ({ IP: ip, ...own, PublicPort: hostPort }));
  });
}

function isConnected(container: Container): boolean {
  return isRunning(container) && container.endpoints.some(({ address }) => address !== 0);
}

/** A port that is published at all addresses has one entry for IPv4 and one for IPv6. */
function publishedAt({ published }: Container, port: string) {
  return published.filter((each) => each.port === port)
    .flatMap((each) => (each.ip === '' ? ['0.0.0.0', '::'].map((ip) => ({ ...each, ip })) : [each]));
}
