import { engineSocketMounted, sensitivePathMounted } from './errors';
import { BerthError } from '../private/berth-error';
import { isKnown } from '../private/tokens';
import { exposedSocket, isSensitive } from '../shared/controls/sensitive-paths';

/**
 * Returns the errors for a mount that exposes the engine's socket, or that makes files writable on which the machine itself runs.
 *
 * @param path the path on the host
 * @param readOnly whether the container cannot write to it; a read-only socket can still be used
 * @param socket the socket by which this host's engine is reached, if it is reached by one
 * @param alternative what else can be done than to mount something else, for the error message
 */
export function checkMount(path: string, readOnly: boolean, socket?: string, alternative = ''): BerthError[] {
  if (!isKnown(path)) return [];
  const exposed = exposedSocket(path, isKnown(socket) ? socket : undefined);
  return [
    ...(exposed === undefined ? [] : [engineSocketMounted(path, exposed, alternative)]),
    ...(!readOnly && isSensitive(path) ? [sensitivePathMounted(path, alternative)] : []),
  ];
}
