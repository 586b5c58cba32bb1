import { madeBlock } from './fact';
import { canonicalPath } from '../../../engine/canonical/path';
import { isMadeByRule } from '../../../virtual-host/anonymous-volumes';
import { labels } from '../../shared/labels';
import { integer, matching, oneOf } from '../../shared/validators';

const absolute = matching('an absolute path', /^\//);

interface BindOptions {
  propagation: string | null;
  create_mountpoint: boolean | null;
  non_recursive: boolean | null;
  read_only_non_recursive: boolean | null;
  read_only_force_recursive: boolean | null;
}
interface VolumeOptions {
  no_copy: boolean | null;
  labels: { label: string; value: string }[];
  driver_name: string | null;
  driver_options: Record<string, string> | null;
  subpath: string | null;
}
export interface Mount {
  type: string;
  source: string | null;
  target: string;
  read_only: boolean | null;
  bind_options: BindOptions[];
  volume_options: VolumeOptions[];
  tmpfs_options: { size_bytes: number | null; mode: number | null; options: string[] | null }[];
}

/** A mount in the Engine API. Any part may be missing. */
interface EngineMount {
  Type?: string;
  Source?: string;
  Target?: string;
  ReadOnly?: boolean;
  BindOptions?: {
    Propagation?: string;
    CreateMountpoint?: boolean;
    NonRecursive?: boolean;
    ReadOnlyNonRecursive?: boolean;
    ReadOnlyForceRecursive?: boolean;
  };
  VolumeOptions?: {
    NoCopy?: boolean;
    Labels?: Record<string, string>;
    DriverConfig?: { Name?: string; Options?: Record<string, string> };
    Subpath?: string;
  };
  TmpfsOptions?: { SizeBytes?: number; Mode?: number; Options?: string[][] };
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
    ...(bind && hasAnySet(bind) ? { BindOptions: bindOptions(bind) } : {}),
    ...(volume ? { VolumeOptions: volumeOptions(volume) } : {}),
    ...(tmpfs ? { TmpfsOptions: { SizeBytes: tmpfs.size_bytes ?? 0, Mode: tmpfs.mode ?? 0, ...tmpfsFlags(tmpfs.options) } } : {}),
  };
}

function hasAnySet(options: object): boolean {
  return Object.values(options).some(Boolean);
}

function bindOptions(bind: BindOptions): NonNullable<EngineMount['BindOptions']> {
  return {
    ...(bind.propagation ? { Propagation: bind.propagation } : {}),
    ...(bind.create_mountpoint ? { CreateMountpoint: true } : {}),
    ...(bind.non_recursive ? { NonRecursive: true } : {}),
    ...(bind.read_only_non_recursive ? { ReadOnlyNonRecursive: true } : {}),
    ...(bind.read_only_force_recursive ? { ReadOnlyForceRecursive: true } : {}),
  };
}

function bindOptionsOf(bind: EngineMount['BindOptions']): BindOptions[] {
  const options: BindOptions = {
    propagation: bind?.Propagation || null,
    create_mountpoint: bind?.CreateMountpoint ?? false,
    non_recursive: bind?.NonRecursive ?? false,
    read_only_non_recursive: bind?.ReadOnlyNonRecursive ?? false,
    read_only_force_recursive: bind?.ReadOnlyForceRecursive ?? false,
  };
  return hasAnySet(options) ? [options] : [];
}

/** Converts options such as `noexec` and `uid=1000` to the lists of one or two that the engine expects. */
function tmpfsFlags(options: string[] | null): { Options?: string[][] } {
  if (!options?.length) return {};
  return { Options: [...options].sort().map((option) => /^([^=]+)=(.*)$/s.exec(option)?.slice(1) ?? [option]) };
}

function volumeOptions(volume: VolumeOptions): NonNullable<EngineMount['VolumeOptions']> {
  return {
    NoCopy: volume.no_copy ?? false,
    Labels: Object.fromEntries(volume.labels.map((one) => [one.label, one.value])),
    ...(volume.driver_name || volume.driver_options
      ? { DriverConfig: { Name: volume.driver_name ?? '', Options: volume.driver_options ?? {} } }
      : {}),
    ...(volume.subpath ? { Subpath: volume.subpath } : {}),
  };
}

function fromEngine(mount: EngineMount): Mount {
  const { TmpfsOptions: tmpfs } = mount;
  return {
    type: mount.Type ?? '',
    source: mount.Source || null,
    target: mount.Target ?? '',
    read_only: mount.ReadOnly ?? false,
    bind_options: bindOptionsOf(mount.BindOptions),
    volume_options: volumeOptionsOf(mount.VolumeOptions),
    tmpfs_options: tmpfs?.SizeBytes || tmpfs?.Mode || tmpfs?.Options?.length
      ? [{ size_bytes: tmpfs.SizeBytes ?? 0, mode: tmpfs.Mode ?? 0, options: (tmpfs.Options ?? []).map((option) => option.join('=')) }]
      : [],
  };
}

/** Returns no block if all options have their defaults. */
function volumeOptionsOf(volume: EngineMount['VolumeOptions']): VolumeOptions[] {
  const options: VolumeOptions = {
    no_copy: volume?.NoCopy ?? false,
    labels: Object.entries(volume?.Labels ?? {}).map(([label, value]) => ({ label, value })),
    driver_name: volume?.DriverConfig?.Name || null,
    driver_options: Object.keys(volume?.DriverConfig?.Options ?? {}).length > 0 ? volume!.DriverConfig!.Options! : null,
    subpath: volume?.Subpath || null,
  };
  const isSet = options.no_copy || options.labels.length > 0 || options.driver_name || options.driver_options || options.subpath;
  return isSet ? [options] : [];
}

/** The canonical form of a mount: converted to the Engine API and back. */
function canonicalMount(mount: Mount): Mount {
  return { ...fromEngine(toEngine(mount)), target: canonicalPath(mount.target) };
}

function flag(description: string) {
  return { type: 'bool', optional: true, description: `${description} The default is false.` } as const;
}

/**
 * Mounts. A change replaces the container. Not supported: options for other systems (`npipe`, `Consistency`) or only for swarm
 * services (`cluster`), and mounts of images, which the API version in use does not have yet.
 */
export const mounts = madeBlock({
  nesting: 'set',
  description: 'A mount of a volume, of a host path, or of a tmpfs. Engine API: `HostConfig.Mounts`.',
  attributes: {
    type: {
      type: 'string',
      required: true,
      validators: [oneOf('bind', 'volume', 'tmpfs')],
      description: 'The type: `volume`, `bind` (a host path) or `tmpfs` (memory).',
    },
    source: {
      type: 'string',
      optional: true,
      description: 'The name of the volume, or the path on the host, which has to exist. '
        + 'Without a name, the volume is anonymous and belongs to the container.',
    },
    target: { type: 'string', required: true, validators: [absolute], description: 'The path in the container.' },
    read_only: { type: 'bool', optional: true, description: 'Makes the mount read-only. The default is false.' },
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
          description: 'Whether later mounts below it propagate to the other side: '
            + 'never (`private`), both ways (`shared`), or only from the host (`slave`). With the prefix `r`, this includes nested mounts. '
            + 'The engine\'s default is `rprivate`.',
        },
        create_mountpoint: flag('Creates a folder at `source` if the path does not exist. Needs Docker Engine 23.'),
        non_recursive: flag('Excludes nested mounts of `source`.'),
        read_only_non_recursive: flag('With `read_only`: keeps nested mounts of `source` writable. Needs Docker Engine 25.'),
        read_only_force_recursive: flag(
          'With `read_only`: refuses to start the container if the kernel can\'t make nested mounts of `source` read-only, too. '
          + 'Needs Docker Engine 25 and the propagation `rprivate`.',
        ),
      },
    },
    volume_options: {
      nesting: 'list',
      maxItems: 1,
      description: 'Options of a mount of type `volume`.',
      attributes: {
        no_copy: {
          type: 'bool',
          optional: true,
          description: 'Does not fill an empty volume with the image\'s content at `target`. The default is false.',
        },
        driver_name: {
          type: 'string',
          optional: true,
          description: 'The driver that creates the volume if it does not exist. The engine\'s default is `local`.',
        },
        driver_options: { type: ['map', 'string'], optional: true, mayHaveSecrets: true, description: 'Options of that driver.' },
        subpath: { type: 'string', optional: true, description: 'Mounts only this folder of the volume. Needs Docker Engine 26.' },
      },
      blocks: { labels: labels('A label of the volume, if the engine creates it for this mount.') },
    },
    tmpfs_options: {
      nesting: 'list',
      maxItems: 1,
      description: 'Options of a mount of type `tmpfs`.',
      attributes: {
        size_bytes: {
          type: 'number',
          optional: true,
          validators: [integer(0, undefined, 'bytes')],
          description: 'Maximum size in bytes. 0 is no limit.',
        },
        mode: {
          type: 'number',
          optional: true,
          validators: [integer(0, 0o7777)],
          description: 'The file mode of the folder, as a decimal number: 1777 in octal is 1023.',
        },
        options: {
          type: ['set', 'string'],
          optional: true,
          description: 'Additional mount options, such as `noexec` or `uid=1000`. Needs Docker Engine 27.',
        },
      },
    },
  },
  canonical: (value) => canonicalMount(value as unknown as Mount) as never,
}, {
  place: {
    put: ({ HostConfig: hostConfig }, blocks: Mount[]) => { Object.assign(hostConfig, { Mounts: blocks.map(toEngine) }); },
    read: (inspect) => ((inspect.HostConfig as { Mounts?: EngineMount[] | null }).Mounts ?? [])
      .filter((mount) => !isMadeByRule(mount)).map(fromEngine),
  },
});
