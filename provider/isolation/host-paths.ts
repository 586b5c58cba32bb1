import Dockerode from 'dockerode';
import { engineFacts } from './engine-facts';
import { withFilling } from '../../src/shared/controls/host';
import { HostPath, isWithin } from '../../src/shared/controls/host-path';
import { bindPropagates, isRecursiveVolume } from '../../src/shared/controls/propagation';
import { hostPathsOfVolume, isLocalDriver } from '../../src/shared/controls/volume-path';
import { canonicalPath } from '../engine/canonical/path';
import { AskOptions, Engine } from '../engine/engine';
import { inspectVolume } from '../engine/inspect';
import { compareApiVersions } from '../engine/version';

/** A mount in the engine's answer. Any field may be missing. */
type EngineMount = Partial<Dockerode.ContainerInspectInfo['Mounts'][number]>;

/** A path of the host that a mount shows. */
export interface MountedPath extends HostPath {
  /** Whether file systems that are mounted below the path on the host stay writable, although the mount is read-only. */
  readonly nestedWritable: boolean;
  /** Whether it also shows what is mounted below the path. */
  readonly recursive: boolean;
  /** Whether nothing creates the path if it does not exist: then the container does not start. @default false */
  readonly mustExist?: boolean;
}

/** A mount of a path of the host that a container will have. */
export interface NewBind extends HostPath {
  readonly nonRecursive: boolean;
  readonly readOnlyNonRecursive: boolean;
  readonly readOnlyForceRecursive: boolean;
  readonly mustExist: boolean;
}

/** A volume that a container will mount, and how the engine creates it if it does not exist. */
export interface NewVolume {
  /** Null for an anonymous volume. */
  readonly name: string | null;
  readonly driver: string | null;
  readonly options: { readonly [name: string]: string } | null;
  /** Whether the engine does not fill it with files of the image. */
  readonly noCopy: boolean;
}

/** A path of the host that a volume shows. */
export interface VolumePath extends MountedPath {
  /** The name of the volume. Null for an anonymous one. */
  readonly volume: string | null;
  /** The volume's option `o`, if it has one. */
  readonly o: string | undefined;
}

/** What a mount may show about which nothing is known. */
export const EVERYTHING: MountedPath = { path: '/', readOnly: false, propagates: true, nestedWritable: true, recursive: true };

/** The API of Docker 25.0 and the kernel that make a read-only mount read-only with all that is mounted below it. */
const RECURSIVE_API_VERSION = '1.44';
const RECURSIVE_KERNEL = [5, 12] as const;

/** The options of a mount that matter for what is mounted below its source. */
interface BindOptions {
  readonly NonRecursive?: boolean;
  readonly ReadOnlyNonRecursive?: boolean;
  readonly ReadOnlyForceRecursive?: boolean;
}

/** The types of mounts that show no file of the host: memory, and the files of an image. */
const HARMLESS_MOUNTS: readonly unknown[] = ['tmpfs', 'image'];

export function mountsOf({ Mounts: mounts }: Dockerode.ContainerInspectInfo): readonly EngineMount[] {
  return (mounts as readonly EngineMount[] | null | undefined) ?? [];
}

/**
 * Returns the paths of the host that a container sees by the mounts that the engine gave it, whatever way they came: by its own
 * configuration, by the options of a volume, or by another container (`VolumesFrom`). A mount of an unknown type counts as "/".
 */
export async function configuredHostPaths(
  engine: Engine, inspect: Dockerode.ContainerInspectInfo, options?: AskOptions,
): Promise<MountedPath[]> {
  const paths = await Promise.all(mountsOf(inspect).map(async (mount): Promise<readonly MountedPath[]> => {
    if (mount.Type === 'bind') {
      // To relabel files for SELinux, the engine writes to them.
      const isRelabelled = /\bz\b/i.test(mount.Mode ?? '');
      const [readOnly, propagates] = [mount.RW === false && !isRelabelled, bindPropagates(mount.Propagation)];
      const bind = bindOptionsOf(inspect, mount);
      const nestedWritable = await keepsNestedWritable(engine, bind);
      return [{ path: mount.Source || '/', readOnly, propagates, nestedWritable, recursive: !bind.NonRecursive }];
    }
    if (mount.Type !== 'volume') return HARMLESS_MOUNTS.includes(mount.Type) ? [] : [EVERYTHING];
    const volume = await inspectVolume(engine, mount.Name ?? '', options);
    if (volume === undefined) return [EVERYTHING];
    const { Driver: driver, Options: own, Mountpoint: place } = volume;
    const shown = [...pathsOfVolume(driver, own), ...await pathsOfPlugin(engine, driver, place, mount.Source)];
    return shown.map((path) => withFilling(path, !isFilled(inspect, mount)));
  }));
  return paths.flat();
}

/**
 * Returns the paths of the host that the volumes of a new container will show. A volume that exists has its own options, whatever a mount
 * says.
 */
export async function hostPathsOfNewVolumes(engine: Engine, volumes: readonly NewVolume[]): Promise<VolumePath[]> {
  const paths = await Promise.all(volumes.map(async ({ name, driver, options, noCopy }) => {
    const existing = name === null ? undefined : await inspectVolume(engine, name, { fresh: true });
    const inForce = existing === undefined ? { driver, options } : { driver: existing.Driver, options: existing.Options };
    const shown = [...pathsOfVolume(inForce.driver, inForce.options), ...await pathsOfPlugin(engine, inForce.driver, existing?.Mountpoint)];
    return shown.map((path) => withFilling({ ...path, volume: name, o: inForce.options?.o }, noCopy));
  }));
  return paths.flat();
}

/** Returns what mounts of paths of the host will show. */
export function hostPathsOfNewBinds(engine: Engine, binds: readonly NewBind[]): Promise<MountedPath[]> {
  return Promise.all(binds.map(async ({ nonRecursive, readOnlyNonRecursive, readOnlyForceRecursive, ...path }) => {
    const options = {
      NonRecursive: nonRecursive, ReadOnlyNonRecursive: readOnlyNonRecursive, ReadOnlyForceRecursive: readOnlyForceRecursive,
    };
    return { ...path, nestedWritable: await keepsNestedWritable(engine, options), recursive: !nonRecursive };
  }));
}

function pathsOfVolume(driver: string | null, options: { readonly [name: string]: string } | null): MountedPath[] {
  const recursive = isRecursiveVolume(options?.o);
  return hostPathsOfVolume({ driver, options: options ?? {} }).map((each) => ({ ...each, nestedWritable: recursive, recursive }));
}

/**
 * Returns the paths of the host at which a plugin says that a volume is: it may bind any, whatever the options of the volume look like. A
 * plugin that the engine manages has its volumes in a folder of its own, below that of the engine.
 *
 * @param places  as the engine reports them: of the volume, and of its mount. Many plugins know one only while a container runs.
 */
async function pathsOfPlugin(engine: Engine, driver: string | null, ...places: ReadonlyArray<string | undefined>): Promise<MountedPath[]> {
  if (isLocalDriver(driver)) return [];
  const { folder } = await engineFacts(engine);
  const paths = places.flatMap((place) => !place ? [] : [place.startsWith('/') ? canonicalPath(place) : '/']);
  return [...new Set(paths)].filter((path) => !isWithin(path, `${folder}/plugins`)).map((path) => ({ ...EVERYTHING, path }));
}

/** Whether a container mounts a volume of a plugin, which may only say where it is once the container runs. */
export function mountsPlugin(inspect: Dockerode.ContainerInspectInfo): boolean {
  return mountsOf(inspect).some(({ Type: type, Driver: driver }) => type === 'volume' && !isLocalDriver(driver));
}

/** Returns whether a read-only mount leaves what is mounted below its source writable. */
async function keepsNestedWritable(engine: Engine, options: BindOptions): Promise<boolean> {
  if (options.NonRecursive || options.ReadOnlyForceRecursive) return false;
  return options.ReadOnlyNonRecursive === true || !await makesNestedReadOnly(engine);
}

/** A mount as it was asked for. */
interface AskedMount {
  readonly Target?: string;
  readonly BindOptions?: BindOptions;
  readonly VolumeOptions?: { readonly NoCopy?: boolean };
}

/** The engine keeps the path as it was asked for, and mounts at its shortest form. */
function askedMount({ HostConfig: settings }: Dockerode.ContainerInspectInfo, { Destination: path }: EngineMount): AskedMount | undefined {
  const all = (settings as { Mounts?: readonly AskedMount[] | null }).Mounts ?? [];
  return all.find(({ Target: target }) => canonicalPath(`${target}`) === path);
}

function bindOptionsOf(inspect: Dockerode.ContainerInspectInfo, mount: EngineMount): BindOptions {
  return askedMount(inspect, mount)?.BindOptions ?? {};
}

/** Whether the engine filled a volume when it created the container. It fills none that comes from another container. */
function isFilled(inspect: Dockerode.ContainerInspectInfo, mount: EngineMount): boolean {
  const asked = askedMount(inspect, mount);
  if (asked !== undefined) return asked.VolumeOptions?.NoCopy !== true;
  const binds = ((inspect.HostConfig.Binds ?? []) as string[]).map((bind) => bind.split(':'));
  return binds.some(([, target = '', mode = '']) => canonicalPath(target) === mount.Destination && !mode.split(',').includes('nocopy'));
}

async function makesNestedReadOnly(engine: Engine): Promise<boolean> {
  const [{ apiVersion }, { kernel }] = await Promise.all([engine.version(), engineFacts(engine)]);
  const [major = 0, minor = 0] = kernel.split('.').map((part) => parseInt(part, 10));
  const isNewKernel = major > RECURSIVE_KERNEL[0] || (major === RECURSIVE_KERNEL[0] && minor >= RECURSIVE_KERNEL[1]);
  return isNewKernel && compareApiVersions(apiVersion, RECURSIVE_API_VERSION) >= 0;
}
