import { posix } from 'node:path';
import Dockerode from 'dockerode';
import { foreignMounts, ForeignMounts, isOwnNamespace, rootMount } from './foreign-mounts';
import { Mount } from './mountinfo';
import { HostPath, isWithin } from '../../src/shared/controls/host-path';
import { pathsOfType } from '../../src/shared/controls/volume-path';

/**
 * Returns the path of a container's mount on the host, by the host's mounts. If the host has not mounted the file system, returns
 * the path inside that file system, since no other is known.
 */
export function hostPathOf(mount: Mount, host: readonly Mount[]): string {
  const candidates = host.filter(({ device, root }) => device === mount.device && isWithin(mount.root, root));
  const [nearest] = candidates.sort((one, other) => other.root.length - one.root.length);
  if (nearest === undefined) return mount.root;
  const rest = nearest.root === '/' ? mount.root : mount.root.slice(nearest.root.length);
  return `${nearest.mountPoint === '/' ? '' : nearest.mountPoint}${rest === '/' ? '' : rest}` || '/';
}

/** The devices that every container has. In a user namespace, where a runtime can't create devices, it mounts those of the host. */
const ORDINARY_DEVICES: readonly string[] = ['/null', '/zero', '/full', '/random', '/urandom', '/tty'];

/**
 * Whether a mount is a device that every container has: at its usual place, or the empty device in front of what is masked below /proc and
 * /sys.
 */
export function isOrdinaryDevice({ type, root, mountPoint }: Mount): boolean {
  if (type !== 'devtmpfs' || !ORDINARY_DEVICES.includes(root)) return false;
  return mountPoint === `/dev${root}` || root === '/null' && /^\/(proc|sys)\//.test(mountPoint);
}

/**
 * Where the engine mounts its init program, read-only, into a container with `HostConfig.Init` (moby, daemon/oci_linux.go). In most images,
 * /sbin is a link to /usr/sbin.
 */
const INIT_PROGRAMS: readonly string[] = ['/sbin/docker-init', '/usr/sbin/docker-init'];

/** Where the engine mounts the control groups of a container. */
const CONTROL_GROUPS = '/sys/fs/cgroup';

/** Whether a mount is the kernel's /sys, read-only: with the network of the host, a container has that of the host. */
function isSysOfHostNetwork({ type, mountPoint, readOnly }: Mount, { HostConfig: settings }: Dockerode.ContainerInspectInfo): boolean {
  return settings.NetworkMode === 'host' && type === 'sysfs' && mountPoint === '/sys' && readOnly;
}

/** What the kernel shows of the mounts of one container. */
export interface MountEvidence {
  /** The mounts of its process. */
  readonly mounts: readonly Mount[];
  /** The mounts of the host. */
  readonly hostMounts: readonly Mount[];
  readonly inspect: Dockerode.ContainerInspectInfo;
  /** The engine's data directory. */
  readonly folder: string;
  /** The sockets of the engine on the host. One is itself wherever the host has mounted it, under whatever name. */
  readonly sockets: readonly string[];
}

/** Returns whether a mount is one that the engine itself adds to a container: by its place, and by what it shows. */
function isEngines({ mountPoint, path }: SeenPath, { inspect, folder }: MountEvidence): boolean {
  const { Id: id, HostConfig: { IpcMode: ipc = '' }, Mounts: mounts } = inspect;
  const files: Readonly<Record<string, string | undefined>> = {
    '/etc/resolv.conf': inspect.ResolvConfPath, '/etc/hostname': inspect.HostnamePath, '/etc/hosts': inspect.HostsPath,
  };
  if (files[mountPoint] === path) return true;
  if (mountPoint === '/dev/shm') {
    const owner = ipc.startsWith('container:') ? '[0-9a-f]{64}' : id;
    if (new RegExp(`^/containers/${owner}/mounts/shm$`).test(path.slice(folder.length)) && path.startsWith(folder)) return true;
  }
  // The configs and secrets of a task, wherever its service has them.
  const secrets = `${folder}/containers/${id}/mounts/secrets/`;
  if (path.startsWith(secrets) && /^[a-z0-9]+$/.test(path.slice(secrets.length))) return true;
  // Part of a volume is a mount, too, since Engine 26.
  const isVolumes = ({ Type: type, Source: source, Destination: target }: typeof mounts[number]) =>
    type === 'volume' && target === mountPoint && path.startsWith(`${folder}/volumes/`) && isWithin(path, source);
  return (mounts as typeof mounts | undefined ?? []).some(isVolumes);
}

/** A path inside a file system. */
interface InnerPath {
  readonly device: string;
  readonly path: string;
}

/** Returns where a path of the host is inside its file system, or undefined if the mounts are not known. */
export function innerPath(path: string, hostMounts: readonly Mount[]): InnerPath | undefined {
  const around = hostMounts.filter(({ mountPoint }) => isWithin(path, mountPoint));
  const nearest = around.sort((one, other) => one.mountPoint.length - other.mountPoint.length).at(-1);
  return nearest && { device: nearest.device, path: posix.join(nearest.root, path.slice(nearest.mountPoint.length)) };
}

/**
 * Returns the path in the engine's folder for a path inside a file system: the host can have mounted that folder at another place, too.
 * Returns the engine's folder for one around it.
 */
export function inEngineFolder({ device, path }: InnerPath, folder: string, hostMounts: readonly Mount[]): string | undefined {
  const inner = innerPath(folder, hostMounts);
  if (inner?.device !== device) return undefined;
  if (isWithin(path, inner.path)) return posix.join(folder, posix.relative(inner.path, path));
  return isWithin(inner.path, path) ? folder : undefined;
}

/**
 * Returns the mounts of the host without what the engine mounts for a volume. Otherwise a volume that binds a path, of any container,
 * would make that path look like the folder of a volume, also where another container binds it.
 */
function withoutVolumes({ hostMounts, folder }: MountEvidence): Mount[] {
  return hostMounts.filter(({ mountPoint }) => !mountPoint.startsWith(`${folder}/volumes/`));
}

/** Returns the mounts of a process with file systems that neither the host nor the engine has mounted. */
export function foreignMountsOf(evidence: MountEvidence): ForeignMounts {
  return foreignMounts(evidence, withoutVolumes(evidence));
}

/**
 * Returns the paths of the host that a process sees: mounts of the host's file systems, except those that the engine itself adds. A file
 * system that was added to the container, and that the host has not mounted, can show any file.
 */
export function mountedHostPaths(evidence: MountEvidence): HostPath[] {
  const { mounts, hostMounts, inspect, folder, sockets } = evidence;
  const hostsOwn = withoutVolumes(evidence);
  const innerSockets = sockets.map((path) => ({ path, inner: innerPath(path, hostsOwn) }));
  const devices = new Set(hostsOwn.map(({ device }) => device));
  const devicesOfVolumes = new Set(hostMounts.map(({ device }) => device));
  const pathOf = (mount: Mount): string[] => {
    if (devices.has(mount.device)) {
      const path = hostPathOf(mount, hostsOwn);
      const engines = inEngineFolder({ device: mount.device, path: mount.root }, folder, hostsOwn);
      return engines === undefined || isWithin(folder, path) ? [path] : [engines];
    }
    // A file system that only a volume mounts, such as a disk, can have any file of the host.
    return devicesOfVolumes.has(mount.device) ? pathsOfType(mount.type, mount.root) : [];
  };
  // At most one: the engine mounts it once, so anything else at these places comes from elsewhere.
  const isInit = ({ mountPoint, readOnly }: Mount) => readOnly && INIT_PROGRAMS.includes(mountPoint);
  // Null if daemon.json decides. Then a mount that the engine reports is none of its own.
  const isReported = () => (inspect.Mounts ?? []).some(({ Destination: path }) => INIT_PROGRAMS.includes(path));
  const init = inspect.HostConfig.Init ?? !isReported() ? mounts.find(isInit) : undefined;
  const root = rootMount(mounts, inspect);
  const { added } = foreignMountsOf(evidence);
  const seen = mounts
    .filter((mount) => mount !== init && mount !== root && !added.includes(mount) && !isOrdinaryDevice(mount))
    .filter(({ type, mountPoint }) => !(type.startsWith('cgroup') && isWithin(mountPoint, CONTROL_GROUPS)))
    .filter((mount) => !isSysOfHostNetwork(mount, inspect) && !isOwnNamespace(mount, inspect))
    .flatMap((mount) => pathOf(mount).map((path) => ({ ...mount, path })))
    .filter((mount) => !isEngines(mount, evidence));
  const paths = seen.map((mount) => (
    { path: carrierOf(mount, seen).path, readOnly: mount.readOnly, ...(mount.propagates && { propagates: true }) }));
  const shown = seen.flatMap((mount) => innerSockets
    .filter(({ inner }) => inner?.device === mount.device && inner.path === mount.root)
    .map(({ path }) => ({ path, readOnly: mount.readOnly })));
  return [...paths, ...shown, ...added.map(({ readOnly }) => ({ path: '/', readOnly }))];
}

/** A path of the host, and where a container sees it. */
interface SeenPath {
  readonly path: string;
  readonly mountPoint: string;
}

/**
 * Returns the mount that brought another one along: what is mounted below a folder on the host comes with a recursive mount of the folder.
 * Returns the mount itself if it came by itself.
 */
function carrierOf(mount: SeenPath, all: readonly SeenPath[]): SeenPath {
  const isCarrier = ({ path, mountPoint }: SeenPath) => mountPoint !== mount.mountPoint && isWithin(mount.mountPoint, mountPoint)
    && posix.join(path, mount.mountPoint.slice(mountPoint.length)) === mount.path;
  const carriers = all.filter(isCarrier);
  return carriers.sort((one, other) => one.mountPoint.length - other.mountPoint.length)[0] ?? mount;
}
