import { networkMissing } from './errors';
import { inTurn } from './network-turn';
import { Engine } from '../../../engine/engine';
import { inspectNetwork, networkName } from '../../../engine/inspect';
import { compareApiVersions } from '../../../engine/version';
import {
  Attachment, attachments, endpointOf, isAttachedAs, isFixedMode, isNetworkId, matchesRequest, NetworkRequest, requestedNetworks,
} from '../fields/attachment';
import { CreateBody, Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';

/** The API of Docker 25.0, the first in which each endpoint has a MAC address of its own. */
const ENDPOINT_MAC_API_VERSION = '1.44';

/**
 * Adds the first network to the create request, and those in which the container has a MAC address of its own. The engine connects the
 * container to them on creation, so the container is never connected to a network that was not requested.
 *
 * @returns the other networks, to connect after the creation
 */
export async function attachFirst(engine: Engine, body: CreateBody, model: ContainerModel): Promise<readonly NetworkRequest[]> {
  const mode = model.network_mode ?? 'bridge';
  const requests = await requestsOf(engine, model);
  const first = mode === 'bridge' ? requests[0] : requests.find(({ name }) => name === mode);
  body.HostConfig.NetworkMode = mode;
  const mac = await moveMacAddress(engine, body);
  const others = requestedNetworks(mode, requests).filter(({ name }) => name !== (first?.name ?? mode));
  // The engine ignores a MAC address when it connects a container that exists.
  const withAddress = others.filter(({ mac_address: address }) => Boolean(address));
  if (first !== undefined || mac !== undefined || withAddress.length > 0) {
    const own = { ...(first && endpointOf(first)), ...mac };
    const endpoints = [[first?.name ?? mode, own] as const, ...withAddress.map((request) => [request.name, endpointOf(request)] as const)];
    const named = await Promise.all(endpoints.map(async ([reference, endpoint]) => [await nameOf(engine, reference), endpoint] as const));
    body.NetworkingConfig = { EndpointsConfig: Object.fromEntries(named) };
  }
  return others.filter((request) => !withAddress.includes(request));
}

/** Moves the MAC address from the container to its endpoint for engines that expect it there. They warn about the old field. */
async function moveMacAddress(engine: Engine, body: CreateBody): Promise<{ readonly MacAddress: string } | undefined> {
  const { MacAddress: address } = body;
  if (address === undefined || compareApiVersions((await engine.version()).apiVersion, ENDPOINT_MAC_API_VERSION) < 0) return undefined;
  delete body.MacAddress;
  return { MacAddress: address };
}

/** Connects the other networks, before the container is started. */
export async function attachRest(engine: Engine, id: string, rest: readonly NetworkRequest[]): Promise<void> {
  for (const request of rest) await connect(engine, request, id);
}

/** Connects and disconnects networks until the container is in the desired ones, each with the desired endpoint settings. */
export async function updateNetworks(engine: Engine, inspect: Inspect, model: ContainerModel, prior: ContainerModel): Promise<void> {
  const mode = model.network_mode || 'bridge';
  if (isFixedMode(mode)) return;
  const explicit = await requestsOf(engine, model);
  // An empty mode means that the container was disconnected from the network of its mode, and the configuration ignores that change.
  const requests = model.network_mode === '' ? explicit : requestedNetworks(mode, explicit);
  const upToDate = new Set<NetworkRequest>();
  for (const attachment of attachments(inspect)) {
    const request = requests.find(({ name }) => isAttachedAs(attachment, name));
    const isMatching = request !== undefined && matchesRequest(attachment, request, inspect) && !losesAddress(attachment, request, prior);
    if (isMatching && await networkExists(engine, attachment, inspect)) {
      upToDate.add(request);
    } else {
      await disconnect(engine, attachment.name, inspect.Id);
    }
  }
  for (const request of requests) if (!upToDate.has(request)) await connect(engine, request, inspect.Id);
}

/** Whether a requested MAC address is removed: the engine chooses another one only for a new connection. */
function losesAddress(attachment: Attachment, request: NetworkRequest, prior: ContainerModel): boolean {
  if (request.mac_address) return false;
  return prior.networks_advanced.some(({ name, mac_address: address }) => Boolean(address) && isAttachedAs(attachment, name!));
}

/**
 * Whether the network of an attachment still exists. The engine allows removing a network that only has stopped containers.
 * When it starts them, it looks up the network by id, even if there is a new network with the same name.
 * It looks up its own network `bridge` by name.
 */
async function networkExists(engine: Engine, { name, endpoint }: Attachment, { State: state }: Inspect): Promise<boolean> {
  if (state.Running || name === 'bridge' || !endpoint.NetworkID) return true;
  return await inspectNetwork(engine, endpoint.NetworkID) !== undefined;
}

/**
 * Returns the requests of `networks_advanced`. A request for the network of `network_mode` gets the same reference as the mode,
 * because one of the two may be a name and the other an id.
 */
async function requestsOf(engine: Engine, model: ContainerModel): Promise<readonly NetworkRequest[]> {
  const mode = model.network_mode || 'bridge';
  const requests = model.networks_advanced as NetworkRequest[];
  if (isFixedMode(mode) || ![mode, ...requests.map(({ name }) => name)].some(isNetworkId)) return requests;
  const knownName = async (reference: string) => isNetworkId(reference) && await networkName(engine, reference) || reference;
  const own = await knownName(mode);
  return Promise.all(requests.map(async (request) => await knownName(request.name) === own ? { ...request, name: mode } : request));
}

/** Returns a network's name: the engine does not accept an id as the key of an endpoint. */
async function nameOf(engine: Engine, reference: string): Promise<string> {
  if (!isNetworkId(reference)) return reference;
  const name = await networkName(engine, reference);
  if (name === undefined) throw networkMissing(reference);
  return name;
}

function connect(engine: Engine, request: NetworkRequest, id: string): Promise<unknown> {
  return inTurn(engine, () => engine.call(`connect container "${id}" to network "${request.name}"`,
    (docker) => docker.getNetwork(encodeURIComponent(request.name)).connect({ Container: id, EndpointConfig: endpointOf(request) })));
}

function disconnect(engine: Engine, network: string, id: string): Promise<unknown> {
  return inTurn(engine, () => engine.call(`disconnect container "${id}" from network "${network}"`,
    (docker) => docker.getNetwork(encodeURIComponent(network)).disconnect({ Container: id, Force: false })));
}
