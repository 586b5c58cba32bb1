import { listing, Listing, reading, Step, writing } from './calls';
import { Helper } from './helper';
import { containerFolder } from './identity';
import { layoutOf } from './layout';
import { Member } from './members';
import { Engine } from '../../engine/engine';
import { EngineError } from '../../engine/errors';
import { log } from '../../framework/log';

/*
 * With control groups version 1, a program can wait for memory until its group has some again, if `oom_kill_disable` keeps the kernel from
 * ending one. Linux freezes no program that waits so. An engine in a container can have such groups, too.
 */

const HIERARCHY = 'memory';
const FILE = 'memory.oom_control';
const WAITS = /^under_oom 1$/m;

/** How many steps one helper makes, since the memory for their calls is limited. */
const AT_ONCE = 12;
/** In how many groups of a container it looks. Whoever has an engine in it can make any number. */
const MOST_GROUPS = 2_000;

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

/** Returns the folders of a group and of those in it, whatever their depth. */
async function foldersIn(helper: Helper, container: string): Promise<string[]> {
  const found = [''];
  let left = [{ folder: '', from: 0 }];
  while (left.length > 0 && found.length < MOST_GROUPS) {
    const positions = new Map(left.map(({ folder, from }) => [folder, from]));
    const listed: Listing[] = await inParts(helper, container, [...positions.keys()], (path, folder) => (
      listing(path, positions.get(folder)!)));
    const within = left.flatMap(({ folder }, index) => listed[index]!.folders.map((name) => `${folder}/${name}`));
    found.push(...within);
    left = [
      ...within.map((folder) => ({ folder, from: 0 })),
      ...left.flatMap(({ folder }, index) => listed[index]!.next === undefined ? [] : [{ folder, from: listed[index]!.next }]),
    ];
  }
  return found.slice(0, MOST_GROUPS);
}

/** Makes a step for each folder, in several helpers if there are many. */
async function inParts<T>(
  helper: Helper, container: string, folders: readonly string[], step: (path: string, folder: string) => Step<T>,
): Promise<T[]> {
  const results: T[] = [];
  for (let at = 0; at < folders.length; at += AT_ONCE) {
    const part = folders.slice(at, at + AT_ONCE);
    results.push(...await helper.within(container, (here) => part.map((folder) => step(`${here}${folder}`, folder))));
  }
  return results;
}
