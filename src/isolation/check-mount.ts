import { engineSocketMounted, hostPathFilled, hostPathNotShared, hostPathPropagates, remoteVolume } from './errors';
import { BerthError } from '../private/berth-error';
import { isKnown } from '../private/tokens';
import { canonicalPath, HostPath } from '../shared/controls/host-path';
import { ObserveOptions } from '../shared/controls/reader';
import { exposedSocket, isEngineSocket } from '../shared/controls/sensitive-paths';
import { isShared, sharingProblem } from '../shared/controls/shared-folder';
import { isRemote } from '../shared/controls/volume-path';

/**
 * Returns the errors for a mount that exposes the engine's socket, or that is not in a folder that the host shares.
 *
 * @param mount the path on the host, and whether the container can't write to it; a read-only socket can still be used
 * @param host what is known about the host
 * @param alternative what else can be done than to mount something else, for the error message
 */
export function checkMount(mount: HostPath, { engineSocket, sharedFolders = [] }: ObserveOptions, alternative = ''): BerthError[] {
  if (!isKnown(mount.path)) return [];
  if (isRemote(mount.path)) return [remoteVolume(mount.path, alternative)];
  const exposed = exposedSocket(mount.path, engineSocket);
  const canBeShared = exposed === undefined && sharingProblem({ ...mount, path: canonicalPath(mount.path) }) === undefined;
  const socketError = exposed === undefined ? [] : [engineSocketMounted(mount.path, exposed, alternative)];
  if (isEngineSocket(mount.path, engineSocket) || isShared(mount, sharedFolders)) return socketError;
  if (isShared({ ...mount, filled: false }, sharedFolders)) return [...socketError, hostPathFilled(mount.path, alternative)];
  const isOnlyPropagated = isShared({ ...mount, propagates: false, filled: false }, sharedFolders);
  return [...socketError, isOnlyPropagated
    ? hostPathPropagates(mount.path, alternative)
    : hostPathNotShared(mount, sharedFolders, canBeShared, alternative)];
}
