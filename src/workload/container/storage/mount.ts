import { invalidMode, invalidOwner } from './errors';
import { MountModel } from '../../../model/container';
import { throwIfAny } from '../../../private/berth-error';
import { requireProps } from '../../../private/check-props';
import { checkName } from '../../../private/names';
import { isKnown } from '../../../private/tokens';
import { PLACEHOLDERS } from '../../../shared/clones';
import { Size } from '../../../units/size';
import { IVolume } from '../../i-volume';
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
   * Whether an empty volume stays empty. Otherwise the engine copies the image's files at the target into it, as root, also set-user-ID
   * files. So the isolation policies refuse that for a volume that binds a path of the host for writing.
   *
   * @default - true for a volume of the stack that binds a path of the host for writing, otherwise false
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
 * container.addMount(Mount.bind('/srv/models', '/models', { readOnly: true }));
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
  public static volume(volume: IVolume, target: string, options: VolumeMountOptions = {}): Mount {
    requireProps('VolumeMountOptions', options);
    const { readOnly = false, noCopy = volume instanceof Volume && volume._bindsForWriting } = options;
    return new Mount({ type: 'volume', volume, source: volume.name, target, readOnly, ...(noCopy ? { noCopy } : {}) });
  }

  /**
   * Mounts a volume that each clone of a set has for itself. The engine creates it with the clone, and it stays, with its data, when the
   * clone is removed: a clone with the same index uses it again. In a `SwarmCluster` it is on the node of the clone, and in a
   * `KubernetesCluster` it is a claim of a StatefulSet.
   *
   * @param name what the name of the volume ends with, after that of the clone: letters, digits, "_", "." and "-"
   * @param target the absolute path of the mount in the clone
   * @param options options of the mount
   *
   * @example
   * host.addCloneSet('queue', { replicas: 3, image, mounts: [Mount.volumeOfClone('data', '/var/lib/queue')] });
   */
  public static volumeOfClone(name: string, target: string, options: VolumeMountOptions = {}): Mount {
    requireProps('VolumeMountOptions', options);
    throwIfAny(checkName('volume', name));
    const { readOnly = false, noCopy = false } = options;
    return new Mount({ type: 'volume', source: `${PLACEHOLDERS.name}-${name}`, target, readOnly, ...(noCopy ? { noCopy } : {}) });
  }

  /**
   * Mounts a file or folder of the host. By default, the isolation policies allow only what is in the folders that the host shares
   * (`sharedFolders`), read-only unless the host shares them otherwise.
   *
   * @param hostPath the absolute path on the host, which must exist
   * @param target the absolute path of the mount in the container
   * @param options options of the mount
   */
  public static bind(hostPath: string, target: string, options: MountOptions = {}): Mount {
    requireProps('MountOptions', options);
    return new Mount({ type: 'bind', source: hostPath, target, readOnly: options.readOnly ?? false });
  }

  /**
   * Mounts a file system in memory. Its content is lost when the container stops, and files in it can't be executed.
   *
   * @param target the absolute path of the mount in the container
   * @param options options of the mount
   */
  public static tmpfs(target: string, options: TmpfsMountOptions = {}): Mount {
    requireProps('TmpfsMountOptions', options);
    const mode = options.mode ?? '1777';
    if (isKnown(mode) && !/^[0-7]{3,4}$/.test(mode)) throw invalidMode('The mode of a tmpfs', mode);
    if (isKnown(options.owner) && !/^\d+(:\d+)?$/.test(options.owner)) throw invalidOwner('The owner of a tmpfs', options.owner);
    return new Mount({ type: 'tmpfs', target, mode, size: options.size?.toBytes(), owner: options.owner });
  }

  /** Returns the mount of a model. @internal */
  public static _of(model: MountModel): Mount {
    return new Mount(model);
  }

  private constructor(
    /** @internal */ public readonly _model: MountModel,
  ) {}

  /**
   * The absolute path of the mount in the container.
   */
  public get target(): string {
    return this._model.target;
  }
}
