import { engineSocketMounted, sensitivePathMounted } from './errors';
import { BerthError } from '../private/berth-error';
import { isKnown } from '../private/tokens';
import { exposedSocket, isSensitive } from '../shared/controls/host-path';

/**
 * Checks a host path that a container is to see.
 *
 * @param path the path on the host
 * @param readOnly whether the container can't write to it; a socket can be used all the same
 * @param socket the socket by which this host's engine is reached, if it is reached by one
 * @param way what else is to be done about it than to mount something else
 */
export function checkHostPath(path: string, readOnly: boolean, socket?: string, way = ''): BerthError[] {
  if (!isKnown(path)) return [];
  const exposed = exposedSocket(path, isKnown(socket) ? socket : undefined);
  return [
    ...(exposed === undefined ? [] : [engineSocketMounted(path, exposed, way)]),
    ...(!readOnly && isSensitive(path) ? [sensitivePathMounted(path, way)] : []),
  ];
}
