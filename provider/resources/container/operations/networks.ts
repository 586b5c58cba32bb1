import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { inspectNetwork, networkName } from '../../../engine/inspect';
import { compareApiVersions } from '../../../engine/version';
import { Attachment, attachments, endpointOf, isAsAsked, isAttachedAs, isFixedMode, isNetworkId, NetworkRequest, wanted } from '../fields/attachment';
import { CreateBody, Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';

/** Of Docker 25.0, the first where each endpoint has a MAC address of its own. */
const ENDPOINT_MAC_API_VERSION = '1.44';

/**
 * Puts into the creation the one network that the engine attaches by itself, so that the container never is in another.
 *
 * @returns the others
 */
export async function attachFirst(engine: Engine, body: CreateBody, model: ContainerModel): Promise<readonly NetworkRequest[]> {
  const mode = model.network_mode ?? 'bridge';
  const requests = await requestsOf(engine, model);
  const first = mode === 'bridge' ? requests[0] : requests.find(({ name }) => name === mode);
  body.HostConfig.NetworkMode = mode;
  const mac = await takeMacAddress(engine, body);
  if (first !== undefined || mac !== undefined) {
    const name = first === undefined ? mode : await nameOf(engine, first.name);
    body.NetworkingConfig = { EndpointsConfig: { [name]: { ...(first && endpointOf(first)), ...mac } } };
  }
  return wanted(mode, requests).filter(({ name }) => name !== (first?.name ?? mode));
}

/** Newer engines want a MAC address with the endpoint, and warn of one with the container. */
async function takeMacAddress(engine: Engine, body: CreateBody): Promise<{ readonly MacAddress: string } | undefined> {
  const { MacAddress: address } = body;
  if (address === undefined || compareApiVersions((await engine.version()).apiVersion, ENDPOINT_MAC_API_VERSION) < 0) return undefined;
  delete body.MacAddress;
  return { MacAddress: address };
}

/** Joins the others before the container is started. */
export async function attachRest(engine: Engine, id: string, rest: readonly NetworkRequest[]): Promise<void> {
  for (const request of rest) await connect(engine, request, id);
}

/** Joins and leaves networks until the container is in those that the model asks for, each as it asks. */
export async function settleNetworks(engine: Engine, inspect: Inspect, model: ContainerModel): Promise<void> {
  const mode = model.network_mode || 'bridge';
  if (isFixedMode(mode)) return;
  const asked = await requestsOf(engine, model);
  // One that is cut off from the network of its mode, and whose author ignores that, stays so.
  const requests = model.network_mode === '' ? asked : wanted(mode, asked);
  const settled = new Set<NetworkRequest>();
  for (const one of attachments(inspect)) {
    const request = requests.find(({ name }) => isAttachedAs(one, name));
    if (request !== undefined && isAsAsked(one, request, inspect) && await isThere(engine, one, inspect)) settled.add(request);
    else await disconnect(engine, one.name, inspect.Id);
  }
  for (const request of requests) if (!settled.has(request)) await connect(engine, request, inspect.Id);
}

/**
 * Whether the network of an attachment is still there. The engine lets one be removed that only stopped containers are in, and
 * goes on looking for it by its id when it starts them, though there is another of the name by then. Its own it finds by name.
 */
async function isThere(engine: Engine, { name, endpoint }: Attachment, { State: state }: Inspect): Promise<boolean> {
  if (state.Running || name === 'bridge' || !endpoint.NetworkID) return true;
  return await inspectNetwork(engine, endpoint.NetworkID) !== undefined;
}

/** The networks that are asked for by themselves. The one that is the mode's is named as it is there, where one of the two is an id. */
async function requestsOf(engine: Engine, model: ContainerModel): Promise<readonly NetworkRequest[]> {
  const mode = model.network_mode || 'bridge';
  const requests = model.networks_advanced as NetworkRequest[];
  if (isFixedMode(mode) || ![mode, ...requests.map(({ name }) => name)].some(isNetworkId)) return requests;
  const knownName = async (reference: string) => isNetworkId(reference) && await networkName(engine, reference) || reference;
  const own = await knownName(mode);
  return Promise.all(requests.map(async (request) => await knownName(request.name) === own ? { ...request, name: mode } : request));
}

/** A network's name: the engine takes no id as the key of an endpoint. */
async function nameOf(engine: Engine, reference: string): Promise<string> {
  if (!isNetworkId(reference)) return reference;
  const name = await networkName(engine, reference);
  if (name === undefined) throw new DiagnosticError({ summary: `There is no network "${reference}"`, detail: 'Name one that is on the engine, by name or id.', path: ['networks_advanced'] });
  return name;
}

function connect(engine: Engine, request: NetworkRequest, id: string): Promise<unknown> {
  return engine.call(`connect container "${id}" to network "${request.name}"`,
    (docker) => docker.getNetwork(encodeURIComponent(request.name)).connect({ Container: id, EndpointConfig: endpointOf(request) }));
}

function disconnect(engine: Engine, network: string, id: string): Promise<unknown> {
  return engine.call(`disconnect container "${id}" from network "${network}"`,
    (docker) => docker.getNetwork(encodeURIComponent(network)).disconnect({ Container: id, Force: false }));
}
