import { requireNotBroken, rulesOf } from './judge';
import { MemberVolume } from './members';
import { sizeOfVolume } from './volume-size';
import { hostPathsOfVolume } from '../../src/shared/controls/volume-path';
import { Attributes, blocks, BrokenRule, listed } from '../../src/shared/virtual-host/broken-rule';
import { VIRTUAL_HOST_LABEL, VirtualHostRules } from '../../src/shared/virtual-host/rules';
import { canonicalPath } from '../engine/canonical/path';
import { Engine } from '../engine/engine';
import { inspectImage } from '../engine/inspect';

/** The label of a volume that a rule made, by which a container's `mounts` leave it out. */
export const ANONYMOUS_VOLUME_LABEL = 'berth.anonymous-volume';

/** A volume without a name that a rule makes. */
export interface AnonymousVolume {
  /** The folder in the container. */
  readonly path: string;
  readonly driver: string;
  readonly options: { readonly [name: string]: string };
  /** The name of the virtual container host. */
  readonly host: string;
}

/** A mount, as far as it is read here. */
interface EngineMount {
  readonly Source?: string;
  readonly VolumeOptions?: { readonly Labels?: { readonly [name: string]: string } | null };
}

/**
 * Returns the anonymous volumes that the rules of a container make for it: in place of those of its image, and of its own. Throws if it
 * would have some that the engine makes as no rule allows.
 */
export async function requireAnonymousVolumes(engine: Engine, what: string, container: Attributes): Promise<AnonymousVolume[]> {
  const rules = rulesOf(container);
  if (rules === undefined || !areRuled(rules)) return [];
  const paths = await anonymousPaths(engine, container);
  const { anonymous_volumes: made } = rules;
  if (made === undefined) {
    requireNotBroken(what, rules, paths.flatMap((path) => judgeUnmade(path, rules)));
    return [];
  }
  const { driver, driver_opts: options = {} } = made;
  return paths.map((path) => ({ path, driver, options, host: rules.name }));
}

/** Returns what makes an anonymous volume, for `HostConfig.Mounts`. */
export function mountOf({ path, driver, options, host }: AnonymousVolume): object {
  const labels = { [ANONYMOUS_VOLUME_LABEL]: path, [VIRTUAL_HOST_LABEL]: host };
  // The engine fills no path of the host with files of the image.
  const noCopy = hostPathsOfVolume({ driver, options }).length > 0 && { NoCopy: true };
  return { Type: 'volume', Target: path, VolumeOptions: { ...noCopy, Labels: labels, DriverConfig: { Name: driver, Options: options } } };
}

/** Returns what counts against the quotas on volumes. */
export function countedVolumes(volumes: readonly AnonymousVolume[]): MemberVolume[] {
  return volumes.map(({ path, driver, options }) => ({ name: `(anonymous, at ${path})`, size: sizeOfVolume(driver, options) }));
}

/** Whether a mount is an anonymous volume that a rule made. */
export function isMadeByRule({ Source: source, VolumeOptions: options }: EngineMount): boolean {
  return !source && options?.Labels?.[ANONYMOUS_VOLUME_LABEL] !== undefined;
}

/** Whether rules say anything about anonymous volumes. */
function areRuled({ anonymous_volumes: made, volume_drivers: drivers, max_storage: storage }: VirtualHostRules): boolean {
  return made !== undefined || storage !== undefined || drivers !== undefined;
}

/**
 * The folders of a container's anonymous volumes. What is mounted at a folder takes the place of the image's volume. Below a tmpfs, the
 * engine makes the volume, and does not mount it.
 */
async function anonymousPaths(engine: Engine, { image, mounts, volumes, tmpfs }: Attributes): Promise<string[]> {
  const [mounted, bound] = [blocks(mounts), blocks(volumes)];
  const isNamed = ({ host_path: path, volume_name: name }: Attributes) => Boolean(path) || Boolean(name);
  const targets = [...mounted.map(({ target }) => target), ...bound.filter(isNamed).map(({ container_path: path }) => path)];
  // The engine compares the paths of `tmpfs` as they are written.
  const taken = new Set([...targets.map((path) => canonicalPath(String(path))), ...Object.keys(tmpfs ?? {})]);
  const inspect = await inspectImage(engine, String(image));
  const { Volumes: declared } = (inspect?.Config ?? {}) as { readonly Volumes?: object | null };
  const own = bound.filter((volume) => !isNamed(volume) && !volume.from_container).map(({ container_path: path }) => String(path));
  const paths = [...Object.keys(declared ?? {}), ...own].map(canonicalPath);
  return [...new Set(paths)].filter((path) => !taken.has(path));
}

/** Without a rule for them, the engine makes anonymous volumes with its driver "local", which holds none to a size. */
function judgeUnmade(path: string, { name, volume_drivers: drivers, max_storage: storage }: VirtualHostRules): BrokenRule[] {
  const next = 'Mount a volume there, or say with the rule `anonymous_volumes` how such volumes are made (`anonymousVolumes` of a '
    + 'VirtualContainerHost).';
  const made = `The container would have an anonymous volume at "${path}", which the engine makes with its driver "local"`;
  if (drivers !== undefined && !drivers.includes('local')) {
    const problem = `${made}. The virtual container host "${name}" may have volumes only with the drivers ${listed(drivers)}. ${next}`;
    return [{ rule: 'volume_drivers', attribute: 'image', problem }];
  }
  const problem = `${made}, without a size. The volumes of the virtual container host "${name}" may have ${storage} MiB together. ${next}`;
  return storage === undefined ? [] : [{ rule: 'max_storage', attribute: 'image', problem }];
}
