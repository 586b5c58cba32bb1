import { timeOf } from '../answers/time';
import { Filters, matches } from '../server/filters';
import { created, noContent, ok, Route } from '../server/route';
import { Json } from '../settings/json';
import { EngineState } from '../state/engine-state';
import { pathOf, Volume } from '../state/volumes';

const FILTERS = ['dangling', 'driver', 'label', 'name'];

/** Returns a volume as the engine reports it. */
export function volumeOf(volume: Volume): Json {
  const { name, created: moment, driver, labels, options } = volume;
  return {
    CreatedAt: timeOf(moment).replace(/\.\d+/, ''),
    Driver: driver,
    Labels: labels,
    Mountpoint: pathOf(volume),
    Name: name,
    Options: options,
    Scope: 'local',
  };
}

/** Returns the ids of the containers that mount a volume. */
export function usersOf(state: EngineState, { name }: Volume): string[] {
  return [...state.containers.all()].filter(({ mounts }) => mounts.some((mount) => mount.Name === name)).map(({ id }) => id);
}

/** The requests about volumes. */
export const volumeRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/volumes',
    operation: 'list-volumes',
    handler: ({ state, query }) => {
      const filters = Filters.parse(query.filters, FILTERS);
      const found = [...state.volumes.all()].filter((volume) => filters.hasLabels(volume.labels)
        && filters.some('name', (each) => matches(volume.name, each))
        && filters.some('driver', (each) => each === volume.driver)
        && filters.some('dangling', (each) => (usersOf(state, volume).length === 0) === ['1', 'true'].includes(each)));
      return ok({ Volumes: found.map(volumeOf), Warnings: null });
    },
  },
  {
    method: 'GET',
    path: '/volumes/:name',
    operation: 'inspect-volume',
    handler: ({ state, params }) => ok(volumeOf(state.volumes.get(params.name!))),
  },
  {
    method: 'POST',
    path: '/volumes/create',
    operation: 'create-volume',
    handler: ({ state, body }) => created(volumeOf(state.volumes.create(body))),
  },
  {
    method: 'DELETE',
    path: '/volumes/:name',
    operation: 'remove-volume',
    handler: ({ state, params }) => {
      const volume = state.volumes.get(params.name!);
      state.volumes.remove(volume, usersOf(state, volume));
      state.events.emit('volume', 'destroy', volume.name, { driver: volume.driver });
      return noContent();
    },
  },
];
