import { chain } from './lattice';
import { readFrom, Reader } from './reader';
import { asGiven, control, either } from './row';
import { exposedSocket, isSensitive } from './sensitive-paths';
import { hostPathOfVolume, isReadOnlyVolume } from './volume-path';

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
    reason: 'A container must not write to the files that the machine runs on.',
    cis: ['5.6'],
    pss: 'HostPath Volumes',
    lattice: chain('any', 'harmless', 'none'),
    form: 'level',
    observation: readFrom(['mounts', 'volumes'], (container) => {
      const paths = readHostPaths(container);
      return paths.length === 0 ? 'none' : paths.some(({ path, readOnly }) => !readOnly && isSensitive(path)) ? 'any' : 'harmless';
    }),
    baseline: 'harmless',
    restricted: 'none',
    remedy: {
      construct: 'Use a volume',
      resource: 'Use a named volume instead of the path of the host, or mount it read-only if that is enough.',
    },
    prop: {
      name: 'hostPaths',
      type: 'HostPaths',
      docs: 'Which paths of the host a container may see.',
      convert: asGiven<'any' | 'harmless' | 'none'>,
    },
  }),
};

export interface HostPath {
  readonly path: string;
  readonly readOnly: boolean;
}

/** Returns the paths of the host that a container sees and that are known, whatever way they come. */
export function readHostPaths(container: Reader<'mounts' | 'volumes'>): HostPath[] {
  const known = (value: unknown) => typeof value === 'string' && value !== '' && !container.options.isUnknown(value);
  const mounts = container.blocks('mounts').flatMap((mount) => pathsOfMount(mount, container));
  const volumes = container.blocks('volumes').map(({ host_path: path, volume_name: name, read_only: readOnly }) =>
    // To the engine, a name that begins with a slash is a path.
    ({ path: known(path) || !String(name ?? '').startsWith('/') ? path : name, readOnly: readOnly === true }));
  return [...mounts, ...volumes].filter((mount): mount is HostPath => known(mount.path));
}

function pathsOfMount(
  { type, source, read_only: readOnly, volume_options: options }: Record<string, unknown>, container: Reader<'mounts' | 'volumes'>,
): Array<{ readonly path: unknown; readonly readOnly: boolean }> {
  if (type === 'bind') return [{ path: source, readOnly: readOnly === true }];
  return blocksOf(options).flatMap(({ driver_options: driverOptions }) => {
    if (typeof driverOptions !== 'object' || driverOptions === null || container.options.isUnknown(driverOptions)) return [];
    const known = Object.fromEntries(Object.entries(driverOptions).filter(([, value]) => !container.options.isUnknown(value)));
    const path = hostPathOfVolume(known);
    return path === undefined ? [] : [{ path, readOnly: readOnly === true || isReadOnlyVolume(known) }];
  });
}

/** Returns the elements of repeated blocks, or the only block. */
function blocksOf(value: unknown): Array<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return [];
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'object' && each !== null);
}
