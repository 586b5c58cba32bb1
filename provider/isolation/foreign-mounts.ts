import Dockerode from 'dockerode';
import { mountsOf } from './host-paths';
import { Mount } from './mountinfo';
import { isWithin } from '../../src/shared/controls/host-path';
import { isKernelType } from '../../src/shared/controls/volume-path';

type Inspect = Dockerode.ContainerInspectInfo;

/** What the engine mounts into every container (moby, oci/defaults.go), by type and place. The kernel's own types are judged elsewhere. */
const OF_EVERY_CONTAINER: ReadonlyArray<readonly [type: string, place: string]> = [
  ['tmpfs', '/dev'], ['tmpfs', '/dev/shm'], ['tmpfs', '/sys/fs/cgroup'], ['devpts', '/dev/pts'], ['mqueue', '/dev/mqueue'],
];

/** The drivers whose root file system is an overlay. */
const OVERLAY_DRIVERS: readonly string[] = ['overlay', 'overlay2'];

/** Mounts of file systems that neither the host has mounted nor the engine has created the container with. */
export interface ForeignMounts {
  /** Those that only root of the host can have added. */
  readonly added: readonly Mount[];
  /** Those that may be what the engine mounted, or what the container mounted itself. Nothing shows what is in them. */
  readonly unjudged: readonly Mount[];
}

/**
 * Returns the mounts of a container about which nothing else is known: whoever enters its namespace of mounts can mount an overlay of the
 * host's folders there, or a disk, and the host's own mounts show neither.
 *
 * @param hosts  the host's own mounts, without those that the engine makes for volumes
 */
export function foreignMounts(
  { mounts, inspect, hostMounts }: { readonly mounts: readonly Mount[]; readonly inspect: Inspect; readonly hostMounts: readonly Mount[] },
  hosts: readonly Mount[],
): ForeignMounts {
  const sources = mountsOf(inspect).filter(({ Type: type }) => type === 'volume').map(({ Source: source }) => source);
  const own = hostMounts.filter(({ mountPoint }) => sources.includes(mountPoint));
  const known = new Set([...hosts, ...own].map(({ device }) => device));
  const root = rootMount(mounts, inspect);
  const unknown = mounts.filter((mount) => mount !== root && !isMask(mount)
    && (isOwnNamespace(mount, inspect) || !known.has(mount.device) && !isKernelType(mount.type)));

  const [expected, left] = matched(unknown, [...OF_EVERY_CONTAINER, ...tmpfsOf(inspect)]);
  // The same file system at a further place shows nothing else, such as /dev/null in front of what is masked.
  const devices = new Set([root, ...expected].map((mount) => mount?.device));
  const foreign = left.filter(({ device }) => !devices.has(device));

  const isMissing = (place: string) => !mounts.some(({ mountPoint }) => mountPoint === place);
  const declared = mountsOf(inspect).filter(({ Type: type }) => type !== 'tmpfs').map(({ Destination: place }) => place!);
  // An image can have a link at a place, so that its mount is elsewhere.
  const [linked] = matched(foreign, tmpfsOf(inspect).filter(([, place]) => isMissing(place)).map(([type]) => [type]));
  const rest = foreign.filter((mount) => !linked.includes(mount));
  const isOnly = ({ mountPoint }: Mount) => mounts.filter((each) => each.mountPoint === mountPoint).length === 1;
  const mayBeEngines = (mount: Mount) => isOnly(mount)
    && (declared.some((place) => isWithin(mount.mountPoint, place)) || declared.some(isMissing));
  const isUnjudged = (mount: Mount) => mayMount(inspect) || mayBeEngines(mount);
  return { added: rest.filter((mount) => !isUnjudged(mount)), unjudged: rest.filter(isUnjudged) };
}

/**
 * Returns the mount of a container's root file system, if it is the one with which the engine created it. An overlay shows by its options
 * whose it is; with many layers, the engine gives relative paths.
 */
export function rootMount(mounts: readonly Mount[], { GraphDriver: driver }: Inspect): Mount | undefined {
  const first = mounts.find(({ mountPoint }) => mountPoint === '/');
  const { Name: name, Data: data } = (driver as { Name?: string; Data?: { UpperDir?: string } | null } | undefined) ?? {};
  if (first === undefined || !data?.UpperDir || !OVERLAY_DRIVERS.includes(name ?? '')) return first;
  const upper = first.options.find((option) => option.startsWith('upperdir='))?.slice('upperdir='.length);
  const isOwn = first.type === 'overlay' && upper !== undefined && `/${data.UpperDir}`.endsWith(`/${upper}`);
  return isOwn ? first : undefined;
}

/** Returns the mounts of which each is at one of the places, which count once, and the others. A place can be any with the type. */
function matched(
  mounts: readonly Mount[], places: ReadonlyArray<readonly [type: string, place?: string]>,
): [matched: Mount[], others: Mount[]] {
  const found = new Set<Mount>();
  for (const [type, place] of places) {
    const mount = mounts.find((each) => !found.has(each) && each.type === type && (place === undefined || each.mountPoint === place));
    if (mount !== undefined) found.add(mount);
  }
  return [mounts.filter((mount) => found.has(mount)), mounts.filter((mount) => !found.has(mount))];
}

/** Whether a mount hides a path of the kernel: the engine mounts an empty file system in front of it. */
function isMask({ type, mountPoint, readOnly }: Mount): boolean {
  return type === 'tmpfs' && readOnly && /^\/(proc|sys)\//.test(mountPoint);
}

/** The file systems in memory with which the engine created a container. */
export function tmpfsOf(inspect: Inspect): Array<readonly [type: string, place: string]> {
  const { Tmpfs: tmpfs } = inspect.HostConfig as { readonly Tmpfs?: Readonly<Record<string, string>> | null };
  const mounted = mountsOf(inspect).filter(({ Type: type }) => type === 'tmpfs').map(({ Destination: place }) => `${place}`);
  return [...new Set([...Object.keys(tmpfs ?? {}), ...mounted])].map((place) => ['tmpfs', place.replace(/(.)\/+$/, '$1')] as const);
}

/** Whether a mount is a namespace that a container keeps, as an engine in it does. The kernel has one device for all of them. */
export function isOwnNamespace({ type }: Mount, inspect: Inspect): boolean {
  return type === 'nsfs' && mayMount(inspect);
}

/** Whether a container can mount file systems itself: with a capability, or as root of a user namespace that it creates. */
function mayMount({ HostConfig: { Privileged: privileged, CapAdd: added, SecurityOpt: options } }: Inspect): boolean {
  const names = ((added ?? []) as string[]).map((name) => name.toUpperCase().replace(/^CAP_/, ''));
  const hasOwnProfile = ((options ?? []) as string[]).some((option) => /^seccomp[=:]./.test(option));
  return privileged === true || names.includes('SYS_ADMIN') || names.includes('ALL') || hasOwnProfile;
}
