import { CARRIER_SUFFIX } from './carried-volumes';
import { createOnEngine } from './create-on-engine';
import { withoutLinks } from './linked-folders';
import { filesOfReadOnlyRoot, mountPointsIn, mountTargets, Storage } from './read-only-root';
import { removeContainer } from './stop';
import { putFiles } from './uploads';
import { canonicalPath } from '../../../engine/canonical/path';
import { Engine } from '../../../engine/engine';
import { inspectImage } from '../../../engine/inspect';
import { CreateBody, Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';
import { filesOf, Upload } from '../fields/upload';

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
      await removeCarrier(engine, carrier, desired);
      return await carryFiles(engine, body, [...inVolumes, ...moved], desired, mark);
    }
    await putInto(engine, carrier, others, folders, storage);
  } catch (error) {
    await removeCarrier(engine, carrier, desired);
    throw error;
  }
  const host = body.HostConfig;
  host.VolumesFrom = [...(host.VolumesFrom ?? []) as string[], `${nameOfCarrier(desired)}:ro`];
  // The carrier has the volumes of the image, too. The container needs its own.
  const own = imageVolumes.filter((path) => !mountTargets(desired).includes(path));
  host.Mounts = [...host.Mounts ?? [], ...own.map((path) => ({ Type: 'volume' as const, Source: '', Target: path }))];
  return { others: inVolumes, storage, remove: () => removeCarrier(engine, carrier, desired) };
}

/** Uploads changed files to a container that exists. Those for its read-only root file system go into the volume that has them. */
export async function putChangedFiles(
  engine: Engine, inspect: Inspect, uploads: readonly Upload[], desired: ContainerModel, mark: string,
): Promise<void> {
  if (uploads.length === 0) return;
  const mounts = inspect.Mounts.filter(({ Type: type, RW: writable }) => type === 'volume' && !writable);
  const { others } = filesOfReadOnlyRoot(filesOf(desired), desired);
  const { folders } = filesOfReadOnlyRoot(await linksFollowed(engine, inspect.Id, others, desired), desired);
  const volumes = folders.flatMap((folder) => mounts.filter(({ Destination: target }) => canonicalPath(target) === folder));
  const changed = await linksFollowed(engine, inspect.Id, uploads, desired);
  const carried = changed.filter(({ file }) => volumes.some(({ Destination: target }) => file.startsWith(`${target}/`)));
  if (carried.length > 0) {
    // A volume that is mounted by its name is not removed with the carrier.
    const Mounts = volumes.map(({ Name: name, Destination: target }) => ({ Type: 'volume' as const, Source: name!, Target: target }));
    const carrier = await createCarrier(engine, desired, mark, { Image: inspect.Image, HostConfig: { Mounts } });
    await putInto(engine, carrier, carried, folders, desired).finally(() => removeCarrier(engine, carrier, desired));
  }
  const imageVolumes = mounts.length === 0 ? [] : await volumesOfImage(engine, inspect.Image);
  const storage = { ...desired, volumes: [...desired.volumes as object[], ...imageVolumes.map((path) => ({ container_path: path }))] };
  await putFiles(engine, inspect.Id, uploads.filter((_, index) => !carried.includes(changed[index]!)), storage);
}

async function linksFollowed(engine: Engine, id: string, uploads: readonly Upload[], desired: ContainerModel): Promise<readonly Upload[]> {
  return desired.read_only === true ? withoutLinks(engine, id, uploads, filesOfReadOnlyRoot(uploads, desired).folders) : uploads;
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

function putInto(engine: Engine, carrier: string, uploads: readonly Upload[], folders: readonly string[], storage: Storage): Promise<void> {
  const volumes = folders.map((path) => ({ container_path: path }));
  // The engine can't create the mount points in a volume that is read-only.
  const mountPoints = folders.flatMap((folder) => mountPointsIn(folder, storage));
  return putFiles(engine, carrier, uploads, { read_only: true, volumes }, mountPoints);
}

/** Removes a carrier, and those of its volumes that no container has. */
async function removeCarrier(engine: Engine, id: string, desired: ContainerModel): Promise<void> {
  await removeContainer(engine, { ...desired, id, destroy_grace_seconds: null, stop_timeout: null, remove_volumes: true });
}
