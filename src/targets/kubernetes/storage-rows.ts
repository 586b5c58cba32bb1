import { createHash } from 'node:crypto';
import { PodTable } from './kubernetes-row';
import { LONGEST_NAME, objectNameOf } from './names';
import { quantityOf } from './resource-rows';
import { ContainerModel, FileModel, MountModel } from '../../model/container';
import { isKnown } from '../../private/tokens';
import { hasPlaceholder, PLACEHOLDERS } from '../../shared/clones';
import { Size } from '../../units/size';
import { withTemporaryFolder } from '../../workload/container/fields/storage';

type StorageField = 'mounts' | 'files' | 'secrets';

/** The most bytes of a ConfigMap or a Secret (Kubernetes, "ConfigMaps"). */
const LARGEST = 1_048_576;

const SHARED_MEMORY = '/dev/shm';

/** How the storage of a container becomes that of a pod. Its files are a ConfigMap and a Secret, which are resources of their own. */
export const STORAGE_ROWS: PodTable<StorageField> = {
  mounts: {
    keeping: 'otherwise',
    how: 'volumes as claims, which begin empty; a tmpfs has no owner, and everyone may write to it; a path of the host is refused',
    refusal: (mounts, { clones }) => {
      const bound = mounts.find(({ type }) => type === 'bind');
      if (bound !== undefined) return `can't have a path of the host at "${bound.target}". Use a volume, or \`files\``;
      const colon = mounts.find(({ target }) => isKnown(target) && target.includes(':'));
      if (colon !== undefined) return `can't have ":" in the path "${colon.target}". Use another path`;
      const own = mounts.filter(isOwnOfClone);
      if (own.length > 0 && clones?.global) return 'can\'t give each node a volume of its own. Use a tmpfs';
      const reserved = own.map(volumeName).find((name) => /^(files|secrets|at-.*)$/.test(name));
      if (reserved !== undefined) return `can't have a volume of a clone with the name "${reserved}", which a pod has for other mounts`;
      const twice = own.find((mount, index) => own.findIndex((other) => volumeName(other) === volumeName(mount)) < index);
      return twice === undefined ? undefined
        : `can't have two volumes of a clone with the name "${volumeName(twice)}": "." and "_" become "-". Give one of them another name`;
    },
    write: (mounts, model) => {
      const all = mountsOf(mounts, model);
      const volumes = all.filter((mount) => !isOwnOfClone(mount));
      return {
        pod: { volume: volumes.length === 0 ? undefined : volumes.map(volumeOf) },
        container: {
          volume_mount: all.length === 0 ? undefined
            : all.map((mount) => ({ name: volumeName(mount), mount_path: mount.target, read_only: isReadOnly(mount) || undefined })),
        },
        podSecurity: { fs_group: groupOfFiles(model), fs_group_change_policy: hasVolume(mounts) ? 'OnRootMismatch' : undefined },
      };
    },
  },
  files: {
    keeping: 'otherwise',
    how: 'as a ConfigMap, which holds at most 1 MiB together and which nothing can write to',
    refusal: (files, { mounts }) => files.some(({ content = '' }) => hasPlaceholder(content))
      ? 'can\'t differ between the clones of a set. Use a placeholder in `environment`, and read the variable'
      : pathProblem(files, mounts) ?? (files.reduce((sum, file) => sum + bytesOf(file), 0) > LARGEST
        ? `can have at most ${LARGEST} bytes together, as a ConfigMap. Put them into the image` : undefined),
  },
  secrets: {
    keeping: 'otherwise',
    how: 'as a Secret, which Terraform doesn\'t store either; the files belong to root, and to the group of `owner`',
    refusal: (secrets, { mounts }) => {
      const path = pathProblem(secrets, mounts);
      if (path !== undefined) return path;
      const groups = groupsOf(secrets);
      return groups.length < 2 ? undefined
        : `can't belong to several groups, since a pod has one for all its files: ${groups.join(', ')}. Choose one in \`owner\``;
    },
  },
};

/** Returns the volumes that each clone has for itself. */
export function volumesOfClones({ mounts }: ContainerModel): MountModel[] {
  return mounts.filter(isOwnOfClone);
}

/** Returns whether some of the mounts keep data. */
export function hasVolume(mounts: readonly MountModel[]): boolean {
  return mounts.some(({ type }) => type === 'volume');
}

/** Returns the name by which a mount refers to its volume. */
export function volumeName(mount: MountModel): string {
  if (!isOwnOfClone(mount)) return nameOfTarget(mount.target);
  return objectNameOf(Object.values(PLACEHOLDERS).reduce((name, placeholder) => name.replaceAll(placeholder, ''), mount.source));
}

/** Two paths never have the same name: what a name can't have is told apart by a hash. */
function nameOfTarget(path: string): string {
  const name = `at${path.replaceAll('/', '-')}`;
  const isExact = isKnown(path) && /^(\/[a-z0-9]+)*$/.test(path) && name.length <= LONGEST_NAME;
  return isExact ? name : objectNameOf(`${name}-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`);
}

function isOwnOfClone(mount: MountModel): mount is Extract<MountModel, { type: 'volume' }> {
  return mount.type === 'volume' && hasPlaceholder(mount.source);
}

function mountsOf(mounts: readonly MountModel[], { readOnlyRootFilesystem, sharedMemory }: ContainerModel): MountModel[] {
  const isMounted = mounts.some(({ target }) => target === SHARED_MEMORY);
  const shared: MountModel[] = sharedMemory === undefined || isMounted ? []
    : [{ type: 'tmpfs', target: SHARED_MEMORY, mode: '1777', size: sharedMemory.toBytes() }];
  return [...withTemporaryFolder([...mounts], readOnlyRootFilesystem), ...shared];
}

function volumeOf(mount: MountModel) {
  const name = volumeName(mount);
  if (mount.type === 'tmpfs') {
    return { name, empty_dir: { medium: 'Memory', size_limit: mount.size === undefined ? undefined : quantityOf(Size.bytes(mount.size)) } };
  }
  return { name, persistent_volume_claim: { claim_name: mount.source } };
}

function isReadOnly(mount: MountModel): boolean {
  return mount.type !== 'tmpfs' && mount.readOnly;
}

/** The group that may read the secrets, or else the one that may write to volumes: a claim belongs to root. */
function groupOfFiles({ secrets, mounts, user }: ContainerModel): string | undefined {
  const [group] = groupsOf(secrets);
  if (group !== undefined || !hasVolume(mounts) || !isKnown(user)) return group;
  const [id, own = id] = user.split(':');
  return own === '0' ? undefined : own;
}

/** Each file is a mount of its own. */
function pathProblem(files: ReadonlyArray<{ readonly path: string }>, mounts: readonly MountModel[]): string | undefined {
  const colon = files.find(({ path }) => path.includes(':'));
  if (colon !== undefined) return `can't have ":" in the path "${colon.path}". Use another path`;
  const twice = files.find(({ path }) => mounts.some(({ target }) => target === path));
  return twice === undefined ? undefined : `can't have the path "${twice.path}", where something is mounted. Use another path`;
}

/** Returns the groups of secrets, other than that of root. */
function groupsOf(secrets: ContainerModel['secrets']): string[] {
  return [...new Set(secrets.map(({ owner }) => owner.split(':')[1] ?? '0'))].filter((group) => group !== '0');
}

function bytesOf({ content = '', contentBase64 = '' }: FileModel): number {
  return Buffer.byteLength(content) + Buffer.byteLength(contentBase64, 'base64');
}
