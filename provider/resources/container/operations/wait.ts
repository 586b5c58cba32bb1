import { watch } from './events';
import { expect } from './inspect';
import { lastWords } from './logs';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';
import { shouldRun } from '../fields/settings';
import { LONGEST_LIMIT } from '../fields/timeouts';

/**
 * After a start: sees to it that the container is as it should be by now, or says in an error what became of it.
 *
 * @returns the container as it was then, unless it was waited for beyond that
 */
export async function untilReady(engine: Engine, id: string, model: ContainerModel, signal: AbortSignal): Promise<Inspect | undefined> {
  const inspect = model.wait ? await untilHealthy(engine, id, model, signal) : await expect(engine, id, model);
  if (!inspect.State.Running && shouldRun(model)) throw await died(engine, inspect, model, 'right after it was started');
  if (!model.attach) return inspect;
  await untilEnded(engine, inspect, model, signal);
  return undefined;
}

async function untilHealthy(engine: Engine, id: string, model: ContainerModel, signal: AbortSignal): Promise<Inspect> {
  const timeout = (model.wait_timeout ?? 60) * 1000;
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
  let events = await watch(engine, id, deadline);
  try {
    for (;;) {
      const inspect = await expect(engine, id, model);
      const { State: state } = inspect;
      const health = state.Health?.Status ?? 'none';
      if (!state.Running) {
        // A job that is not expected to keep running may have done what it was there for.
        if (!shouldRun(model) && state.ExitCode === 0 && health === 'none') return inspect;
        throw await died(engine, inspect, model, 'before it was healthy');
      }
      if (!state.Restarting && ['healthy', 'none'].includes(health)) return inspect;
      // Between two runs the engine calls a container unhealthy before it has tested it.
      if (health === 'unhealthy' && !state.Restarting && (state.Health?.FailingStreak ?? 0) > 0) throw await unhealthy(engine, inspect, model, 'The engine found it unhealthy.');
      if (!await events.next()) {
        if (signal.aborted) throw await givenUp(engine, inspect, model, signal);
        throw await unhealthy(engine, inspect, model, `It was not healthy within ${timeout / 1000} s (\`wait_timeout\`).`);
      }
      if (!events.isOpen()) events = await watch(engine, id, deadline);
    }
  } finally {
    events.close();
  }
}

async function untilEnded(engine: Engine, inspect: Inspect, model: ContainerModel, signal: AbortSignal): Promise<void> {
  const { Id: id } = inspect;
  const options = { timeout: LONGEST_LIMIT, signal };
  await engine.call(`wait for the end of container "${id}"`, (docker) => docker.getContainer(id).wait({ condition: 'not-running' }), options).catch(async (error: unknown) => {
    throw signal.aborted ? await givenUp(engine, inspect, model, signal) : error;
  });
}

async function died(engine: Engine, inspect: Inspect, model: ContainerModel, when: string): Promise<DiagnosticError> {
  const { ExitCode: code, OOMKilled: outOfMemory, Error: reason } = inspect.State;
  return new DiagnosticError({
    summary: `Container "${model.name}" ended ${when}, with exit code ${code}`,
    detail: [
      ...(outOfMemory ? ['It needed more memory than `memory` allows.'] : []),
      ...(reason ? [`The engine says: ${reason}`] : []),
      await lastWords(engine, inspect.Id, inspect.Config.Tty),
      'Mend what the container complains of, and apply again. If it is meant to end by itself, set `must_run = false`, or `attach = true` to wait for its end.',
    ].join('\n\n'),
  });
}

async function unhealthy(engine: Engine, inspect: Inspect, model: ContainerModel, why: string): Promise<DiagnosticError> {
  const probe = inspect.State.Health?.Log?.at(-1);
  const restarts = inspect.RestartCount > 0 ? [`The engine has restarted it ${inspect.RestartCount} times; its last exit code was ${inspect.State.ExitCode}.`] : [];
  return new DiagnosticError({
    summary: `Container "${model.name}" is not healthy`,
    detail: [
      why,
      ...restarts,
      ...(probe === undefined ? [] : [`Its last health check ended with ${probe.ExitCode}:\n${probe.Output.trimEnd().replace(/^/gm, '  ')}`]),
      await lastWords(engine, inspect.Id, inspect.Config.Tty),
      'Mend the container or its `healthcheck`, or give it more time: `wait_timeout`.',
    ].join('\n\n'),
  });
}

/** Terraform was asked to stop, or `timeouts` allow no more. */
async function givenUp(engine: Engine, inspect: Inspect, model: ContainerModel, { reason }: AbortSignal): Promise<DiagnosticError> {
  if (reason instanceof DiagnosticError) {
    const words = await lastWords(engine, inspect.Id, inspect.Config.Tty);
    return new DiagnosticError(...reason.diagnostics.map((diagnostic) => ({ ...diagnostic, detail: `${diagnostic.detail}\n\n${words}` })));
  }
  return new DiagnosticError({ summary: `Stopped waiting for container "${model.name}"`, detail: 'Terraform was asked to stop. The container is there, and the next apply replaces it.' });
}
