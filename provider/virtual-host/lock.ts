import { setTimeout as sleep } from 'node:timers/promises';
import { lockBusy, lockNameTaken, lockStopped } from './errors';
import { turnsOf } from './turns';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { isConflict, isNotFound } from '../engine/errors';
import { inspectContainer } from '../engine/inspect';
import { log } from '../framework/log';
import { removeProgramImage } from '../probe/leftovers';
import { ISOLATED, PROBE_LABEL } from '../probe/run';

/** In milliseconds, by the clock of the engine: after this, a lock is that of an apply that was killed. */
const STALE = 5_000;

/** In milliseconds: how long one that waits lets pass before it tries again, at least and at most. */
const PAUSE = [50, 150] as const;

/** In milliseconds: how long an apply waits for a lock. */
const PATIENCE = 120_000;

/** The label of a lock, with the name of the virtual container host. */
const LOCK_LABEL = 'berth.lock';

/** What happened under a lock. */
export interface Held<T> {
  readonly result: T;
  /** Whether nobody else took the lock before the work was done. */
  readonly isKept: boolean;
}

/**
 * Does something while no other apply does something under the same lock. An engine has no counters and no locks, but it gives the name of
 * a container only once: the lock is a container that never starts.
 */
export function holdLock<T>(engine: Engine, name: string, signal: AbortSignal, work: () => Promise<T>): Promise<Held<T>> {
  return turnsOf(engine, name).take(async (image) => {
    const id = await acquire(engine, name, image, signal);
    // Others see the age of a lock that stays.
    const releaseIfPossible = () => release(engine, id).catch((error: unknown) => {
      log('warn', 'A lock could not be removed', { error: String(error) });
      return false;
    });
    const result = await work().catch(async (error: unknown) => {
      await releaseIfPossible();
      throw error;
    });
    return { result, isKept: await releaseIfPossible() };
  });
}

/** How the names of locks begin. */
export const LOCK_PREFIX = 'berth-lock-';

/** Returns the name of the container that is the lock of a virtual container host. */
export function lockName(name: string): string {
  return `${LOCK_PREFIX}${name}`;
}

async function acquire(engine: Engine, name: string, image: string, signal: AbortSignal): Promise<string> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const id = await tryToAcquire(engine, name, image);
    if (id !== undefined) return id;
    await removeIfStale(engine, name);
    if (performance.now() > end) throw lockBusy(name, lockName(name));
    const [least, most] = PAUSE;
    await sleep(least + Math.random() * (most - least), undefined, { signal }).catch(() => {
      throw signal.reason instanceof DiagnosticError ? signal.reason : lockStopped(name);
    });
  }
}

async function tryToAcquire(engine: Engine, name: string, image: string): Promise<string | undefined> {
  const { AutoRemove: _auto, ...host } = ISOLATED;
  try {
    const { id } = await engine.call(`take the lock of the virtual container host "${name}"`, (docker) => docker.createContainer({
      name: lockName(name), Image: image, Labels: { [PROBE_LABEL]: 'true', [LOCK_LABEL]: name }, HostConfig: host,
    }));
    return id;
  } catch (error) {
    if (isConflict(error)) return undefined;
    throw error;
  }
}

/** Removes a lock. Returns whether it was still there: nobody else thought it was that of a killed apply. */
async function release(engine: Engine, id: string): Promise<boolean> {
  try {
    await engine.call('release a lock', (docker) => docker.getContainer(id).remove({ force: true }));
    return true;
  } catch (error) {
    if (isNotFound(error) || isConflict(error)) return false;
    throw error;
  }
}

/** Removes the lock of an apply that was killed, by its id, since another one may have the name by now. Its image goes with it. */
async function removeIfStale(engine: Engine, name: string): Promise<void> {
  const lock = await inspectContainer(engine, lockName(name), { fresh: true });
  if (lock === undefined) return;
  if (lock.Config.Labels?.[LOCK_LABEL] !== name) throw lockNameTaken(name, lockName(name));
  const { SystemTime: now = '' } = await engine.info({ fresh: true });
  if (!(Date.parse(now) - Date.parse(lock.Created) > STALE)) return;
  log('info', 'Removing the lock of an apply that was killed', { name: lockName(name), id: lock.Id });
  if (!await release(engine, lock.Id)) return;
  await removeProgramImage(engine, lock.Image).catch((error: unknown) => {
    if (!isConflict(error)) throw error;
  });
}
