import { setTimeout as sleep } from 'node:timers/promises';
import { conflict, notModified, serverError } from '../api-error';
import { ended, endedByEngine, run } from './run';
import { numberOf, textOf } from '../settings/json';
import { programOf } from '../settings/program';
import { expand, field } from '../settings/settings';
import { isEnding, SIGKILL, signalNumber, SIGTERM } from '../settings/signals';
import { Container, isRunning } from '../state/container';
import { EngineState } from '../state/engine-state';

/** The exit code of a program that was killed. */
const KILLED = 128 + SIGKILL;

/** How long the engine waits for a program to end if nobody says so, in seconds. */
const DEFAULT_GRACE = 10;

/** What stands for a grace period without an end, in milliseconds. */
const LONGEST_GRACE = 2 ** 31 - 1;

/** Stops a container: asks its program to end, and kills it after the grace period. */
export async function stopContainer(state: EngineState, container: Container, grace: number | undefined): Promise<void> {
  if (container.status === 'restarting') {
    container.status = 'exited';
    return;
  }
  if (!isRunning(container)) throw notModified();
  await stopRunning(state, container, grace);
}

export async function restartContainer(state: EngineState, container: Container, grace: number | undefined): Promise<void> {
  if (isRunning(container)) await stopRunning(state, container, grace);
  run(state, container);
  state.emit(container, 'restart');
}

async function stopRunning(state: EngineState, container: Container, grace: number | undefined): Promise<void> {
  const signal = signalNumber(textOf(field(container.config, 'StopSignal')) || 'SIGTERM');
  const { stopsWith } = programOf(expand(container.config), expand(container.host));
  state.emit(container, 'kill', { signal: `${signal}` });
  resumeFor(state, container, signal);
  if (stopsWith !== undefined && isEnding(signal)) {
    endedByEngine(state, container, stopsWith - SIGTERM + signal);
  } else {
    await killAfter(state, container, grace ?? graceOf(container));
  }
  state.emit(container, 'stop');
}

/** A container that is paused goes on when it gets a signal, so that it can handle it. */
function resumeFor(state: EngineState, container: Container, signal: number): void {
  if (container.status === 'paused' && signal !== SIGKILL) unpauseContainer(state, container);
}

function graceOf({ config }: Container): number {
  const configured = field(config, 'StopTimeout');
  return configured === undefined ? DEFAULT_GRACE : numberOf(configured);
}

async function killAfter(state: EngineState, container: Container, seconds: number): Promise<void> {
  const { started } = container;
  const { signal } = state.stopped;
  const exit = new Promise((resolve) => { state.changes.once(`exit:${container.id}`, resolve); });
  const over = new AbortController();
  const grace = seconds < 0 ? LONGEST_GRACE : seconds * 1000;
  const timer = sleep(grace, undefined, { signal: AbortSignal.any([signal, over.signal]), ref: false });
  await Promise.race([exit, timer.catch(() => undefined)]);
  over.abort();
  if (!isRunning(container) || container.started !== started || signal.aborted) return;
  state.emit(container, 'kill', { signal: `${SIGKILL}` });
  endedByEngine(state, container, KILLED);
}

/** Sends a signal. @param reference how the request names the container */
export function killContainer(state: EngineState, container: Container, reference: string, signalName: string): void {
  const signal = signalNumber(signalName || 'SIGKILL');
  const { id } = container;
  if (!isRunning(container)) throw conflict(`Cannot kill container: ${reference}: Container ${id} is not running`);
  state.emit(container, 'kill', { signal: `${signal}` });
  resumeFor(state, container, signal);
  const { stopsWith } = programOf(expand(container.config), expand(container.host));
  const isHandled = stopsWith !== undefined && isEnding(signal);
  if (signal === SIGKILL) endedByEngine(state, container, KILLED);
  else if (isHandled) ended(state, container, stopsWith - SIGTERM + signal);
}

export function pauseContainer(state: EngineState, container: Container): void {
  if (container.status === 'paused') throw conflict(`Container ${container.id} is already paused`);
  if (container.status === 'restarting') {
    throw conflict(`Container ${container.id} is restarting, wait until the container is running`);
  }
  if (!isRunning(container)) throw conflict(`Container ${container.id} is not running`);
  container.status = 'paused';
  state.emit(container, 'pause');
}

export function unpauseContainer(state: EngineState, container: Container): void {
  if (container.status !== 'paused') throw serverError(`Container ${container.id} is not paused`);
  container.status = 'running';
  state.emit(container, 'unpause');
}
