import { Facts, host, Inspect, made, madeBlock } from './fact';
import { mounts } from './mounts';
import { blockOf, mapOf, text } from '../../../engine/canonical/form';
import { canonicalPath } from '../../../engine/canonical/path';
import { canonicalStorageSize, canonicalTmpfsOptions, MIB } from '../../../engine/canonical/size';
import { integer, matching } from '../../shared/validators';

export interface Volume {
  container_path: string | null;
  host_path: string | null;
  volume_name: string | null;
  from_container: string | null;
  read_only: boolean | null;
  selinux_relabel: string | null;
}

const absolute = matching('an absolute path', /^\//);
/** An engine takes what begins with a dot for a relative path, and has none. */
const nameOrPath = matching('the name of a volume, which begins with a letter or digit, or an absolute path of the host', /^(?![.:])/);
/** In a bind, a mode follows the path after a colon. */
const withoutMode = matching('an absolute path without ":"', /^\/[^:]*$/);

/** Converts `volumes` to the three forms that the Engine API has for them. */
function bindsOf(volumes: Volume[]) {
  const suffix = ({ read_only: readOnly, selinux_relabel: relabel }: Volume) =>
    [...(readOnly ? ['ro'] : []), ...(relabel ? [relabel] : [])].join(',').replace(/^(?=.)/, ':');
  const bound = volumes.filter((volume) => !volume.from_container && (volume.host_path || volume.volume_name));
  const anonymous = volumes.filter((volume) => !volume.from_container && !volume.host_path && !volume.volume_name);
  return {
    Binds: bound.map((volume) => `${volume.host_path || volume.volume_name}:${volume.container_path ?? ''}${suffix(volume)}`),
    VolumesFrom: volumes.filter((volume) => volume.from_container).map((volume) => `${volume.from_container}${suffix(volume)}`),
    Volumes: Object.fromEntries(anonymous.map((volume) => [volume.container_path ?? '', {}])),
  };
}

function volumesOf(inspect: Inspect): Volume[] {
  const none = { container_path: null, host_path: null, volume_name: null, from_container: null, selinux_relabel: null };
  const optionsFrom = (options = '') => {
    const words = options.split(',');
    return { read_only: words.includes('ro'), selinux_relabel: words.find((word) => /^z$/i.test(word)) ?? null };
  };
  return [
    ...(inspect.HostConfig.Binds ?? []).map((bind) => {
      const [source = '', target = '', options] = bind.split(':');
      return { ...none, container_path: target, [source.startsWith('/') ? 'host_path' : 'volume_name']: source, ...optionsFrom(options) };
    }),
    ...((inspect.HostConfig.VolumesFrom ?? []) as string[]).map((from) => {
      const [name = '', options] = from.split(':');
      return { ...none, from_container: name, ...optionsFrom(options) };
    }),
    ...Object.keys(inspect.Config.Volumes ?? {}).map((path) => ({ ...none, container_path: path, read_only: false })),
  ];
}

/** The container's storage in addition to its image. A change replaces the container. */
export const storageFacts = {
  mounts,
  volumes: madeBlock({
    nesting: 'set',
    description: 'A mount in the older, shorter form: a volume (`volume_name`), a host path (`host_path`), all volumes of another '
      + 'container (`from_container`), or, without any of these, an anonymous volume. '
      + 'Engine API: `HostConfig.Binds`, `HostConfig.VolumesFrom`, `Config.Volumes`.',
    attributes: {
      container_path: { type: 'string', optional: true, validators: [withoutMode], description: 'The path in the container.' },
      host_path: {
        type: 'string',
        optional: true,
        validators: [absolute],
        description: 'The path on the host. The engine creates a folder if it does not exist.',
      },
      volume_name: {
        type: 'string',
        optional: true,
        validators: [nameOrPath],
        description: 'The name of the volume. The engine creates it if it does not exist.',
      },
      from_container: {
        type: 'string',
        optional: true,
        description: 'The name or id of a container. All its volumes are mounted at the same paths.',
      },
      read_only: { type: 'bool', optional: true, description: 'Makes the mount read-only. The default is false.' },
      selinux_relabel: {
        type: 'string',
        optional: true,
        validators: [matching('"z" or "Z"', /^[zZ]?$/)],
        description: 'Relabels the content for SELinux, so that only this container (`Z`) or all containers (`z`) may use it. '
          + 'By default, the label does not change.',
      },
    },
    canonical: blockOf(
      { container_path: text(canonicalPath), host_path: text(canonicalPath) },
      { container_path: '', host_path: '', volume_name: '', from_container: '', read_only: false, selinux_relabel: '' },
    ),
  }, {
    place: {
      put: (body, volumes: Volume[]) => {
        const { Volumes, ...binds } = bindsOf(volumes);
        body.Volumes = Volumes;
        Object.assign(body.HostConfig, binds);
      },
      read: volumesOf,
    },
  }),
  volume_driver: made('string', {
    unset: '',
    description: 'The driver that creates the volumes in `volumes` that do not exist. "" is `local`.',
    at: host('VolumeDriver'),
  }),
  tmpfs: made(['map', 'string'], {
    canonical: mapOf(canonicalTmpfsOptions),
    description: 'tmpfs mounts, in memory: from the path in the container to the mount options, such as "rw,size=64m" or "".',
    at: host('Tmpfs'),
  }),
  shm_size: made('number', {
    computed: true,
    validators: [integer(1, undefined, 'MiB')],
    description: 'Size of /dev/shm in MiB. The default is the engine\'s: 64, unless its daemon.json sets another.',
    at: host('ShmSize', { encode: (value: number) => value * MIB, decode: (actual: number) => actual / MIB }),
  }),
  storage_opts: made(['map', 'string'], {
    // `size` is the only option that an engine supports.
    canonical: mapOf(canonicalStorageSize),
    description: 'Options of the engine\'s storage driver. `size`, such as "10G", limits the size of the root file system. '
      + 'It is supported by `overlay2` on XFS mounted with `pquota`, by `btrfs` and by `zfs`.',
    at: host('StorageOpt'),
  }),
} satisfies Facts;
