import Dockerode from 'dockerode';
import { HostPath } from '../../src/shared/controls/host-path';
import { DescribedContainer } from '../../src/shared/controls/reader';
import { hostPathsOfVolume } from '../../src/shared/controls/volume-path';
import { AskOptions, Engine } from '../engine/engine';
import { inspectVolume } from '../engine/inspect';

/** A mount in the engine's answer. Any field may be missing. */
type EngineMount = Partial<Dockerode.ContainerInspectInfo['Mounts'][number]>;

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
): Promise<HostPath[]> {
  const paths = await Promise.all(mountsOf(inspect).map(async (mount): Promise<readonly HostPath[]> => {
    const readOnly = mount.RW === false;
    if (mount.Type === 'bind') return [{ path: mount.Source || '/', readOnly }];
    if (mount.Type !== 'volume') return HARMLESS_MOUNTS.includes(mount.Type) ? [] : [{ path: '/', readOnly }];
    const volume = await inspectVolume(engine, mount.Name ?? '', options);
    if (volume === undefined) return [{ path: '/', readOnly }];
    const ofVolume = hostPathsOfVolume({ driver: volume.Driver, options: volume.Options ?? {} });
    return ofVolume.map((each) => ({ ...each, readOnly: readOnly || each.readOnly }));
  }));
  return paths.flat();
}

/** Describes a container that mounts these paths of the host, and nothing else. */
export function asMounts(paths: readonly HostPath[]): DescribedContainer {
  return { mounts: paths.map(({ path, readOnly }) => ({ type: 'bind', source: path, read_only: readOnly })), volumes: [] };
}
