import { CARRIER_SUFFIX } from './carried-volumes';
import { createOnEngine } from './create-on-engine';
import { withoutLinks } from './linked-folders';
import { filesOfReadOnlyRoot, mountPointsIn, mountTargets, Storage } from './read-only-root';
import { removeAtOnce } from './stop';
import { putFiles } from './uploads';
import { canonicalPath } from '../../../engine/canonical/path';
import { Engine } from '../../../engine/engine';
import { inspectImage } from '../../../engine/inspect';
import { CreateBody, Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';
import { Upload } from '../fields/upload';

/*
 * The engine puts no files into a container whose root file system is read-only, running or not, except into its writable volumes. So
 * the files come in a volume: a second container, the carrier, which never starts, has an anonymous volume at the folder of the files. The
 * engine fills it with the image's files, and the provider adds its own. The container gets the carrier's volumes read-only, and the
 * carrier is removed. The volume is removed with the container (record 46), also where other anonymous volumes are kept: only
 * `carried-volumes.ts` knows which one it is.
 */

/** A container that has the files of another one in its volumes. */
export interface Carrier {
  /** The files that it does not carry, since they go into volumes of the container itself. */
  readonly others: readonly Upload[];
  /** The storage of the container, with the volumes that its image declares. */
  readonly storage: Storage;
  remove(): Promise<void>;
}

/**
 * Creates the carrier of a container's files, if it needs one, and adds its volumes to the create request of the container.
 *
 * @param uploads  all files of the container, with the secret ones
 * @param mark     the mark of the container's creation
 */
export async function carryFiles(
  engine: Engine, body: CreateBody, uploads: readonly Upload[], desired: ContainerModel, mark: string,
): Promise<Carrier | undefined> {
  if (desired.read_only !== true || filesOfReadOnlyRoot(uploads, desired).others.length === 0) return undefined;
  const imageVolumes = await volumesOfImage(engine, body.Image!);
  const { inVolumes, others, folders } = filesOfReadOnlyRoot(uploads, desired, imageVolumes);
  const storage = { ...desired, volumes: [...desired.volumes as object[], ...imageVolumes.map((path) => ({ container_path: path }))] };
  if (others.length === 0) return { others: inVolumes, storage, remove: () => Promise.resolve() };
  const carrier = await createCarrier(engine, desired, mark, { ...body, Volumes: Object.fromEntries(folders.map((each) => [each, {}])) });
  try {
    const moved = await withoutLinks(engine, carrier, others, folders);
    if (moved.some(({ file }, index) => file !== others[index]!.file)) {
      await removeAtOnce(engine, carrier, desired);
      return await carryFiles(engine, body, [...inVolumes, ...moved], desired, mark);
    }
    await putInto(engine, carrier, others, folders, folders, storage);
  } catch (error) {
    await removeAtOnce(engine, carrier, desired);
    throw error;
  }
  const host = body.HostConfig;
  host.VolumesFrom = [...(host.VolumesFrom ?? []) as string[], `${nameOfCarrier(desired)}:ro`];
  // The carrier has the volumes of the image, too. The container needs its own.
  const own = imageVolumes.filter((path) => !mountTargets(desired).includes(path));
  host.Mounts = [...host.Mounts ?? [], ...own.map((path) => ({ Type: 'volume' as const, Source: '', Target: path }))];
  return { others: inVolumes, storage, remove: () => removeAtOnce(engine, carrier, desired) };
}

/**
 * Uploads changed files to a container that exists. Those for its read-only root file system go into the volumes that have them, by a
 * carrier with all volumes of the container: Engine 28 reads and writes no files of a running container with a read-only volume at /etc,
 * where it can't mount its own /etc/resolv.conf.
 */
export async function putChangedFiles(
  engine: Engine, inspect: Inspect, uploads: readonly Upload[], desired: ContainerModel, mark: string,
): Promise<void> {
  if (uploads.length === 0) return;
  const configured = mountTargets(desired);
  const isCarried = ({ Type: type, RW: writable, Destination: target }: Inspect['Mounts'][number]) => (
    type === 'volume' && !writable && !configured.includes(canonicalPath(target)));
  const folders = inspect.Mounts.filter(isCarried).map(({ Destination: target }) => canonicalPath(target));
  if (folders.length === 0) return putFiles(engine, inspect.Id, uploads, desired);

  // A volume that is mounted by its name is not removed with the carrier.
  const mounts = inspect.Mounts.filter(({ Type: type }) => type === 'volume' || type === 'bind').map((mount) => ({
    Type: mount.Type as 'volume' | 'bind',
    Source: mount.Type === 'volume' ? mount.Name! : mount.Source,
    Target: mount.Destination,
    ReadOnly: !mount.RW && !isCarried(mount),
  }));
  const carrier = await createCarrier(engine, desired, mark, { Image: inspect.Image, HostConfig: { Mounts: mounts } });
  try {
    const changed = await withoutLinks(engine, carrier, uploads, filesOfReadOnlyRoot(uploads, desired).folders);
    await putInto(engine, carrier, changed, mounts.map(({ Target: target }) => target), folders, desired);
  } finally {
    await removeAtOnce(engine, carrier, desired);
  }
}

async function volumesOfImage(engine: Engine, image: string): Promise<string[]> {
  const { Volumes: volumes } = ((await inspectImage(engine, image))?.Config ?? {}) as { Volumes?: object | null };
  return Object.keys(volumes ?? {}).map(canonicalPath);
}

function nameOfCarrier({ name }: ContainerModel): string {
  return `${name!.replace(/^\//, '')}${CARRIER_SUFFIX}`;
}

async function createCarrier(
  engine: Engine, desired: ContainerModel, mark: string, { Image, platform, Volumes, HostConfig: host }: CreateBody,
): Promise<string> {
  const name = nameOfCarrier(desired);
  const body: CreateBody = {
    name,
    Image,
    // Required for an image without a command, but never run.
    Cmd: ['true'],
    ...(platform && { platform }),
    ...(Volumes && { Volumes }),
    HostConfig: {
      NetworkMode: 'none', ReadonlyRootfs: true, UsernsMode: host.UsernsMode, ...(Volumes === undefined && { Mounts: host.Mounts }),
    },
  };
  return (await createOnEngine(engine, body, { ...desired, name }, mark)).Id;
}

/**
 * Puts files into a carrier.
 *
 * @param volumes  the folders of its volumes
 * @param folders  those that the container gets read-only
 */
function putInto(
  engine: Engine, carrier: string, uploads: readonly Upload[], volumes: readonly string[], folders: readonly string[], storage: Storage,
): Promise<void> {
  // The engine can't create the mount points in a volume that is read-only.
  const mountPoints = folders.flatMap((folder) => mountPointsIn(folder, storage));
  return putFiles(engine, carrier, uploads, { read_only: true, volumes: volumes.map((path) => ({ container_path: path })) }, mountPoints);
}
