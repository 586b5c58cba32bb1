import { streamEvents } from './events';
import { usersOf, volumeOf } from './volumes';
import { containersByImage, listedImage } from '../answers/images';
import { listed } from '../answers/list';
import { infoOf, versionOf } from '../answers/system';
import { ok, Route } from '../server/route';
import { Json } from '../settings/json';
import { EngineState } from '../state/engine-state';

/** The requests about the engine itself. */
export const systemRoutes: readonly Route[] = [
  { method: 'GET', path: '/_ping', operation: 'ping', handler: () => ok('OK') },
  { method: 'GET', path: '/version', operation: 'version', handler: () => ok(versionOf()) },
  { method: 'GET', path: '/info', operation: 'info', handler: ({ state }) => ok(infoOf(state)) },
  { method: 'GET', path: '/events', operation: 'events', handler: streamEvents },
  { method: 'GET', path: '/system/df', operation: 'disk-usage', handler: ({ state }) => ok(diskUsage(state)) },
];

function diskUsage(state: EngineState): Json {
  const counts = containersByImage(state);
  const volumes = [...state.volumes.all()].map((volume) => (
    { ...volumeOf(volume), UsageData: { RefCount: usersOf(state, volume).length, Size: 0 } }));
  return {
    LayersSize: state.images.all.reduce((sum, { Size: size }) => sum + size, 0),
    Images: state.images.all.map((image) => listedImage(image, counts.get(image.Id) ?? 0)),
    Containers: [...state.containers.all()].reverse().map((container) => listed(state, container, true)),
    Volumes: volumes,
    BuildCache: null,
    BuilderSize: 0,
  };
}
