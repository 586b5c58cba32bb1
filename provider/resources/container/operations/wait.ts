import { exitedEarly, notHealthy, waitAborted } from './errors';
import { watchEvents } from './events';
import { requireContainer } from './inspect';
import { lastOutput } from './logs';
import { named } from './props';
import { FirstSeconds } from './start';
import { abortAfter } from '../../../engine/connection/abort-after';
import { Engine } from '../../../engine/engine';
import { LONGEST_TIMEOUT } from '../../shared/timeouts';
import { Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';
import { shouldRun } from '../fields/settings';

/**
 * Waits, after a start, until the container is in the state that the model requires: running, healthy, or exited if attached.
 * Throws an error that explains why it did not get there.
 *
 * @param first  the first seconds of a container that was just started. A health check that succeeded is proof enough without them
 * @returns the latest answer of the engine; undefined for an attached container, which has changed since
 */
export async function waitUntilReady(
  engine: Engine, id: string, model: ContainerModel, signal: AbortSignal, first?: FirstSeconds,
): Promise<Inspect | undefined> {
  const healthy = model.wait ? await waitUntilHealthy(engine, id, model, signal) : undefined;
  const inspect = healthy?.State.Health?.Status === 'healthy' ? healthy : await waitUntilLasting(engine, id, model, signal, first);
  if (!model.attach) return inspect;
  await waitUntilExited(engine, inspect, model, signal);
  return undefined;
}

/** Waits until the container has run for `must_run_for`. */
async function waitUntilLasting(
  engine: Engine, id: string, model: ContainerModel, signal: AbortSignal, first?: FirstSeconds,
): Promise<Inspect> {
  const exitCode = first && await Promise.race([first.exit, aborted(signal)]);
  const inspect = await requireContainer(engine, id, model);
  if (exitCode !== undefined) {
    throw exitedEarly(inspect, model, `within ${model.must_run_for} s of its start`, await lastOutput(engine, inspect, model), exitCode);
  }
  if (!inspect.State.Running && shouldRun(model)) {
    throw exitedEarly(inspect, model, 'right after it was started', await lastOutput(engine, inspect, model));
  }
  return inspect;
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

/** What ends a wait for health, if it is not that the engine reports the container as healthy. */
interface HealthCondition {
  readonly isMet: (inspect: Inspect) => Promise<boolean>;
  /** The events after which it may be met, besides those of the container. */
  readonly events: readonly string[];
}

/** Waits until a container is healthy. Throws an error that explains why it did not become healthy. */
export async function waitUntilHealthy(
  engine: Engine, id: string, model: ContainerModel, signal: AbortSignal,
  { isMet, events: more }: HealthCondition = { isMet: (inspect) => isHealthy(engine, inspect, model), events: [] },
): Promise<Inspect> {
  const timeout = (model.wait_timeout ?? 60) * 1000;
  const deadline = abortAfter(signal, timeout);
  let events = await watchEvents(engine, id, deadline, more);
  try {
    for (;;) {
      const inspect = await requireContainer(engine, id, model);
      if (await isMet(inspect)) return inspect;
      if (!await events.next()) {
        const output = await lastOutput(engine, inspect, model);
        if (signal.aborted) throw waitAborted(model, signal, output);
        const reason = `It was not healthy within ${timeout / 1000} s, as ${named('wait_timeout')} allows.`;
        const podman = (await engine.version()).isPodman ? ' Podman runs health checks only on a host with systemd.' : '';
        throw notHealthy(inspect, model, reason + podman, output);
      }
      if (!events.isOpen()) events = await watchEvents(engine, id, deadline, more);
    }
  } finally {
    events.close();
  }
}

/** Whether the wait for health can end. Throws if the container can't become healthy any more. */
export async function isHealthy(engine: Engine, inspect: Inspect, model: ContainerModel): Promise<boolean> {
  const { State: state } = inspect;
  const health = state.Health?.Status ?? 'none';
  if (!state.Running) {
    // A job may have finished its work already.
    if (!shouldRun(model) && state.ExitCode === 0 && health === 'none') return true;
    throw exitedEarly(inspect, model, 'before it was healthy', await lastOutput(engine, inspect, model));
  }
  if (state.Restarting) return false;
  // While a container is paused, as it should be, no health check runs.
  if (state.Status === 'paused' && (!state.Paused || model.suspended)) return true;
  // Between two runs, the engine reports a container as unhealthy before it has tested it.
  if (health === 'unhealthy' && (state.Health?.FailingStreak ?? 0) > 0) {
    throw notHealthy(inspect, model, 'The engine reports it as unhealthy.', await lastOutput(engine, inspect, model));
  }
  return health === 'healthy' || health === 'none';
}

async function waitUntilExited(engine: Engine, inspect: Inspect, model: ContainerModel, signal: AbortSignal): Promise<void> {
  const { Id: id } = inspect;
  const condition = { condition: 'not-running' } as const;
  try {
    await engine.whileAlive({ signal }, (alive) => (
      engine.call(`wait until container "${id}" exits`, (docker) => docker.getContainer(id).wait(condition), {
        timeout: LONGEST_TIMEOUT, signal: alive,
      })));
  } catch (error) {
    throw signal.aborted ? waitAborted(model, signal, await lastOutput(engine, inspect, model)) : error;
  }
}
