import Dockerode from 'dockerode';
import { engineFacts } from './engine-facts';
import { HostPath } from '../../src/shared/controls/host-path';
import { DescribedContainer } from '../../src/shared/controls/reader';
import { hostPathsOfVolume } from '../../src/shared/controls/volume-path';
import { AskOptions, Engine } from '../engine/engine';
import { inspectVolume } from '../engine/inspect';
import { compareApiVersions } from '../engine/version';

/** A mount in the engine's answer. Any field may be missing. */
type EngineMount = Partial<Dockerode.ContainerInspectInfo['Mounts'][number]>;

/** A path of the host that a mount shows. */
export interface MountedPath extends HostPath {
  /** Whether file systems that are mounted below the path on the host stay writable, although the mount is read-only. */
  readonly nestedWritable: boolean;
}

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
    const readOnly = mount.RW === false;
    const everything = [{ path: '/', readOnly, nestedWritable: true }];
    if (mount.Type === 'bind') {
      return [{ path: mount.Source || '/', readOnly, nestedWritable: await keepsNestedWritable(engine, inspect, mount) }];
    }
    if (mount.Type !== 'volume') return HARMLESS_MOUNTS.includes(mount.Type) ? [] : everything;
    const volume = await inspectVolume(engine, mount.Name ?? '', options);
    if (volume === undefined) return everything;
    const { o = '' } = volume.Options ?? {};
    return hostPathsOfVolume({ driver: volume.Driver, options: volume.Options ?? {} })
      .map((each) => ({ path: each.path, readOnly: readOnly || each.readOnly, nestedWritable: o.includes('rbind') }));
  }));
  return paths.flat();
}

/** Returns whether a read-only mount leaves what is mounted below its source writable. */
async function keepsNestedWritable(
  engine: Engine, { HostConfig: settings }: Dockerode.ContainerInspectInfo, mount: EngineMount,
): Promise<boolean> {
  const all = (settings as { Mounts?: ReadonlyArray<{ Target?: string; BindOptions?: BindOptions }> | null }).Mounts ?? [];
  const options = all.find(({ Target: target }) => target === mount.Destination)?.BindOptions ?? {};
  if (options.NonRecursive || options.ReadOnlyForceRecursive) return false;
  return options.ReadOnlyNonRecursive === true || !await makesNestedReadOnly(engine);
}

async function makesNestedReadOnly(engine: Engine): Promise<boolean> {
  const [{ apiVersion }, { kernel }] = await Promise.all([engine.version(), engineFacts(engine)]);
  const [major = 0, minor = 0] = kernel.split('.').map((part) => parseInt(part, 10));
  const isNewKernel = major > RECURSIVE_KERNEL[0] || (major === RECURSIVE_KERNEL[0] && minor >= RECURSIVE_KERNEL[1]);
  return isNewKernel && compareApiVersions(apiVersion, RECURSIVE_API_VERSION) >= 0;
}

/** Describes a container that mounts these paths of the host, and nothing else. */
export function asMounts(paths: readonly HostPath[]): DescribedContainer {
  return { mounts: paths.map(({ path, readOnly }) => ({ type: 'bind', source: path, read_only: readOnly })), volumes: [] };
}
