import { ApiError, conflict, notModified } from '../api-error';
import { watchHealth } from './health';
import { joinAll, leaveAll, requireOwner } from './membership';
import { removeEnded } from './remove';
import { numberOf, objectOf, textOf } from '../settings/json';
import { programOf } from '../settings/program';
import { expand, field } from '../settings/settings';
import { Container, isRunning } from '../state/container';
import { EngineState } from '../state/engine-state';

/** The exit code of a container that could not be started. */
const NOT_STARTED = 128;

/** How long the engine waits before it starts a container again, in milliseconds. It doubles each time. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 60_000;

/** Starts a container. */
export function startContainer(state: EngineState, container: Container): void {
  if (container.status === 'paused') throw conflict('cannot start a paused container, try unpause instead');
  if (container.status === 'removing') throw conflict('container is marked for removal and cannot be started');
  if (isRunning(container)) throw notModified();
  run(state, container);
}

/** Runs a container that does not run. */
export function run(state: EngineState, container: Container): void {
  try {
    requireOwner(state, container);
    joinAll(state, container);
  } catch (error) {
    Object.assign(container, { exitCode: NOT_STARTED, error: error instanceof ApiError ? error.message : '' });
    throw error;
  }
  const now = { started: Date.now(), pid: state.nextPid(), checks: 0, failures: 0 };
  Object.assign(container, { status: 'running', exitCode: 0, error: '', ...now });
  for (const { Name: volume, Driver: driver = '', Destination: destination, Propagation: propagation, RW: writable } of container.mounts) {
    const more = { 'container': container.id, destination, driver, propagation, 'read/write': `${writable}` };
    if (volume !== undefined) state.events.emit('volume', 'mount', volume, more);
  }
  state.emit(container, 'start');
  watchHealth(state, container);
  const { exits } = programOf(expand(container.config), expand(container.host));
  const { started } = container;
  if (exits !== undefined) {
    state.later(10, () => {
      if (isRunning(container) && container.started === started) ended(state, container, exits);
    });
  }
}

/** The program of a container has ended, by itself or by a signal from outside the engine. */
export function ended(state: EngineState, container: Container, exitCode: number): void {
  end(state, container, exitCode);
  if (shouldRestart(container)) restartLater(state, container);
  else settle(state, container);
}

/** The program of a container has ended since the engine stopped it. */
export function endedByEngine(state: EngineState, container: Container, exitCode: number): void {
  end(state, container, exitCode);
  settle(state, container);
}

function end(state: EngineState, container: Container, exitCode: number): void {
  Object.assign(container, { status: 'exited', pid: 0, exitCode, finished: Date.now() });
  if (container.health !== undefined) container.health = 'unhealthy';
  state.emit(container, 'die', { exitCode: `${exitCode}` });
  leaveAll(state, container);
  for (const { Name: volume, Driver: driver = '' } of container.mounts) {
    if (volume !== undefined) state.events.emit('volume', 'unmount', volume, { container: container.id, driver });
  }
  state.changes.emit(`exit:${container.id}`);
}

function settle(state: EngineState, container: Container): void {
  if (field(container.host, 'AutoRemove')) removeEnded(state, container, true);
}

function shouldRestart({ host, exitCode, restarts }: Container): boolean {
  const { Name: name, MaximumRetryCount: most } = objectOf(field(host, 'RestartPolicy'));
  if (textOf(name) === 'on-failure') return exitCode !== 0 && (numberOf(most) === 0 || restarts < numberOf(most));
  return ['always', 'unless-stopped'].includes(textOf(name));
}

function restartLater(state: EngineState, container: Container): void {
  container.status = 'restarting';
  state.later(Math.min(FIRST_PAUSE * 2 ** container.restarts, LONGEST_PAUSE), () => {
    if (container.status !== 'restarting' || !state.containers.has(container)) return;
    container.restarts += 1;
    try {
      run(state, container);
    } catch {
      container.status = 'exited';
      settle(state, container);
    }
  });
}
