import { blockOf, mapOf, text } from '../../engine/canonical/form';
import { canonicalPath } from '../../engine/canonical/path';
import { canonicalTmpfsOptions, MIB } from '../../engine/canonical/size';
import { integer, matching, oneOf } from '../validators';
import { Facts, host, Inspect, made, madeBlock } from './fact';
import { labels } from '../labels';

interface VolumeOptions {
  no_copy: boolean | null;
  labels: { label: string; value: string }[];
  driver_name: string | null;
  driver_options: Record<string, string> | null;
  subpath: string | null;
}
interface Mount {
  type: string;
  source: string | null;
  target: string;
  read_only: boolean | null;
  bind_options: { propagation: string | null }[];
  volume_options: VolumeOptions[];
  tmpfs_options: { size_bytes: number | null; mode: number | null }[];
}
interface Volume {
  container_path: string | null;
  host_path: string | null;
  volume_name: string | null;
  from_container: string | null;
  read_only: boolean | null;
}

const absolute = matching('an absolute path', /^\//);

/** A mount as the engine takes and gives it; any part may be missing. */
interface EngineMount {
  Type?: string;
  Source?: string;
  Target?: string;
  ReadOnly?: boolean;
  BindOptions?: { Propagation?: string };
  VolumeOptions?: {
    NoCopy?: boolean;
    Labels?: Record<string, string>;
    DriverConfig?: { Name?: string; Options?: Record<string, string> };
    Subpath?: string;
  };
  TmpfsOptions?: { SizeBytes?: number; Mode?: number };
}

function toEngine(mount: Mount): EngineMount {
  const [bind] = mount.bind_options;
  const [volume] = mount.volume_options;
  const [tmpfs] = mount.tmpfs_options;
  return {
    Type: mount.type,
    Source: mount.source ?? '',
    Target: mount.target,
    ReadOnly: mount.read_only ?? false,
    ...(bind?.propagation ? { BindOptions: { Propagation: bind.propagation } } : {}),
    ...(volume ? { VolumeOptions: volumeOptions(volume) } : {}),
    ...(tmpfs ? { TmpfsOptions: { SizeBytes: tmpfs.size_bytes ?? 0, Mode: tmpfs.mode ?? 0 } } : {}),
  };
}

function volumeOptions(volume: VolumeOptions): NonNullable<EngineMount['VolumeOptions']> {
  return {
    NoCopy: volume.no_copy ?? false,
    Labels: Object.fromEntries(volume.labels.map((one) => [one.label, one.value])),
    ...(volume.driver_name || volume.driver_options ? { DriverConfig: { Name: volume.driver_name ?? '', Options: volume.driver_options ?? {} } } : {}),
    ...(volume.subpath ? { Subpath: volume.subpath } : {}),
  };
}

function fromEngine(mount: EngineMount): Mount {
  const { BindOptions: bind, TmpfsOptions: tmpfs } = mount;
  return {
    type: mount.Type ?? '',
    source: mount.Source || null,
    target: mount.Target ?? '',
    read_only: mount.ReadOnly ?? false,
    bind_options: bind?.Propagation ? [{ propagation: bind.Propagation }] : [],
    volume_options: volumeOptionsOf(mount.VolumeOptions),
    tmpfs_options: tmpfs?.SizeBytes || tmpfs?.Mode ? [{ size_bytes: tmpfs.SizeBytes ?? 0, mode: tmpfs.Mode ?? 0 }] : [],
  };
}

/** Options that say nothing are no options. */
function volumeOptionsOf(volume: EngineMount['VolumeOptions']): VolumeOptions[] {
  const options: VolumeOptions = {
    no_copy: volume?.NoCopy ?? false,
    labels: Object.entries(volume?.Labels ?? {}).map(([label, value]) => ({ label, value })),
    driver_name: volume?.DriverConfig?.Name || null,
    driver_options: Object.keys(volume?.DriverConfig?.Options ?? {}).length > 0 ? volume!.DriverConfig!.Options! : null,
    subpath: volume?.Subpath || null,
  };
  const says = options.no_copy || options.labels.length > 0 || options.driver_name || options.driver_options || options.subpath;
  return says ? [options] : [];
}

/** There and back again: what the engine makes of a mount is its one form. */
function canonicalMount(mount: Mount): Mount {
  return { ...fromEngine(toEngine(mount)), target: canonicalPath(mount.target) };
}

/** `volumes` in the three ways that the engine takes them. */
function bindsOf(volumes: Volume[]) {
  const suffix = (volume: Volume) => volume.read_only ? ':ro' : '';
  const bound = volumes.filter((volume) => !volume.from_container && (volume.host_path || volume.volume_name));
  const anonymous = volumes.filter((volume) => !volume.from_container && !volume.host_path && !volume.volume_name);
  return {
    Binds: bound.map((volume) => `${volume.host_path || volume.volume_name}:${volume.container_path ?? ''}${suffix(volume)}`),
    VolumesFrom: volumes.filter((volume) => volume.from_container).map((volume) => `${volume.from_container}${suffix(volume)}`),
    Volumes: Object.fromEntries(anonymous.map((volume) => [volume.container_path ?? '', {}])),
  };
}

function volumesOf(inspect: Inspect): Volume[] {
  const none = { container_path: null, host_path: null, volume_name: null, from_container: null };
  const readOnly = (options: string | undefined) => options?.split(',').includes('ro') ?? false;
  return [
    ...(inspect.HostConfig.Binds ?? []).map((bind) => {
      const [source = '', target = '', options] = bind.split(':');
      return { ...none, container_path: target, [source.startsWith('/') ? 'host_path' : 'volume_name']: source, read_only: readOnly(options) };
    }),
    ...((inspect.HostConfig.VolumesFrom ?? []) as string[]).map((from) => {
      const [name = '', options] = from.split(':');
      return { ...none, from_container: name, read_only: readOnly(options) };
    }),
    ...Object.keys(inspect.Config.Volumes ?? {}).map((path) => ({ ...none, container_path: path, read_only: false })),
  ];
}

/** The container's file systems beside that of its image. All of it is made with the container. */
export const storageFacts = {
  mounts: madeBlock({
    nesting: 'set',
    description: 'A mount: of a volume, of a path of the host, or of memory. Engine API: `HostConfig.Mounts`.',
    attributes: {
      type: { type: 'string', required: true, validators: [oneOf('bind', 'volume', 'tmpfs')], description: '`volume`, `bind` (a path of the host) or `tmpfs` (memory).' },
      source: { type: 'string', optional: true, description: 'The volume\'s name, or the path on the host, which has to exist. A volume without a name is the container\'s own.' },
      target: { type: 'string', required: true, validators: [absolute], description: 'Where it is in the container.' },
      read_only: { type: 'bool', optional: true, description: 'The container may not write to it. Left out it means false.' },
    },
    blocks: {
      bind_options: {
        nesting: 'list',
        maxItems: 1,
        description: 'Options of a mount of type `bind`.',
        attributes: {
          propagation: {
            type: 'string',
            optional: true,
            validators: [oneOf('private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave')],
            description: 'Whether what is mounted below it later reaches the other side: not at all (`private`), both ways (`shared`), or from the host only (`slave`); with an `r`, for mounts within mounts, too. The engine\'s default is `rprivate`.',
          },
        },
      },
      volume_options: {
        nesting: 'list',
        maxItems: 1,
        description: 'Options of a mount of type `volume`.',
        attributes: {
          no_copy: { type: 'bool', optional: true, description: 'An empty volume is not filled with what the image has at that place. Left out it means false.' },
          driver_name: { type: 'string', optional: true, description: 'The driver that makes the volume where it does not exist. The engine\'s default is `local`.' },
          driver_options: { type: ['map', 'string'], optional: true, description: 'Options of that driver.' },
          subpath: { type: 'string', optional: true, description: 'Mounts this folder of the volume. Needs Docker Engine 26.' },
        },
        blocks: { labels: labels('Labels of the volume, where it is made here.') },
      },
      tmpfs_options: {
        nesting: 'list',
        maxItems: 1,
        description: 'Options of a mount of type `tmpfs`.',
        attributes: {
          size_bytes: { type: 'number', optional: true, validators: [integer(0, undefined, 'bytes')], description: 'Most bytes. 0 is no limit.' },
          mode: { type: 'number', optional: true, validators: [integer(0, 0o7777)], description: 'The mode of the folder, as a decimal number: 1777 in octal is 1023.' },
        },
      },
    },
    canonical: (value) => canonicalMount(value as unknown as Mount) as never,
  }, {
    place: {
      put: ({ HostConfig: hostConfig }, mounts: Mount[]) => { Object.assign(hostConfig, { Mounts: mounts.map(toEngine) }); },
      see: (inspect) => ((inspect.HostConfig as { Mounts?: EngineMount[] | null }).Mounts ?? []).map(fromEngine),
    },
  }),
  volumes: madeBlock({
    nesting: 'set',
    description: 'A mount in the older and shorter way: a volume (`volume_name`), a path of the host (`host_path`), all volumes of another container (`from_container`), or, with none of these, a nameless volume of its own. Engine API: `HostConfig.Binds`, `HostConfig.VolumesFrom`, `Config.Volumes`.',
    attributes: {
      container_path: { type: 'string', optional: true, validators: [absolute], description: 'Where it is in the container.' },
      host_path: { type: 'string', optional: true, validators: [absolute], description: 'The path on the host. The engine makes a folder of it where there is nothing.' },
      volume_name: { type: 'string', optional: true, description: 'The name of the volume. The engine makes one where there is none.' },
      from_container: { type: 'string', optional: true, description: 'The container, by name or id, whose volumes are all mounted where they are there.' },
      read_only: { type: 'bool', optional: true, description: 'The container may not write to it. Left out it means false.' },
    },
    canonical: blockOf({ container_path: text(canonicalPath), host_path: text(canonicalPath) }, { container_path: '', host_path: '', volume_name: '', from_container: '', read_only: false }),
  }, {
    place: {
      put: (body, volumes: Volume[]) => {
        const { Volumes, ...binds } = bindsOf(volumes);
        body.Volumes = Volumes;
        Object.assign(body.HostConfig, binds);
      },
      see: volumesOf,
    },
  }),
  tmpfs: made(['map', 'string'], {
    canonical: mapOf(canonicalTmpfsOptions),
    description: 'File systems in memory: the place in the container, and the mount options, such as "rw,size=64m" or "".',
    at: host('Tmpfs'),
  }),
  shm_size: made('number', {
    computed: true,
    validators: [integer(1, undefined, 'MiB')],
    description: 'Size of /dev/shm, in MiB. The default is the engine\'s: 64, unless its daemon.json says otherwise.',
    at: host('ShmSize', { encode: (value: number) => value * MIB, decode: (seen: number) => seen / MIB }),
  }),
  storage_opts: made(['map', 'string'], { description: 'Options of the storage driver, such as `size`. What there is depends on the engine\'s storage driver.', at: host('StorageOpt') }),
} satisfies Facts;
