import { listed } from '../answers/list';
import { badRequest } from '../api-error';
import { Filters, matches } from '../server/filters';
import { Call, isSet } from '../server/route';
import { Json } from '../settings/json';
import { field } from '../settings/settings';
import { Container, isRunning } from '../state/container';
import { EngineState } from '../state/engine-state';

const FILTERS = ['ancestor', 'before', 'exited', 'health', 'id', 'label', 'name', 'network', 'since', 'status', 'volume'];
const STATUSES = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];

/** Returns the containers that a request asks for, the newest first. */
export function listContainers({ state, query }: Call): Iterable<Json> {
  const filters = Filters.parse(query.filters, FILTERS);
  const unknown = filters.values('status').find((status) => !STATUSES.includes(status));
  if (unknown !== undefined) throw badRequest(`Invalid filter 'status=${unknown}'`);
  const limit = Number(query.limit) || 0;
  const isAll = isSet(query.all) || filters.has('status') || limit > 0;
  const isWanted = wanted(state, filters);
  const found = [...state.containers.all()].reverse()
    .filter((container) => (isAll || isRunning(container) || container.status === 'restarting') && isWanted(container));
  return described(state, limit > 0 ? found.slice(0, limit) : found, isSet(query.size));
}

/** Describes containers one by one, so that the descriptions of all of them are never in memory at once. */
function* described(state: EngineState, containers: readonly Container[], withSize: boolean): Iterable<Json> {
  for (const container of containers) yield listed(state, container, withSize);
}

function wanted(state: EngineState, filters: Filters): (container: Container) => boolean {
  const ancestors = filters.values('ancestor').map((name) => state.images.find(name)?.Id);
  const order = (name: string) => filters.values(name).map((each) => state.containers.get(each).created);
  const [before, since] = [order('before'), order('since')];
  const networks = filters.values('network').map((each) => state.networks.find(each)?.name);
  return (container) => {
    const { id, name, imageId, status, exitCode, created, health, endpoints, mounts } = container;
    return filters.hasLabels(field(container.config, 'Labels'))
      && filters.some('name', (each) => matches(name, each) || matches(`/${name}`, each))
      && filters.some('id', (each) => id.startsWith(each))
      && filters.some('status', (each) => each === status)
      && filters.some('health', (each) => each === (health ?? 'none'))
      && filters.some('exited', (each) => status === 'exited' && Number(each) === exitCode)
      && filters.some('volume', (each) => mounts.some((mount) => mount.Name === each || mount.Destination === each))
      && (!filters.has('network') || endpoints.some(({ network }) => networks.includes(network)))
      && (!filters.has('ancestor') || ancestors.includes(imageId))
      && before.every((moment) => created < moment)
      && since.every((moment) => created > moment);
  };
}
