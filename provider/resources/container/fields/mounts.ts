import { madeBlock } from './fact';
import { canonicalPath } from '../../../engine/canonical/path';
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

/** A mount as the engine takes and gives it; any part may be missing. */
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
    ...(bind && saysAnything(bind) ? { BindOptions: bindOptions(bind) } : {}),
    ...(volume ? { VolumeOptions: volumeOptions(volume) } : {}),
    ...(tmpfs ? { TmpfsOptions: { SizeBytes: tmpfs.size_bytes ?? 0, Mode: tmpfs.mode ?? 0, ...tmpfsFlags(tmpfs.options) } } : {}),
  };
}

function saysAnything(options: object): boolean {
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
  return saysAnything(options) ? [options] : [];
}

/** `noexec` and `uid=1000`, which the engine takes as lists of one and of two. */
function tmpfsFlags(options: string[] | null): { Options?: string[][] } {
  if (!options?.length) return {};
  return { Options: [...options].sort().map((option) => /^([^=]+)=(.*)$/s.exec(option)?.slice(1) ?? [option]) };
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

function flag(description: string) {
  return { type: 'bool', optional: true, description: `${description} Left out it means false.` } as const;
}

/**
 * Mounts, made with the container. Left out are what is for other systems (`npipe`, `Consistency`) or for swarm's
 * services only (`cluster`), and mounts of images, of which the API that is spoken knows nothing yet.
 */
export const mounts = madeBlock({
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
        create_mountpoint: flag('The engine makes a folder of `source` where there is nothing. Needs Docker Engine 23.'),
        non_recursive: flag('What is mounted within `source` stays out.'),
        read_only_non_recursive: flag('With `read_only`: what is mounted within `source` may be written to all the same. Needs Docker Engine 25.'),
        read_only_force_recursive: flag('With `read_only`: refuses to start the container where the kernel can\'t make what is mounted within `source` read-only, too. Needs Docker Engine 25, and a propagation of `rprivate`.'),
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
        options: { type: ['set', 'string'], optional: true, description: 'Further mount options, such as `noexec` or `uid=1000`. Needs Docker Engine 27.' },
      },
    },
  },
  canonical: (value) => canonicalMount(value as unknown as Mount) as never,
}, {
  place: {
    put: ({ HostConfig: hostConfig }, given: Mount[]) => { Object.assign(hostConfig, { Mounts: given.map(toEngine) }); },
    see: (inspect) => ((inspect.HostConfig as { Mounts?: EngineMount[] | null }).Mounts ?? []).map(fromEngine),
  },
});
