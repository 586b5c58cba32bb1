import { folderOf } from '../../engine/pool/folder';
import { reading, writing } from '../shared/control-groups/calls';
import { foldersIn, inParts, OF_CONTAINER } from '../shared/control-groups/folders';
import { Helper } from '../shared/control-groups/helper';

/*
 * With control groups version 1, no group may have more CPU time than the one in which it is. So those in a pool go down before it does,
 * the innermost first.
 */

const PERIOD = 'cpu.cfs_period_us';
const QUOTA = 'cpu.cfs_quota_us';

/** A control group with a limit of CPU time. */
export interface CpuGroup {
  /** Below the mount point of control groups. */
  readonly folder: string;
  /** Both in microseconds. */
  readonly period: number;
  readonly quota: number;
}

/** The groups in a pool that the engine does not change itself, the innermost first. */
export interface GroupsWithin {
  /** Those in groups of containers, as an engine in a container makes them. */
  readonly inContainers: readonly CpuGroup[];
  readonly pools: readonly CpuGroup[];
}

/** Returns the groups with a limit of CPU time that are in a pool, without those of its containers themselves. */
export async function groupsWithin(helper: Helper, id: string): Promise<GroupsWithin> {
  const pool = `/cpu${folderOf(id)}`;
  const folders = (await foldersIn(helper, '', [pool])).filter((folder) => folder !== pool);
  const groups = await limitedGroups(helper, folders.sort((a, b) => b.length - a.length));
  const restOf = (folder: string) => {
    const found = OF_CONTAINER.exec(folder);
    return found === null ? undefined : folder.slice(found.index + found[0].length);
  };
  return {
    inContainers: groups.filter(({ folder }) => Boolean(restOf(folder))),
    pools: groups.filter(({ folder }) => restOf(folder) === undefined),
  };
}

/** Returns those of some groups that have a limit of CPU time. */
export async function limitedGroups(helper: Helper, folders: readonly string[]): Promise<CpuGroup[]> {
  const valuesOf = async (file: string) => (await inParts(helper, '', folders, (path) => reading(`${path}/${file}`))).map(Number);
  const [periods, quotas] = [await valuesOf(PERIOD), await valuesOf(QUOTA)];
  return folders.flatMap((folder, index) => (
    quotas[index]! > 0 && periods[index]! > 0 ? [{ folder, period: periods[index]!, quota: quotas[index]! }] : []));
}

/** Gives groups no more CPU time than an amount, in this order. Returns those that had more. */
export async function lowerGroups(helper: Helper, groups: readonly CpuGroup[], cpus: number): Promise<CpuGroup[]> {
  const bigger = groups.filter(({ period, quota }) => quota > quotaFor(period, cpus));
  await writeQuotas(helper, bigger.map((group) => ({ ...group, quota: quotaFor(group.period, cpus) })));
  return bigger;
}

/** Gives groups back what `lowerGroups` took, the outermost first. */
export async function raiseGroups(helper: Helper, groups: readonly CpuGroup[]): Promise<void> {
  await writeQuotas(helper, [...groups].reverse());
}

const quotaFor = (period: number, cpus: number) => Math.floor(cpus * period);

async function writeQuotas(helper: Helper, groups: readonly CpuGroup[]): Promise<void> {
  const quotaOf = new Map(groups.map(({ folder, quota }) => [folder, `${quota}`]));
  await inParts(helper, '', [...quotaOf.keys()], (path, folder) => writing(`${path}/${QUOTA}`, quotaOf.get(folder)!));
}
