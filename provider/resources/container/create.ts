import { CreateBody, Inspect } from './fact';
import { putFiles } from './files';
import { containerLogs } from './logs';
import { expect, look } from './look';
import { fromEngine, isMadeFrom, toEngine } from './model';
import { attachFirst, attachRest } from './networks';
import { untilReady } from './ready';
import { requireApi } from './requirements';
import { ContainerModel, schema } from './schema';
import { Upload } from './upload';
import { Engine } from '../../engine/engine';
import { EngineError, isConflict, isNotFound } from '../../engine/errors';
import { DiagnosticError } from '../../framework/diagnostics';
import { ApplyContext } from '../../framework/resource';

/** Makes a container, and has it attached, filled, started and waited for. What exists is recorded as soon as it does. */
export async function create(context: ApplyContext<Engine, typeof schema>, desired: ContainerModel): Promise<ContainerModel> {
  const { client: engine } = context;
  await requireApi(engine, desired);
  const body = toEngine(desired);
  await attachFirst(engine, body, desired);
  const id = await make(engine, body, desired);
  context.record({ ...desired, id });

  await attachRest(engine, id, desired);
  await putFiles(engine, id, desired.upload as Upload[]);
  if (desired.start === false) return finish(engine, id, desired);
  await start(engine, id, desired);
  return finish(engine, id, desired, await untilReady(engine, id, desired, context.signal));
}

/**
 * The container as it has become, with the output of one that was attached to.
 *
 * @param last  the container as it was seen last, where nothing was done to it since
 */
export async function finish(engine: Engine, id: string, desired: ContainerModel, last?: Inspect): Promise<ContainerModel> {
  const inspect = last ?? await expect(engine, id, desired);
  const output = desired.attach && desired.logs ? await containerLogs(engine, id, inspect.Config.Tty) : null;
  const model = { ...fromEngine(inspect, desired), container_logs: output };
  if (desired.attach && desired.rm) {
    await engine.call(`remove container "${desired.name}", which has ended`, (docker) => docker.getContainer(id).remove({ v: desired.remove_volumes !== false }));
  }
  return model;
}

export function start(engine: Engine, id: string, model: ContainerModel): Promise<unknown> {
  return engine.call(`start container "${model.name}"`, (docker) => docker.getContainer(id).start());
}

async function make(engine: Engine, body: CreateBody, desired: ContainerModel): Promise<string> {
  try {
    return await engine.call(`create container "${desired.name}"`, async (docker) => (await docker.createContainer(body)).id);
  } catch (error) {
    const found = error instanceof EngineError && error.statusCode === undefined ? await halfMade(engine, desired) : undefined;
    if (found !== undefined) return found;
    throw explained(error, desired);
  }
}

/**
 * When the connection broke off, the engine may have made the container all the same. One of that name that was never
 * started and is all that was asked for is it.
 */
async function halfMade(engine: Engine, desired: ContainerModel): Promise<string | undefined> {
  const inspect = await look(engine, desired.name!, desired).catch(() => undefined);
  return inspect?.State.Status === 'created' && isMadeFrom(inspect, desired) ? inspect.Id : undefined;
}

function explained(error: unknown, desired: ContainerModel): unknown {
  if (isConflict(error) && /name/i.test((error as EngineError).engineMessage)) {
    return new DiagnosticError({
      summary: `The name "${desired.name}" is taken by another container`,
      detail: `The engine says: ${(error as EngineError).engineMessage}\n\nChoose another name, remove that container (docker rm ${desired.name}), or take it over with terraform import.`,
      path: ['name'],
    });
  }
  if (isNotFound(error) && /image/i.test((error as EngineError).engineMessage)) {
    return new DiagnosticError({
      summary: `There is no image "${desired.image}" on the engine`,
      detail: `The engine says: ${(error as EngineError).engineMessage}\n\nPull or build it with a \`docker_image\`, and give its \`image_id\` here.`,
      path: ['image'],
    });
  }
  return error;
}
