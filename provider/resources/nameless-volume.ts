import { randomBytes } from 'node:crypto';
import { forget, note, unrecordedAt } from './unrecorded';
import { Engine } from '../engine/engine';
import { isNotFound } from '../engine/errors';
import { conforming } from '../engine/shape/conforms';
import { diskUsageShape } from '../engine/shape/shapes';
import { log } from '../framework/log';
import { Context } from '../framework/resource';

/*
 * A volume without a name gets a random one, as the engine would give it. It is chosen here, so that it is known before there
 * is a volume: whatever becomes of the creation, a note leads to what it made.
 */

/** The engines on which there is nothing left over, or will be. */
const tidied = new WeakMap<Engine, Promise<void>>();

/** A name that no volume has, noted until it is told to `forget`. Before the first one on an engine, what earlier applies left there is removed. */
export async function newName(context: Context<Engine>): Promise<string> {
  const { client: engine } = context;
  if (!tidied.has(engine)) tidied.set(engine, removeLeftOver(context));
  await tidied.get(engine);
  const name = randomBytes(32).toString('hex');
  note(name, engine.endpoint.address);
  return name;
}

/**
 * Removes the volumes that a process that is gone made and told nobody of, where the engine says that nothing is in them and
 * nobody has them: then nothing is guessed. The others are somebody's by now.
 */
async function removeLeftOver({ client: engine, warn }: Context<Engine>): Promise<void> {
  const names = unrecordedAt(engine.endpoint.address);
  if (names.length === 0) return;
  try {
    const usage = await usageOf(engine);
    for (const name of names) {
      const found = usage.get(name);
      if (found?.Size === 0 && found.RefCount === 0) await remove(engine, name);
      else if (found !== undefined) warn(left(name));
      await forget(name);
    }
  } catch (error) {
    log('warn', 'What an apply left that was killed could not be removed, and is left to the next', { error: String(error) });
  }
}

interface Usage {
  /** Of what is in it, in bytes; -1 where its driver does not say. */
  readonly Size: number;
  /** How many containers have it. */
  readonly RefCount: number;
}

interface DiskUsage {
  readonly Volumes?: readonly { readonly Name: string; readonly UsageData?: Usage | null }[] | null;
}

async function usageOf(engine: Engine): Promise<ReadonlyMap<string, Usage | undefined>> {
  const { Volumes: volumes } = await engine.call('ask the engine what is in its volumes', async (docker) => conforming(diskUsageShape, await docker.df() as DiskUsage));
  return new Map((volumes ?? []).map(({ Name: name, UsageData: usage }) => [name, usage ?? undefined]));
}

async function remove(engine: Engine, name: string): Promise<void> {
  log('info', 'Removing an empty volume that an apply left over which was killed before it was done with it', { name });
  try {
    await engine.call(`remove volume "${name}", which an earlier apply left over`, (docker) => docker.getVolume(name).remove());
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

function left(name: string) {
  return {
    summary: `A volume that an earlier apply left over is in use, or is not empty: "${name}"`,
    detail: 'That apply was killed before Terraform knew of the volume. Nothing was done to it. '
      + `Take it over with terraform import, or remove it and its data (docker volume rm ${name}).`,
  };
}
