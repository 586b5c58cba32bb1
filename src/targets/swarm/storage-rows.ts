import { hasIndex, withSlots } from './placeholders';
import { ServiceTable } from './service-row';
import { FileModel, MountModel } from '../../model/container';
import { hasPlaceholder } from '../../shared/clones';
import { withTemporaryFolder } from '../../workload/container/fields/storage';

type StorageField = 'mounts' | 'files' | 'secrets';

/** The most bytes that a config or a secret of a swarm has. */
export const LARGEST_FILE = 500 * 1024;

/** How the storage of a container becomes that of a task. Its files are configs and secrets, which are resources of their own. */
export const STORAGE_ROWS: ServiceTable<StorageField> = {
  mounts: {
    keeping: 'otherwise',
    how: 'a volume of the driver `local` is on the storage node, and so is its service; a tmpfs has no owner, and everyone may write to it',
    refusal: (mounts) => mounts.some((mount) => mount.type !== 'tmpfs' && hasIndex(mount.source))
      ? 'can\'t have CloneSet.INDEX, since a swarm counts tasks from 1. Use CloneSet.NUMBER' : undefined,
    write: (mounts, { readOnlyRootFilesystem }) => {
      const all = withTemporaryFolder(mounts, readOnlyRootFilesystem);
      return { container: { mounts: all.length === 0 ? undefined : all.map(mountOf) } };
    },
  },
  files: {
    keeping: 'otherwise',
    how: 'as configs, which hold at most 500 KiB each and which nothing can write to',
    refusal: (files) => files.some(({ content = '', contentBase64 = '' }) => hasPlaceholder(content) || hasPlaceholder(contentBase64))
      ? 'can\'t differ between the tasks of a service. Use a placeholder in `environment`, and read the variable'
      : files.some(isTooLarge) ? `can have at most ${LARGEST_FILE} bytes each, as configs of a swarm. Put them into the image` : undefined,
  },
  secrets: { keeping: 'otherwise', how: 'as secrets of the swarm, which only the nodes of its tasks hold, in memory' },
};

function isTooLarge({ content = '', contentBase64 = '' }: FileModel): boolean {
  return Buffer.byteLength(content) > LARGEST_FILE || Buffer.byteLength(contentBase64, 'base64') > LARGEST_FILE;
}

function mountOf(mount: MountModel) {
  if (mount.type !== 'tmpfs') {
    const volume = mount.type === 'volume' && mount.noCopy ? { volume_options: { no_copy: true } } : {};
    return { type: mount.type, source: withSlots(mount.source), target: mount.target, read_only: mount.readOnly, ...volume };
  }
  // Swarm's tmpfs has no owner: what one user may write, all of the container have to be allowed to.
  const mode = parseInt(mount.owner === undefined ? mount.mode : '1777', 8);
  return { type: mount.type, target: mount.target, tmpfs_options: { mode, size_bytes: mount.size } };
}
