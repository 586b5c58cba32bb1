import { posix } from 'node:path';
import { writing } from './calls';
import { foldersIn, inParts } from './folders';
import { Helper } from './helper';
import { containerFolder } from './identity';
import { Engine } from '../../../engine/engine';
import { EngineError } from '../../../engine/errors';
import { log } from '../../../framework/log';

/*
 * With control groups version 1, a program that is frozen does not end, even if it is killed, and neither does its container. Whoever uses
 * an engine in a container can freeze programs there.
 */

const HIERARCHY = 'freezer';
const FILE = 'freezer.state';

/** What the engine says of a container that does not end. */
const NO_END = /did not receive an exit event/;

/** A container, and the parent of its control group. */
interface Grouped {
  readonly Id: string;
  readonly HostConfig: { readonly CgroupParent?: string | undefined };
}

/** Ends a container by a call. Programs in it that are frozen, so that they did not end, go on for that. */
export async function ending(engine: Engine, container: Grouped, end: () => Promise<unknown>): Promise<void> {
  try {
    await end();
  } catch (error) {
    const isStuck = error instanceof EngineError && NO_END.test(error.engineMessage);
    if (!isStuck || !await thaw(engine, container)) throw error;
    await end();
  }
}

/** Thaws the programs in the groups within that of a container. Returns whether that was possible. */
async function thaw(engine: Engine, { Id: id, HostConfig: { CgroupParent: parent } }: Grouped): Promise<boolean> {
  const { CgroupVersion: version, CgroupDriver: driver } = await engine.info();
  if (version === '2') return false;
  const folder = driver === 'systemd' ? containerFolder(parent || 'system.slice', id) : posix.join('/', parent || 'docker', id);
  const container = `${HIERARCHY}${folder}`;
  try {
    await Helper.use(engine, new AbortController().signal, async (helper) => {
      await inParts(helper, container, await foldersIn(helper, container), (path) => writing(`${path}/${FILE}`, 'THAWED'));
    });
    return true;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    log('warn', 'Could not thaw the programs in a container', { container: id, error: String(error) });
    return false;
  }
}
