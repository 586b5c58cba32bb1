import { POOL_NAME } from '../../../../src/shared/resource-pool';
import { folderOf, isSlice } from '../../../engine/pool/folder';

/** Who manages control groups: the engine itself, or systemd. */
export type Driver = 'cgroupfs' | 'systemd';

const ROOT = 'berth';

/** Which pool it is: its name, and the id of the one in which it is. */
export interface PoolName {
  readonly name: string;
  readonly parent: string | null;
}

/**
 * Returns the id of a pool: `/berth/a`, or `berth-a.slice` with systemd, where "-" separates a slice from its parent. No name has the "_"
 * that replaces it.
 */
export function poolId({ name, parent }: PoolName, driver: Driver): string {
  if (driver === 'cgroupfs') return `${parent ?? `/${ROOT}`}/${name}`;
  return `${parent?.replace(/\.slice$/, '') ?? ROOT}-${name.replaceAll('-', '_')}.slice`;
}

/** Returns which pool an id means, or undefined if it is none. */
export function parsePoolId(id: string): PoolName | undefined {
  const ofSystemd = isSlice(id);
  const parts = ofSystemd ? id.slice(0, -'.slice'.length).split('-') : id.replace(/^\//, '').split('/');
  const names = parts.slice(1).map((part) => ofSystemd ? part.replaceAll('_', '-') : part);
  const driver = ofSystemd ? 'systemd' : 'cgroupfs';
  if (parts[0] !== ROOT || names.length === 0 || !names.every((name) => POOL_NAME.test(name))) return undefined;
  const [name, ...above] = names.reverse() as [string, ...string[]];
  const parent = above.reverse().reduce<string | null>((within, each) => poolId({ name: each, parent: within }, driver), null);
  const parsed = { name, parent };
  return poolId(parsed, driver) === id ? parsed : undefined;
}

/** Returns the path of a container's control group, below the mount point of its hierarchy. */
export function containerFolder(cgroupParent: string, id: string): string {
  return isSlice(cgroupParent) ? `${folderOf(cgroupParent)}/docker-${id}.scope` : `${cgroupParent}/${id}`;
}

/** The folder above all pools, which the last of them takes with it. Systemd removes its slices itself. */
export const ROOT_FOLDER = `/${ROOT}`;
