import { BootstrapProblems } from './check';
import { BerthError } from '../private/berth-error';
import { requireArguments } from '../private/check-props';

/**
 * The file system of a disk.
 */
export enum DiskFileSystem {
  /**
   * ext4.
   */
  EXT4 = 'ext4',

  /**
   * XFS, with which the engine can limit the size of a container's files.
   */
  XFS = 'xfs',
}

/**
 * What a disk for the engine's data has on it.
 */
export interface DataDiskOptions {
  /**
   * The file system.
   *
   * @default DiskFileSystem.EXT4
   */
  readonly fileSystem?: DiskFileSystem;
}

/**
 * A disk of its own for the engine's data.
 *
 * @example
 * DataDisk.of('/dev/vdb', { fileSystem: DiskFileSystem.XFS })
 */
export class DataDisk {
  /**
   * A disk, which is formatted only if nothing is on it. A disk with another file system or with partitions is an error: no data is ever
   * overwritten. It is mounted at the engine's data folder, by the UUID of its file system.
   *
   * @param device the absolute path of the device on the machine, such as `/dev/vdb`
   * @param options what it has on it
   */
  public static of(device: string, options: DataDiskOptions = {}): DataDisk {
    requireArguments({ device: ['string', device], options: ['DataDiskOptions', options] });
    return new DataDisk(device, options.fileSystem ?? DiskFileSystem.EXT4);
  }

  private constructor(
    /**
     * The absolute path of the device on the machine.
     */
    public readonly device: string,
    /**
     * The file system.
     */
    public readonly fileSystem: DiskFileSystem,
  ) {}

  /** @internal */
  public _problems(): BerthError[] {
    return new BootstrapProblems().path('The device of the data disk', this.device).found;
  }
}
