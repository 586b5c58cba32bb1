import { setTimeout as sleep } from 'node:timers/promises';
import { Engine } from '../../engine/engine';
import { EngineError, isNotFound } from '../../engine/errors';
import { inspectContainer } from '../../engine/inspect';

/**
 * What runc says if a container starts programs faster than the kernel freezes them (control groups v1), or has one that waits for memory.
 * It gives up after some milliseconds.
 */
const UNFROZEN = /unable to freeze/;
/** What engine and runtime say of a container that has ended. The runtime already says it if the first thread has, and others go on. */
const ENDED = /not running/i;
const ATTEMPTS = 20;
/** In milliseconds. */
const PAUSE = 200;

/** Pauses a container. Does nothing if it is paused, does not run, or is gone. */
export async function pause(engine: Engine, id: string, name: string, signal?: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await engine.call(`pause container "${name}"`, (docker) => docker.getContainer(id).pause())
        .catch((error: unknown) => settleUnless(error, /already paused/i));
      return;
    } catch (error) {
      // The engine may not know yet that it has ended, so that is tried again, too.
      if (isHeadless(error) && !await runs(engine, id)) return;
      if (attempt === ATTEMPTS && isHeadless(error)) throw advised(engine, name, error);
      if (attempt === ATTEMPTS || !isUnfrozen(error) && !isHeadless(error)) throw error;
      await sleep(PAUSE, undefined, { signal });
    }
  }
}

function advised(engine: Engine, name: string, { cause }: EngineError): EngineError {
  return new EngineError(`pause container "${name}"`, engine.endpoint, cause, endsBy(name));
}

/** Returns how to end a container whose first thread has ended, as a sentence. */
export function endsBy(name: string): string {
  return `The first thread of container "${name}" has ended and others go on, so the runtime takes it for stopped. End it as root `
    + `of the engine's machine: kill -9 $(docker inspect --format '{{.State.Pid}}' ${name}). Do that first: \`docker rm --force ${name}\` `
    + 'alone may leave its programs, which run on in no container.';
}

/** Whether the engine says of a container that it runs. */
async function runs(engine: Engine, id: string): Promise<boolean> {
  return (await inspectContainer(engine, id, { fresh: true }))?.State.Running === true;
}

/** Whether a container could not be paused because its first thread has ended, while the engine lists it as running. */
export function isHeadless(error: unknown): error is EngineError {
  return error instanceof EngineError && ENDED.test(error.engineMessage);
}

/** Whether a container could not be paused because the kernel has not frozen all its programs. */
export function isUnfrozen(error: unknown): boolean {
  return error instanceof EngineError && UNFROZEN.test(error.engineMessage);
}

/** Whether a container could not be paused because it has exited, and the engine is about to restart it. */
export function isRestarting(error: unknown): boolean {
  return error instanceof EngineError && /is restarting/.test(error.engineMessage);
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
