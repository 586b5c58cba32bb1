import { limitedGroups, lowerGroups } from './cpu-groups';
import { Engine } from '../../engine/engine';
import { folderOf } from '../../engine/pool/folder';
import { errorName } from '../../probe/attempt';
import { removing } from '../shared/control-groups/calls';
import { foldersIn, inParts, OF_CONTAINER } from '../shared/control-groups/folders';
import { Helper, HIERARCHIES } from '../shared/control-groups/helper';

/*
 * A program can outlive its container, and its control group stays in the pool then, also after the program has ended. The engine knows
 * nothing of it any more.
 */

/**
 * Removes groups of containers that are gone from a pool without containers.
 *
 * @returns those that the kernel keeps, since processes are in them: their folders below the mount point of control groups
 */
export async function removeLeftovers(helper: Helper, id: string, version: '1' | '2'): Promise<string[]> {
  const roots = version === '2' ? [''] : HIERARCHIES.map((name) => `/${name}`);
  const left = await leftoversIn(helper, roots.map((root) => `${root}${folderOf(id)}`), []);
  const errors = await inParts(helper, '', left, removing);
  const busy = left.filter((_, index) => errorName(errors[index]!) === 'EBUSY');
  // A group is also kept if there is one in it.
  return busy.filter((folder) => !busy.some((other) => other.startsWith(`${folder}/`)));
}

/** With control groups version 1, gives groups of containers that are gone no more CPU time than their pool is to have. */
export async function lowerLeftovers(helper: Helper, id: string, cpus: number, containers: readonly string[]): Promise<void> {
  const left = await leftoversIn(helper, [`/cpu${folderOf(id)}`], containers);
  await lowerGroups(helper, await limitedGroups(helper, left), cpus);
}

/** Returns the ids of the containers that have control groups in a pool. */
export function containersIn(engine: Engine, pool: string): Promise<string[]> {
  return Helper.use(engine, new AbortController().signal, async (helper) => {
    const { CgroupVersion: version } = await engine.info();
    const folders = await foldersIn(helper, '', [`${version === '2' ? '' : '/cpu'}${folderOf(pool)}`]);
    return folders.flatMap((folder) => OF_CONTAINER.exec(folder)?.[1] ?? []);
  });
}

/** Returns groups that belong to no container, with those in them, the innermost first. */
async function leftoversIn(helper: Helper, pools: readonly string[], containers: readonly string[]): Promise<string[]> {
  const isLeft = (folder: string) => {
    const container = OF_CONTAINER.exec(folder)?.[1];
    return container !== undefined && !containers.includes(container);
  };
  return (await foldersIn(helper, '', pools)).filter(isLeft).sort((a, b) => b.length - a.length);
}
