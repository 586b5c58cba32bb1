import { randomBytes } from 'node:crypto';
import { isOrphaned, orphansOn, removePending } from '../../engine/creation-journal';
import { Engine } from '../../engine/engine';
import { isNotFound } from '../../engine/errors';
import { conforming } from '../../engine/shape/conforms';
import { diskUsageShape } from '../../engine/shape/shapes';
import { log } from '../../framework/log';
import { Context } from '../../framework/resource';

/*
 * A volume without a configured name gets a random one in the engine's format. The provider chooses it, not the engine, so that
 * the name is in the creation journal before the volume exists. So the volume of an interrupted creation can always be identified.
 */

/** The engines whose orphaned volumes have been or are being removed. */
const cleanups = new WeakMap<Engine, Promise<void>>();

/**
 * Returns an unused name. The first call for an engine removes the volumes that interrupted applies left on it.
 */
export async function newVolumeName(context: Context<Engine>): Promise<string> {
  const { client: engine } = context;
  if (!cleanups.has(engine)) cleanups.set(engine, removeOrphans(context));
  await cleanups.get(engine);
  return randomBytes(32).toString('hex');
}

/**
 * Removes the orphaned volumes that the engine reports as empty and unused, so that no data can be lost.
 * Warns about the others, which may be in use or contain data.
 */
async function removeOrphans({ client: engine, warn }: Context<Engine>): Promise<void> {
  const names = orphansOn(engine.endpoint.address);
  if (names.length === 0) return;
  try {
    const usages = await volumeUsages(engine);
    for (const name of names) {
      const usage = usages.get(name);
      if (isUntouched(usage)) await remove(engine, name);
      else if (usage !== undefined) warn(orphanInUse(name));
      await removePending(name);
    }
  } catch (error) {
    log('warn', 'Could not remove the volumes of an apply that was killed; the next apply tries again', { error: String(error) });
  }
}

/**
 * Removes a volume that an apply created and was killed before it recorded it. Returns false if it has data, is in use, or was created by
 * somebody else, and then changes nothing.
 *
 * @param journaled  its identity in the creation journal
 */
export async function removeUnrecorded(engine: Engine, name: string, journaled: string): Promise<boolean> {
  if (!isOrphaned(journaled) || !isUntouched((await volumeUsages(engine)).get(name))) return false;
  await remove(engine, name);
  return true;
}

/** Whether a volume is empty and no container uses it, so that no data can be lost. */
function isUntouched(usage: Usage | undefined): boolean {
  return usage?.Size === 0 && usage.RefCount === 0;
}

interface Usage {
  /** The size of the content in bytes; -1 if the driver does not report it. */
  readonly Size: number;
  /** How many containers use it. */
  readonly RefCount: number;
}

interface DiskUsage {
  readonly Volumes?: readonly { readonly Name: string; readonly UsageData?: Usage | null }[] | null;
}

async function volumeUsages(engine: Engine): Promise<ReadonlyMap<string, Usage | undefined>> {
  const { Volumes: volumes } = await engine.call(
    'read the disk usage of volumes',
    async (docker) => conforming(diskUsageShape, await docker.df() as DiskUsage),
  );
  return new Map((volumes ?? []).map(({ Name: name, UsageData: usage }) => [name, usage ?? undefined]));
}

async function remove(engine: Engine, name: string): Promise<void> {
  log('info', 'Removing an empty volume of an apply that was killed before it finished', { name });
  try {
    await engine.call(`remove volume "${name}", which an interrupted apply left`, (docker) => docker.getVolume(name).remove());
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

function orphanInUse(name: string) {
  return {
    summary: `A volume that an interrupted apply left is in use or not empty: "${name}"`,
    detail: 'That apply was killed before Terraform recorded the volume in its state. The volume is unchanged. '
      + `Import it with terraform import, or remove it and its data (docker volume rm ${name}).`,
  };
}
