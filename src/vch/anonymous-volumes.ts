import { anonymousVolumesShareFolder, unknownVolumeStore } from './errors';
import { VirtualContainerHostProps } from './virtual-container-host-props';
import { VolumeStore } from './volume-store';
import { BerthError } from '../private/berth-error';
import { VirtualHostRules } from '../shared/virtual-host/rules';

type Stores = Pick<VirtualContainerHostProps, 'volumeStores' | 'anonymousVolumes' | 'storage'>;

/** The store of volumes that name none. */
export const DEFAULT_STORE = 'default';

/** Returns how the engine makes anonymous volumes, or undefined if no store has them. */
export function anonymousVolumesRule(props: Stores): VirtualHostRules['anonymous_volumes'] {
  const { anonymousVolumes: { size } = {} } = props;
  const store = storeOf(props);
  if (store === undefined || store._isOneFolder || store._check(size).length > 0) return undefined;
  // With a bound for the sum, each volume has a size.
  if (props.storage !== undefined && size === undefined) return undefined;
  const { driver, driverOptions } = store._make(size);
  return { driver, ...driverOptions && { driver_opts: driverOptions } };
}

export function checkAnonymousVolumes(props: Stores): BerthError[] {
  const { anonymousVolumes, volumeStores = [] } = props;
  if (anonymousVolumes === undefined) return [];
  const store = storeOf(props);
  if (store?._isOneFolder) return [anonymousVolumesShareFolder(store.name)];
  if (store !== undefined) return store._check(anonymousVolumes.size);
  return [unknownVolumeStore(anonymousVolumes.store ?? DEFAULT_STORE, volumeStores.map(({ name }) => name))];
}

function storeOf({ volumeStores = [], anonymousVolumes: { store: name = DEFAULT_STORE } = {} }: Stores): VolumeStore | undefined {
  return volumeStores.find((each) => each.name === name);
}
