import { posix } from 'node:path';
import { ContainerMounts } from '@cdktf/provider-docker/lib/container';
import { Tokenization } from 'cdktf';
import { invalidMode, invalidOwner } from './errors';
import { BerthError } from '../../../private/berth-error';
import { pathNotAbsolute } from '../../../private/errors';
import { isKnown } from '../../../private/tokens';
import { Size } from '../../../units/size';
import { Volume } from '../../volume';

/**
 * Options of a mount.
 */
export interface MountOptions {
  /**
   * Whether the mount is read-only for the container.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/**
 * Options of a mounted volume.
 */
export interface VolumeMountOptions extends MountOptions {
  /**
   * Whether an empty volume stays empty. Otherwise the engine copies the image's files at the target into it.
   *
   * @default false
   */
  readonly noCopy?: boolean;
}

/**
 * Options of a tmpfs mount, a file system in memory.
 */
export interface TmpfsMountOptions {
  /**
   * The maximum size of the file system. Its content counts towards the container's memory limit.
   *
   * @default - half of the host's memory, the kernel's default
   */
  readonly size?: Size;

  /**
   * The permissions of the file system's root folder, as an octal number. If the image has a folder at the target, the permissions of
   * that folder apply instead.
   *
   * @default "1777"
   */
  readonly mode?: string;

  /**
   * The owner of the file system's root folder: a numeric user id, or user and group ids as in `101:101`. A container that doesn't run as
   * root needs it to write to a folder that belongs to root in the image.
   *
   * @default - root, or the owner of the image's folder at the target
   */
  readonly owner?: string;
}

/**
 * A mount in a container's file system.
 *
 * @example
 * container.addMount(Mount.volume(volume, '/var/lib/data'));
 * container.addMount(Mount.bind('/etc/app', '/etc/app', { readOnly: true }));
 * container.addMount(Mount.tmpfs('/cache', { size: Size.mebibytes(64) }));
 */
export class Mount {
  /**
   * Mounts a volume, whose data outlives the container.
   *
   * @param volume a volume of the same host
   * @param target the absolute path of the mount in the container
   * @param options options of the mount
   */
  public static volume(volume: Volume, target: string, options: VolumeMountOptions = {}): Mount {
    return new Mount(target, {
      type: 'volume',
      source: volume.name,
      target,
      readOnly: options.readOnly ?? false,
      ...(options.noCopy ? { volumeOptions: { noCopy: true } } : {}),
    }, { volume });
  }

  /**
   * Mounts a file or folder of the host. The container's isolation policies decide which paths are allowed. By default they refuse the
   * engine's socket and the folders that contain it, and write access to system paths of the host.
   *
   * @param hostPath the absolute path on the host, which must exist
   * @param target the absolute path of the mount in the container
   * @param options options of the mount
   */
  public static bind(hostPath: string, target: string, options: MountOptions = {}): Mount {
    return new Mount(target, { type: 'bind', source: hostPath, target, readOnly: options.readOnly ?? false }, { hostPath });
  }

  /**
   * Mounts a file system in memory. Its content is lost when the container stops, and files in it can't be executed.
   *
   * @param target the absolute path of the mount in the container
   * @param options options of the mount
   */
  public static tmpfs(target: string, options: TmpfsMountOptions = {}): Mount {
    const mode = options.mode ?? '1777';
    if (isKnown(mode) && !/^[0-7]{3,4}$/.test(mode)) throw invalidMode('The mode of a tmpfs', mode);
    const bytes = options.size?.toBytes();
    const block = { type: 'tmpfs', target, tmpfsOptions: { mode: parseInt(mode, 8), sizeBytes: bytes } };
    if (options.owner === undefined) return new Mount(target, block, {});
    if (isKnown(options.owner) && !/^\d+(:\d+)?$/.test(options.owner)) throw invalidOwner('The owner of a tmpfs', options.owner);
    const [user, group = user] = options.owner.split(':');
    const size = bytes === undefined ? [] : [`size=${Tokenization.stringifyNumber(bytes)}`];
    return new Mount(target, block, { tmpfs: [`uid=${user}`, `gid=${group}`, `mode=${mode}`, ...size].join(',') });
  }

  private constructor(
    /**
     * The absolute path of the mount in the container.
     */
    public readonly target: string,
    private readonly block: ContainerMounts,
    private readonly origin: { readonly volume?: Volume; readonly hostPath?: string; readonly tmpfs?: string },
  ) {}

  /** @internal */
  public get _volume(): Volume | undefined {
    return this.origin.volume;
  }

  /**
   * The options of a tmpfs with an owner. It is an entry of `HostConfig.Tmpfs`, since entries of `HostConfig.Mounts` have no owner.
   *
   * @internal
   */
  public get _tmpfs(): string | undefined {
    return this.origin.tmpfs;
  }

  /**
   * Whether the engine can copy a file to a path within the mount, even if the root file system is read-only.
   *
   * @internal
   */
  public _accepts(path: string): boolean {
    const isWritable = this.block.type !== 'tmpfs' && this.block.readOnly !== true;
    return isWritable && isKnown(this.target) && path.startsWith(`${this.target.replace(/\/$/, '')}/`);
  }

  /** @internal */
  public _problems(): BerthError[] {
    const { hostPath } = this.origin;
    return [
      ...(isKnown(this.target) && !posix.isAbsolute(this.target) ? [pathNotAbsolute('The target of a mount', this.target)] : []),
      ...(isKnown(hostPath) && !posix.isAbsolute(hostPath) ? [pathNotAbsolute('The host path of a mount', hostPath)] : []),
    ];
  }

  /** @internal */
  public _toTerraform(): ContainerMounts {
    return this.block;
  }
}
