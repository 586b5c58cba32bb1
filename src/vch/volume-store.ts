import { volumeStoreHasSize } from './errors';
import { BerthError } from '../private/berth-error';
import { mostInodes } from '../shared/virtual-host/memory-volume';
import { Size } from '../units/size';

/**
 * The options of a volume store on a file server.
 */
export interface NfsVolumeStoreOptions {
  /**
   * The host name or IP address of the server.
   */
  readonly server: string;

  /**
   * The absolute path of the folder that the server exports. All volumes of the store are this folder.
   */
  readonly path: string;

  /**
   * Further options of the mount, as in `mount.nfs`, such as "nfsvers=4,soft".
   *
   * @default - none
   */
  readonly mountOptions?: string;
}

/** A store as data. */
type VolumeStoreData = { readonly name: string } & (
  | { readonly of: 'local' | 'memory' }
  | { readonly of: 'nfs' } & NfsVolumeStoreOptions
  | { readonly of: 'driver'; readonly driver: string; readonly driverOptions: { [name: string]: string } });

/** How a volume of a given size is made. */
interface Made {
  readonly driver: string;
  readonly driverOptions?: { [name: string]: string };
}

/**
 * Where the volumes of a virtual container host are.
 */
export class VolumeStore {
  /**
   * The disk of the host, in the folder of the engine. A volume with a size needs a file system with quotas for projects (XFS, mounted
   * with `prjquota`): on another one, the engine refuses it.
   *
   * @param name the name of the store
   */
  public static local(name: string): VolumeStore {
    return new VolumeStore({ name, of: 'local' }, (size) => ({ driver: 'local', driverOptions: size && { size: `${size.toBytes()}` } }));
  }

  /**
   * The memory of the host. Each volume needs a size, which the kernel keeps. What is in it counts as memory of the containers that wrote
   * it, and is gone once no container uses the volume.
   *
   * @param name the name of the store
   */
  public static memory(name: string): VolumeStore {
    return new VolumeStore({ name, of: 'memory' }, (size) => {
      const bytes = size?.toBytes() ?? 0;
      return { driver: 'local', driverOptions: { type: 'tmpfs', device: 'tmpfs', o: `size=${bytes},nr_inodes=${mostInodes(bytes)}` } };
    }, true);
  }

  /**
   * A folder of a file server. The engine mounts it when a container starts. It can't hold a volume to a size.
   *
   * The engine reaches the server through the network of the host, which reaches servers that containers don't. So volumes need an
   * exemption from `Control.HOST_PATHS`.
   *
   * @param name the name of the store
   * @param options the server and the folder
   */
  public static nfs(name: string, options: NfsVolumeStoreOptions): VolumeStore {
    const { server, path, mountOptions } = options;
    const o = [`addr=${server}`, ...mountOptions === undefined ? [] : [mountOptions]].join(',');
    const made = { driver: 'local', driverOptions: { type: 'nfs', o, device: `:${path}` } };
    return new VolumeStore({ name, of: 'nfs', server, path, mountOptions }, () => made, false);
  }

  /**
   * Any driver, such as a plugin of the engine.
   *
   * @param name the name of the store
   * @param driver the driver
   * @param driverOptions its options for each volume
   */
  public static of(name: string, driver: string, driverOptions: { [name: string]: string } = {}): VolumeStore {
    return new VolumeStore({ name, of: 'driver', driver, driverOptions }, () => ({ driver, driverOptions }), false);
  }

  /**
   * Returns the store that data describes, or undefined if they are none.
   *
   * @internal
   */
  public static _ofData(data: VolumeStoreData): VolumeStore | undefined {
    switch (data.of) {
      case 'local': return VolumeStore.local(data.name);
      case 'memory': return VolumeStore.memory(data.name);
      case 'nfs': return VolumeStore.nfs(data.name, data);
      case 'driver': return VolumeStore.of(data.name, data.driver, data.driverOptions);
      default: return undefined;
    }
  }

  /**
   * The name of the store.
   */
  public readonly name: string;

  private constructor(
    /** What it was made of. @internal */
    public readonly _data: VolumeStoreData,
    private readonly make: (size: Size | undefined) => Made,
    /** Whether a volume must have a size or can't have one. Undefined if both is possible. */
    private readonly needsSize?: boolean,
  ) {
    this.name = _data.name;
  }

  /** @internal */
  public _check(size: Size | undefined): BerthError[] {
    if (this.needsSize === undefined || this.needsSize === (size !== undefined)) return [];
    return [volumeStoreHasSize(this.name, this.needsSize)];
  }

  /** @internal */
  public _make(size: Size | undefined): Made {
    return this.make(size);
  }

  /** Whether all its volumes are one folder, which containers share. @internal */
  public get _isOneFolder(): boolean {
    return this._data.of === 'nfs';
  }

  /** The driver of the volumes. @internal */
  public get _driver(): string {
    return this.make(undefined).driver;
  }
}
