import { setTimeout as sleep } from 'node:timers/promises';
import { Engine } from '../../engine/engine';
import { EngineError, isNotFound } from '../../engine/errors';

/**
 * What runc says if a container starts programs faster than the kernel freezes them (control groups v1), or has one that waits for memory.
 * It gives up after some milliseconds.
 */
const UNFROZEN = /unable to freeze/;
const ATTEMPTS = 20;
/** In milliseconds. */
const PAUSE = 200;

/** Pauses a container. Does nothing if it is paused, does not run, or is gone. */
export async function pause(engine: Engine, id: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await engine.call(`pause container "${name}"`, (docker) => docker.getContainer(id).pause())
        .catch((error: unknown) => settleUnless(error, /already paused|not running/i));
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || !isUnfrozen(error)) throw error;
      await sleep(PAUSE);
    }
  }
}

/** Whether a container could not be paused because the kernel has not frozen all its programs. */
export function isUnfrozen(error: unknown): boolean {
  return error instanceof EngineError && UNFROZEN.test(error.engineMessage);
}

/** Unpauses a container. Does nothing if it is not paused, does not run, or is gone. */
export async function unpause(engine: Engine, id: string, name: string): Promise<void> {
  await engine.call(`unpause container "${name}"`, (docker) => docker.getContainer(id).unpause())
    .catch((error: unknown) => settleUnless(error, /not paused|not running/i));
}

/** Docker answers some of these with the status 500, so the text decides. */
function settleUnless(error: unknown, isSettled: RegExp): void {
  if (!isNotFound(error) && !(error instanceof EngineError && isSettled.test(error.engineMessage))) throw error;
}
