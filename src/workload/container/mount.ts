import { posix } from 'node:path';
import { ContainerMounts } from '@cdktf/provider-docker/lib/container';
import { Tokenization } from 'cdktf';
import { invalidMode, invalidOwner } from './errors';
import { BerthError } from '../../private/berth-error';
import { pathNotAbsolute } from '../../private/errors';
import { isKnown } from '../../private/tokens';
import { Size } from '../../units/size';
import { Volume } from '../volume';

/**
 * How a volume or a path of the host is mounted.
 */
export interface MountOptions {
  /**
   * Whether the container can't write to it.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/**
 * How a volume is mounted.
 */
export interface VolumeMountOptions extends MountOptions {
  /**
   * Whether an empty volume stays empty, rather than being filled with what the image has at the target.
   *
   * @default false
   */
  readonly noCopy?: boolean;
}

/**
 * How a file system in memory is mounted.
 */
export interface TmpfsMountOptions {
  /**
   * The most that it holds.
   *
   * @default - half of the host's memory by the kernel's own rule; what it holds counts against the container's memory limit
   */
  readonly size?: Size;

  /**
   * The permissions of its root, as an octal number. Where the image has a folder at the target, that folder's hold.
   *
   * @default "1777"
   */
  readonly mode?: string;

  /**
   * Whose it is, as a user's number or as user and group, `101:101`: who does not run as root can't write to a folder that is root's in the image.
   *
   * @default - root's, or that of the folder which the image has at the target
   */
  readonly owner?: string;
}

/**
 * Something that appears in a container's file system.
 */
export class Mount {
  /**
   * A volume of the same host, which keeps what is written to it.
   *
   * @param volume the volume
   * @param target where it appears in the container
   * @param options how it is mounted
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
   * A file or folder of the host itself. What may be mounted is for the container's policies to say: the engine's socket and what holds it is refused
   * by default, and so is writing to what the machine runs on.
   *
   * @param hostPath its absolute path on the host, where it must exist
   * @param target where it appears in the container
   * @param options how it is mounted
   */
  public static bind(hostPath: string, target: string, options: MountOptions = {}): Mount {
    return new Mount(target, { type: 'bind', source: hostPath, target, readOnly: options.readOnly ?? false }, { hostPath });
  }

  /**
   * A file system in memory, which ends with the container. Nothing in it can be executed.
   *
   * @param target where it appears in the container
   * @param options how it is mounted
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
     * Where it appears in the container.
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
   * Its options where the engine takes it as an entry of `HostConfig.Tmpfs`: a mount knows no owner.
   *
   * @internal
   */
  public get _tmpfs(): string | undefined {
    return this.origin.tmpfs;
  }

  /**
   * Whether the engine can put a file there through it, whatever the root file system is.
   *
   * @internal
   */
  public _takes(path: string): boolean {
    return isKnown(this.target) && this.block.type !== 'tmpfs' && this.block.readOnly !== true && path.startsWith(`${this.target.replace(/\/$/, '')}/`);
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
