import { badRequest, forbidden, notFound, serverError } from '../api-error';
import { arrayOf, Json, objectOf, textOf } from '../settings/json';
import { expand, field } from '../settings/settings';
import { Container, Endpoint, isRunning, shortId } from '../state/container';
import { EngineState } from '../state/engine-state';
import { derivedId } from '../state/ids';
import { Network } from '../state/networks';

export function newEndpoint(network: string, request: Json): Endpoint {
  const aliases = arrayOf<string>(request.Aliases);
  return { network, request, networkId: '', aliases: aliases.length === 0 ? null : aliases, address: 0 };
}

/** Connects a container that is about to run to all of its networks. If one fails, it is in none. */
export function joinAll(state: EngineState, container: Container): void {
  try {
    for (const endpoint of container.endpoints) {
      join(state, container, endpoint, state.networks.get(endpoint.networkId || endpoint.network));
    }
    publish(state, container);
  } catch (error) {
    leaveAll(state, container);
    throw error;
  }
}

/** Disconnects a container that has ended. Its networks stay its own. */
export function leaveAll(state: EngineState, container: Container): void {
  state.ports.release(container.published);
  container.published = [];
  for (const endpoint of container.endpoints) leave(state, container, endpoint);
}

/** Connects a container to a further network. */
export function connect(state: EngineState, network: Network, container: Container, request: Json): void {
  const { name } = network;
  const existing = container.endpoints.find((endpoint) => endpoint.network === name);
  const endpoint = newEndpoint(name, request);
  requireAddress(network, request);
  if (!isRunning(container)) {
    addAliases(network, container, endpoint);
    container.endpoints = [...container.endpoints.filter((each) => each !== existing), endpoint];
    return;
  }
  if (existing !== undefined) throw forbidden(`endpoint with name ${container.name} already exists in network ${name}`);
  join(state, container, endpoint, network);
  container.endpoints = [...container.endpoints, endpoint];
}

export function disconnect(state: EngineState, network: Network, container: Container): void {
  const endpoint = container.endpoints.find((each) => each.network === network.name);
  if (endpoint === undefined) {
    throw serverError(`container ${container.id} is not connected to ${isRunning(container) ? '' : 'the '}network ${network.name}`);
  }
  leave(state, container, endpoint);
  container.endpoints = container.endpoints.filter((each) => each !== endpoint);
  const isPublishing = container.endpoints.some((each) => state.networks.find(each.network)?.driver === 'bridge');
  if (isPublishing) return;
  state.ports.release(container.published);
  container.published = [];
}

/** Returns the id of an endpoint, which is another one each time that the container starts. */
export function endpointId({ id, started, endpoints }: Container, endpoint: Endpoint): string {
  return derivedId(id, started + 1 + endpoints.indexOf(endpoint));
}

function join(state: EngineState, container: Container, endpoint: Endpoint, network: Network): void {
  const { IPv4Address: wanted } = objectOf(endpoint.request.IPAMConfig);
  requireAddress(network, endpoint.request);
  const address = network.subnet === undefined ? 0 : network.subnet.take(textOf(wanted) || undefined);
  if (address === undefined) throw forbidden(wanted ? 'Address already in use' : 'no available IPv4 addresses on this network\'s pool');
  endpoint.address = address;
  endpoint.networkId = network.id;
  addAliases(network, container, endpoint);
  network.members.add(container.id);
  tell(state, 'connect', network, container);
}

function leave(state: EngineState, container: Container, endpoint: Endpoint): void {
  const network = endpoint.networkId === '' ? undefined : state.networks.find(endpoint.networkId);
  if (network?.members.delete(container.id) !== true) return;
  if (endpoint.address !== 0) network.subnet?.release(endpoint.address);
  endpoint.address = 0;
  tell(state, 'disconnect', network, container);
}

function tell({ events }: EngineState, action: string, { id, name, driver }: Network, container: Container): void {
  events.emit('network', action, id, { container: container.id, name, type: driver });
}

/** In networks that somebody made, the id and the host name of a container are names of it, too. */
function addAliases({ name, driver }: Network, container: Container, endpoint: Endpoint): void {
  if (name === 'bridge' || driver !== 'bridge') return;
  endpoint.aliases = [...new Set([
    ...endpoint.aliases ?? [], shortId(container), textOf(field(container.config, 'Hostname')),
  ])];
}

function requireAddress({ isConfigured }: Network, { IPAMConfig: wanted }: Json): void {
  const { IPv4Address: address, IPv6Address: other } = objectOf(wanted);
  if (isConfigured || !address && !other) return;
  throw badRequest('user specified IP address is supported only when connecting to networks with user configured subnets');
}

function publish(state: EngineState, container: Container): void {
  const outside = container.endpoints.map(({ networkId }) => state.networks.get(networkId))
    .find(({ driver, internal }) => driver === 'bridge' && !internal);
  if (outside === undefined) return;
  const endpoint = container.endpoints.find(({ networkId }) => networkId === outside.id)!;
  container.published = state.ports.publish(expand(container.config), expand(container.host), (message) => {
    throw serverError('driver failed programming external connectivity on endpoint '
      + `${container.name} (${endpointId(container, endpoint)}): ${message}`);
  });
}

/** Refuses to share the network of a container that does not exist. */
export function requireOwner(state: EngineState, { host }: Container): void {
  const [, owner] = /^container:(.+)$/.exec(textOf(field(host, 'NetworkMode'))) ?? [];
  if (owner !== undefined && state.containers.find(owner) === undefined) throw notFound(`No such container: ${owner}`);
}
