import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { Failed, notPaused, notResumed, startedAgain, suspensionStopped } from './errors';
import { Member, membersOf } from './members';
import { endWaiting, Freed, keepWaiting } from './waiting';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { Suspension } from '../../engine/pool/suspension';
import { listed } from '../shared/listed';
import { isHeadless, isUnfrozen, pause, unpause } from '../shared/pause';

/** How many containers are paused at once. */
const CONCURRENCY = 16;
/** How often it is tried to pause those that are left, and in milliseconds how long it waits between: one may be about to restart. */
const [ROUNDS, INTERVAL] = [20, 250];

/** Whether a pool is suspended, and whether that holds for all its containers. */
export interface SuspensionState {
  readonly suspended: boolean;
  readonly summary: string;
}

/** How `summary` says that a pool is as it should be. */
export function wantedState(suspended: boolean): SuspensionState {
  return { suspended, summary: suspended ? 'suspended' : 'not suspended' };
}

/**
 * Returns whether a pool is suspended.
 *
 * @param wasSuspended  whether it was, as far as is known: someone may have removed the note of it
 */
export async function suspensionOf(engine: Engine, pool: string, wasSuspended: boolean): Promise<SuspensionState> {
  const suspension = await Suspension.on(engine, { fresh: true });
  const isNoted = suspension.has(pool);
  if (!isNoted && !wasSuspended) return wantedState(false);
  const members = (await membersOf(engine, pool)).filter(({ isRunning }) => isRunning);
  if (!isNoted) {
    const isLeft = members.some(({ id, isPaused }) => isPaused && !suspension.keeps(id));
    return isLeft ? { suspended: true, summary: NOT_NOTED } : wantedState(false);
  }
  const awake = members.filter(({ isPaused }) => !isPaused).map(({ name }) => name);
  if (awake.length === 0) return wantedState(true);
  return { suspended: true, summary: `suspended, but ${awake.length === 1 ? '1 runs' : `${awake.length} run`}: ${listed(awake)}` };
}

const NOT_NOTED = 'paused, but the engine has no note of it any more';

/**
 * Pauses all running containers in a pool and in the pools in it. Those that are paused already stay so when it is resumed. A program that
 * waits for memory can't be paused, so the kernel ends it.
 *
 * @param isRepair  whether it was suspended before, so that what is paused may be so for that
 */
export async function suspend(engine: Engine, pool: string, isRepair: boolean, signal: AbortSignal): Promise<void> {
  const suspension = await Suspension.on(engine, { fresh: true });
  if (!isRepair && !suspension.has(pool)) {
    // An earlier suspension has left notes of containers.
    await suspension.clear(pool);
    // Before the pool has its note: after an interruption, nobody could tell them from the others.
    const paused = (await membersOf(engine, pool)).filter((member) => member.isPaused && !suspension.holds(member.pool));
    await forEach(paused, ({ id, pool: parent }) => suspension.addContainer(id, parent));
  }
  await suspension.addPool(pool);
  const freed: Freed[] = [];
  try {
    await pauseAll(engine, pool, signal, async (failed) => {
      const unfrozen = failed.filter(({ error }) => isUnfrozen(error)).map(({ member }) => member);
      if (unfrozen.length > 0) freed.push(...await endWaiting(engine, signal, unfrozen));
    });
  } catch (error) {
    throw signal.aborted && !(error instanceof DiagnosticError) ? suspensionStopped(pool) : error;
  } finally {
    // Also if Terraform was asked to stop.
    await keepWaiting(engine, new AbortController().signal, freed);
  }
}

/**
 * Pauses what runs until nothing does. Whoever starts containers again and again does not hold that up for ever.
 *
 * @param help  called with what could not be paused, before it is tried again
 */
async function pauseAll(
  engine: Engine, pool: string, signal: AbortSignal, help: (failed: readonly Failed[]) => Promise<void>,
): Promise<void> {
  // What can't be paused, however often it is tried.
  const given: Failed[] = [];
  let failed: readonly Failed[] = [];
  for (let round = 0; ; round += 1) {
    signal.throwIfAborted();
    const awake = (await membersOf(engine, pool)).filter(({ id, isRunning, isPaused }) => (
      isRunning && !isPaused && !given.some(({ member }) => member.id === id)));
    if (round === ROUNDS) given.push(...awake.map((member) => failed.find((each) => each.member.id === member.id) ?? startedAgain(member)));
    if (given.length > 0 && (awake.length === 0 || round === ROUNDS)) throw notPaused(pool, given);
    if (awake.length === 0) return;
    failed = await forEach(awake, ({ id, name }) => pause(engine, id, name, signal));
    given.push(...failed.filter(({ error }) => isHeadless(error)));
    await help(failed);
    if (failed.length > 0 || round > 0) await sleep(INTERVAL, undefined, { signal });
  }
}

/** Unpauses all containers in a pool and in the pools in it, except those that were paused before, or are in another suspended pool. */
export async function resume(engine: Engine, pool: string): Promise<void> {
  const suspension = await Suspension.on(engine, { fresh: true });
  const paused = (await membersOf(engine, pool))
    .filter((member) => member.isPaused && !suspension.keeps(member.id) && !suspension.holds(member.pool, pool));
  const failed = await forEach(paused, ({ id, name }) => unpause(engine, id, name));
  if (failed.length > 0) throw notResumed(pool, failed);
  // The last step: until then, the pool counts as suspended, and the next apply goes on.
  await suspension.removePool(pool);
}

async function forEach(members: readonly Member[], work: (member: Member) => Promise<void>): Promise<Failed[]> {
  const limit = pLimit(CONCURRENCY);
  const failed = await Promise.all(members.map((member) => limit(async () => {
    try {
      await work(member);
      return [];
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      return [{ member, error }];
    }
  })));
  return failed.flat();
}
