import { misspelledSharedFolder, sharedFolderInWritable, sharedFolderNotKnown, sharedFolderWithSocket, unsharedFolder } from './errors';
import { BerthError } from '../private/berth-error';
import { pathNotAbsolute } from '../private/errors';
import { isKnown } from '../private/tokens';
import { writableFolderAround } from '../shared/controls/host-path';
import { exposedSocket } from '../shared/controls/sensitive-paths';
import { sharingProblem, spellingProblem } from '../shared/controls/shared-folder';

/**
 * A folder of a host that its containers may mount.
 */
export interface SharedFolder {
  /**
   * The absolute path of the folder on the machine of the engine, as it is without symbolic links. Containers may mount the folder and
   * what is in it. If it is shared for writing, they may mount only the folder itself: a container that writes to it could replace what is
   * in it by a link. No folder can be shared that is in /dev, /proc, /sys, /run or a folder of the engine, or that has one of these in it.
   */
  readonly path: string;

  /**
   * Whether containers can only read it.
   *
   * @default true
   */
  readonly readOnly?: boolean;
}

/** Returns an error for each folder that would give containers the machine. */
export function checkSharedFolders(folders: ReadonlyArray<Required<SharedFolder>>, socket: string | undefined): BerthError[] {
  return folders.flatMap(({ path, readOnly }) => {
    if (!isKnown(path)) return [sharedFolderNotKnown()];
    if (!path.startsWith('/')) return [pathNotAbsolute('The path of a shared folder', path)];
    const exposed = exposedSocket(path, isKnown(socket) ? socket : undefined);
    if (exposed !== undefined) return [sharedFolderWithSocket(path, exposed)];
    const misspelled = spellingProblem(path);
    if (misspelled !== undefined) return [misspelledSharedFolder(misspelled)];
    const around = writableFolderAround(path, folders);
    if (around !== undefined) return [sharedFolderInWritable(path, around.path)];
    const problem = sharingProblem({ path, readOnly });
    return problem === undefined ? [] : [unsharedFolder(problem)];
  });
}
