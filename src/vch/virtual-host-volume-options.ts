import { DEFAULT_STORE } from './anonymous-volumes';
import { sizeWithoutStore, unknownVolumeStore, volumeStoreOrDriver } from './errors';
import { VolumeStore } from './volume-store';
import { BerthError, throwIfAny } from '../private/berth-error';
import { Size } from '../units/size';
import { Volume, VolumeOptions } from '../workload/volume';

/**
 * The options of a volume of a virtual container host.
 */
export interface VirtualHostVolumeOptions extends VolumeOptions {
  /**
   * The name of the volume store.
   *
   * @default "default" if there is such a store, or else none: `driver` says how the volume is made
   */
  readonly store?: string;

  /**
   * The size of the volume. It counts against `storage` of the virtual container host.
   *
   * @default - none; the volume has what its store has
   */
  readonly size?: Size;
}

/** Returns the options of a volume in a store. Throws an error if there is no such store, or if it can't have the size. */
export function inStore(options: VirtualHostVolumeOptions, stores: readonly VolumeStore[], scope: Volume['host']): VolumeOptions {
  const { store: given, size, ...volume } = options;
  const name = given ?? (volume.driver === undefined && stores.some((each) => each.name === DEFAULT_STORE) ? DEFAULT_STORE : undefined);
  const store = stores.find((each) => each.name === name);
  throwIfAny(problems(options, name, store, stores), scope);
  if (store === undefined) return volume;
  const { driver, driverOptions } = store._make(size);
  return { ...volume, driver, driverOptions: driverOptions && { ...volume.driverOptions, ...driverOptions } };
}

function problems(
  { store: given, size, driver }: VirtualHostVolumeOptions, name: string | undefined, store: VolumeStore | undefined,
  stores: readonly VolumeStore[],
): BerthError[] {
  if (given !== undefined && driver !== undefined) return [volumeStoreOrDriver()];
  if (name === undefined) return size === undefined ? [] : [sizeWithoutStore()];
  return store === undefined ? [unknownVolumeStore(name, stores.map((each) => each.name))] : store._check(size);
}
