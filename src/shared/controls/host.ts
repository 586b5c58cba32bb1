import { HostPath } from './host-path';
import { chain } from './lattice';
import { bindPropagates } from './propagation';
import { readFrom, Reader } from './reader';
import { asGiven, control, either } from './row';
import { exposedSocket, isEngineSocket } from './sensitive-paths';
import { isShared } from './shared-folder';
import { hostPathsOfVolume, isRemote, withKnownValues } from './volume-path';

/** Which files of the host a container sees. */
export const HOST_CONTROLS = {
  engine_socket: control({
    title: 'Engine socket',
    summary: 'Whether the container sees the socket that controls the engine.',
    reason: 'Whoever can use the socket is root on the host.',
    caveat: 'A socket is not recognized if it was renamed, or if it is at a path where no engine listens by default.',
    cis: ['5.32'],
    pss: 'HostPath Volumes',
    lattice: chain('any', 'absent'),
    form: 'level',
    observation: readFrom(['mounts', 'volumes'], (container) =>
      readHostPaths(container).some(({ path }) => exposedSocket(path, container.options.engineSocket) !== undefined) ? 'any' : 'absent'),
    baseline: 'absent',
    remedy: {
      construct: 'Mount a folder that does not contain the socket',
      resource: 'Mount neither the engine\'s socket nor a folder that contains it.',
    },
    prop: {
      name: 'engineSocket',
      type: 'boolean',
      docs: 'Whether a container may see the engine\'s socket.',
      convert: either('any', 'absent'),
    },
  }),

  host_paths: control({
    title: 'Host paths',
    summary: 'Which paths of the host the container sees.',
    reason: 'Some files of the host make whoever reads or writes them root there. Only the owner of the host knows which are safe.',
    caveat: 'Between the check of a path and the start of the container, a user of the host can replace a folder by a symbolic link. The '
      + 'provider therefore checks the mounts again after the start, and removes the container if they are not allowed.',
    cis: ['5.6'],
    pss: 'HostPath Volumes',
    lattice: chain('any', 'shared', 'none'),
    form: 'level',
    values: '`shared`: paths in the folders that the host shares, read-only unless it shares them otherwise, and mounted so that nothing '
      + 'that is mounted below them on the host later appears in the container. A volume that binds such a path for writing counts only '
      + 'if its mount has `no_copy`, since the engine would fill it with files of the image. Volumes with a file system of a server '
      + '(NFS, CIFS) count as a path that no host shares, since the host mounts them through its own network.',
    observation: readFrom(['mounts', 'volumes'], (container) => {
      const { engineSocket, sharedFolders, engineFolders } = container.options;
      // The control above judges a mount of the socket.
      const paths = readHostPaths(container).filter(({ path }) => !isEngineSocket(path, engineSocket));
      if (paths.length === 0) return 'none';
      return paths.every((path) => isShared(path, sharedFolders, engineFolders)) ? 'shared' : 'any';
    }),
    baseline: 'shared',
    restricted: 'none',
    remedy: {
      construct: 'Use a volume',
      resource: (wanted) => wanted === 'none'
        ? 'Use a named volume instead of the path of the host.'
        : 'Use a named volume instead of the path of the host, or share its folder: `share=<folder>` in `isolation_policy`, and '
          + '`shared_folders` in a floor. Unless it is shared for writing, mount it read-only. A volume that binds it needs '
          + '`o = "bind,ro,private"`. Shared for writing, it needs `o = "bind,private"`, and `no_copy = true` in `volume_options` of a '
          + 'block `mounts` (a block `volumes` has no such setting).',
    },
    prop: {
      name: 'hostPaths',
      type: 'HostPaths',
      docs: 'Which paths of the host a container may see.',
      convert: asGiven<'any' | 'shared' | 'none'>,
    },
  }),
};

/** Returns the paths of the host that a container sees and that are known, whatever way they come. */
export function readHostPaths(container: Reader<'mounts' | 'volumes'>): HostPath[] {
  const known = (value: unknown) => typeof value === 'string' && value !== '' && !container.options.isUnknown(value);
  const mounts = container.blocks('mounts').flatMap((mount) => pathsOfMount(mount, container));
  const volumes = container.blocks('volumes').map(({ host_path: path, volume_name: name, ...options }) => ({
    // To the engine, a name that begins with a slash is a path.
    path: known(path) || !String(name ?? '').startsWith('/') ? path : name,
    // The engine writes an SELinux label to all files, whatever the container may do.
    readOnly: options.read_only === true && !known(options.selinux_relabel),
  }));
  return [...mounts, ...volumes].filter((mount): mount is HostPath => known(mount.path));
}

/**
 * Returns the paths of the host that a mount shows. A volume is read-only only by its own options: the engine fills an empty volume with
 * the image's files when it creates the container, also if the mount is read-only.
 */
function pathsOfMount(
  { type, source, read_only: readOnly, bind_options: bind, volume_options: options }: Record<string, unknown>,
  container: Reader<'mounts' | 'volumes'>,
): Array<Omit<HostPath, 'path'> & { readonly path: unknown }> {
  if (type === 'bind') {
    const propagates = blocksOf(bind).some(({ propagation }) => !container.options.isUnknown(propagation) && bindPropagates(propagation));
    return [{ path: source, readOnly: readOnly === true, ...(propagates && { propagates }) }];
  }
  return blocksOf(options).flatMap(({ driver_name: driver, driver_options: driverOptions, no_copy: noCopy }) => {
    if (typeof driverOptions !== 'object' || driverOptions === null || container.options.isUnknown(driverOptions)) return [];
    const paths = hostPathsOfVolume({ driver, options: withKnownValues(driverOptions, (value) => !container.options.isUnknown(value)) });
    return paths.map((path) => withFilling(path, noCopy === true || container.options.isUnknown(noCopy)));
  });
}

/**
 * Returns a path that a volume shows, as a mount of the volume shows it: the engine does not fill what is read-only. What it fills on
 * another machine is no path of this one.
 */
export function withFilling<T extends HostPath>(path: T, noCopy: boolean): T {
  return path.readOnly || noCopy || isRemote(path.path) ? path : { ...path, filled: true };
}

/** Describes the mounts of a container that sees these paths of the host, and nothing else. */
export function mountsOfPaths(paths: readonly HostPath[]): { readonly mounts: readonly object[]; readonly volumes: readonly object[] } {
  return { mounts: paths.map(mountOfPath), volumes: [] };
}

function mountOfPath({ path, readOnly, propagates, filled }: HostPath): object {
  if (!filled) return { type: 'bind', source: path, read_only: readOnly, ...(propagates && { bind_options: [{ propagation: 'rslave' }] }) };
  // Only a volume is filled.
  const options = { o: propagates ? 'bind' : 'bind,private', device: path };
  return { type: 'volume', volume_options: [{ driver_name: 'local', driver_options: options }] };
}

/** Returns the elements of repeated blocks, or the only block. */
function blocksOf(value: unknown): Array<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return [];
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'object' && each !== null);
}
