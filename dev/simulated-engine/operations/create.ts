import { badRequest } from '../api-error';
import { newEndpoint } from './membership';
import { commandOf, configOf } from '../settings/config';
import { hostConfigOf } from '../settings/host-config';
import { isEmpty, Json, objectOf, textOf } from '../settings/json';
import { checkLimits } from '../settings/limits';
import { mountsOf } from '../settings/mounts';
import { compact, intern } from '../settings/settings';
import { Container, Endpoint } from '../state/container';
import { EngineState } from '../state/engine-state';
import { randomId } from '../state/ids';
import { configOfImage } from '../state/images';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
const RUNTIMES = ['runc', 'io.containerd.runc.v2', 'io.containerd.runtime.v1.linux'];
const LOG_DRIVERS = ['json-file', 'local', 'none', 'journald', 'syslog', 'fluentd', 'gelf', 'awslogs', 'gcplogs', 'splunk', 'logentries'];

/** Many containers have no mounts, and none have published ports before they run. */
const NONE: readonly never[] = Object.freeze([]);

/** Creates a container from the body of a request. */
export function createContainer(state: EngineState, wantedName: string, body: Json): Container {
  if (isEmpty(body)) throw badRequest('Config cannot be empty in order to create a container');
  const id = randomId();
  const name = wantedName.replace(/^\//, '') || `simulated_${id.slice(0, 12)}`;
  requireName(name, wantedName);
  const asked = objectOf(body.HostConfig);
  const reference = textOf(body.Image);
  const image = reference === '' ? undefined : state.images.ofContainer(reference);
  const config: Json = { ...configOf(body, image === undefined ? {} : configOfImage(image)) };
  if (commandOf(config).length === 0) throw badRequest('No command specified');
  checkLimits(asked, false);
  const host = hostConfigOf(asked);
  requireKnown(host);
  const endpoints = endpointsOf(state, host, objectOf(objectOf(body.NetworkingConfig).EndpointsConfig));
  state.containers.requireFree(name);
  const { mounts, anonymous } = mountsOf(config, host, state.volumes);
  const hostname = textOf(config.Hostname) || (host.NetworkMode === 'host' ? state.id : id.slice(0, 12));
  const container: Container = {
    id,
    name,
    imageId: image?.Id ?? '',
    created: Date.now(),
    config: compact({ ...config, Hostname: hostname }),
    host: compact(host),
    mounts: mounts.length === 0 ? NONE : mounts,
    anonymous: anonymous.length === 0 ? NONE : anonymous,
    endpoints,
    published: NONE,
    status: 'created',
    pid: 0,
    exitCode: 0,
    error: '',
    started: 0,
    finished: 0,
    restarts: 0,
    health: undefined,
    checks: 0,
    failures: 0,
  };
  state.containers.add(container);
  state.emit(container, 'create');
  return container;
}

/** Refuses what is no name of a container. @param shown the name as it is in the message */
export function requireName(name: string, shown = name): void {
  if (!NAME.test(name)) throw badRequest(`Invalid container name (${shown}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
}

function requireKnown(host: Json): void {
  const [runtime, log] = [textOf(host.Runtime), textOf(objectOf(host.LogConfig).Type)];
  if (!RUNTIMES.includes(runtime)) throw badRequest(`Unknown runtime specified ${runtime}`);
  if (!LOG_DRIVERS.includes(log)) throw badRequest(`error looking up logging plugin ${log}: plugin "${log}" not found`);
}

/** Returns the networks that a container is created with: the one of its mode, and those that are named. */
function endpointsOf(state: EngineState, host: Json, requests: Json): Endpoint[] {
  const names = Object.keys(requests).map(nameOf);
  if (names.length > 1) {
    throw badRequest(`Container cannot be connected to network endpoints: ${names.join(', ')}`);
  }
  const mode = textOf(host.NetworkMode);
  if (mode.startsWith('container:')) return [];
  const own = nameOf(state.networks.find(mode)?.name ?? mode);
  const request = intern(objectOf(Object.values(requests)[0]));
  return [newEndpoint(names[0] ?? own, request)];
}

/** Clients may call the network of the engine's own bridge "default". */
function nameOf(network: string): string {
  return network === 'default' ? 'bridge' : network;
}
