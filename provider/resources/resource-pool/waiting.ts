import { layoutOf } from './layout';
import { Member } from './members';
import { Engine } from '../../engine/engine';
import { EngineError } from '../../engine/errors';
import { log } from '../../framework/log';
import { reading, writing } from '../shared/control-groups/calls';
import { foldersIn, inParts } from '../shared/control-groups/folders';
import { Helper } from '../shared/control-groups/helper';
import { containerFolder } from '../shared/control-groups/identity';

/*
 * With control groups version 1, a program can wait for memory until its group has some again, if `oom_kill_disable` keeps the kernel from
 * ending one. Linux freezes no program that waits so. An engine in a container can have such groups, too.
 */

const HIERARCHY = 'memory';
const FILE = 'memory.oom_control';
const WAITS = /^under_oom 1$/m;

/** The groups of a container in which programs waited for memory: their folders, from that of the container. */
export interface Freed {
  readonly container: string;
  readonly folders: readonly string[];
}

/** Has the kernel end programs of containers that wait for memory. Until `keepWaiting`, it goes on with that. */
export async function endWaiting(engine: Engine, signal: AbortSignal, members: readonly Member[]): Promise<Freed[]> {
  if (layoutOf((await engine.info()).CgroupVersion).version !== '1') return [];
  return Helper.use(engine, signal, async (helper) => {
    const freed: Freed[] = [];
    for (const { id, pool } of members) {
      const container = `${HIERARCHY}${containerFolder(pool, id)}`;
      try {
        const folders = await waitingIn(helper, container);
        await write(helper, { container, folders }, '0');
        if (folders.length > 0) freed.push({ container, folders });
      } catch (error) {
        // It may have ended in the meantime.
        if (!(error instanceof EngineError)) throw error;
        log('warn', 'Could not look for programs that wait for memory', { container: id, error: String(error) });
      }
    }
    return freed;
  });
}

/** Lets programs wait again, as their containers are configured. */
export async function keepWaiting(engine: Engine, signal: AbortSignal, freed: readonly Freed[]): Promise<void> {
  if (freed.length === 0) return;
  await Helper.use(engine, signal, async (helper) => {
    for (const each of freed) {
      await write(helper, each, '1').catch((error: unknown) => (
        log('warn', 'The kernel now ends programs that wait for memory', { container: each.container, error: String(error) })));
    }
  });
}

async function waitingIn(helper: Helper, container: string): Promise<string[]> {
  const folders = await foldersIn(helper, container);
  const texts = await inParts(helper, container, folders, (path) => reading(`${path}/${FILE}`));
  return folders.filter((_, index) => WAITS.test(texts[index] ?? ''));
}

async function write(helper: Helper, { container, folders }: Freed, value: string): Promise<void> {
  await inParts(helper, container, folders, (path) => writing(`${path}/${FILE}`, value));
}
