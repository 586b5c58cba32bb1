import { putFiles } from './files';
import { containerLogs } from './logs';
import { expect } from './look';
import { forgetMark, isLeftOver, isMadeBy, newMark } from './mark';
import { attachFirst, attachRest } from './networks';
import { untilReady } from './ready';
import { requireApi } from './requirements';
import { requireRuntime } from './runtime';
import { remove } from './stop';
import { passOn } from './warnings';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { createContainer, Created } from '../../../engine/create-container';
import { Engine } from '../../../engine/engine';
import { EngineError, isConflict, isNotFound } from '../../../engine/errors';
import { inspectContainer } from '../../../engine/inspect';
import { log } from '../../../framework/log';
import { ApplyContext } from '../../../framework/resource';
import { nameTaken } from '../../name-taken';
import { whileNoted } from '../../unrecorded';
import { CreateBody, Inspect } from '../fields/fact';
import { requirePolicy } from '../fields/isolation-policy';
import { fromEngine, toEngine } from '../fields/model';
import { ContainerModel, schema } from '../fields/schema';
import { Upload } from '../fields/upload';

/** Makes a container, and has it attached, filled, started and waited for. What exists is recorded as soon as it does. */
export function create(context: ApplyContext<Engine, typeof schema>, desired: ContainerModel): Promise<ContainerModel> {
  const mark = newMark(desired.start !== false);
  return whileNoted(mark, () => createMarked(context, desired, mark));
}

async function createMarked(context: ApplyContext<Engine, typeof schema>, desired: ContainerModel, mark: string): Promise<ContainerModel> {
  const { client: engine } = context;
  requirePolicy(desired, engine);
  await requireApi(engine, desired);
  await requireRuntime(engine, desired.runtime);
  const body = toEngine(desired);
  const rest = await attachFirst(engine, body, desired);
  const { Id: id, ...answer } = await make(engine, body, desired, mark);
  passOn(context, answer, desired.name);
  context.record({ ...desired, id });

  await attachRest(engine, id, rest);
  await putFiles(engine, id, desired.upload as Upload[], desired);
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

async function make(engine: Engine, body: CreateBody, desired: ContainerModel, mark: string): Promise<Created> {
  body.HostConfig.ContainerIDFile = mark;
  const attempt = () => engine.call(`create container "${desired.name}"`, (docker) => createContainer(docker, body));
  try {
    return await attempt();
  } catch (error) {
    const there = isInTheWay(error) ? await inspectContainer(engine, desired.name!).catch(() => undefined) : undefined;
    // When the connection broke off, the engine may have made the container all the same.
    if (there !== undefined && isMadeBy(there, mark)) return there;
    if (there === undefined || !isLeftOver(there)) throw explained(error, desired);
    await removeLeftOver(engine, there, desired);
  }
  return attempt().catch((error: unknown) => { throw explained(error, desired); });
}

/** Whether a creation failed such that there may be a container of that name. */
function isInTheWay(error: unknown): boolean {
  return error instanceof EngineError && (error.statusCode === undefined || isConflict(error));
}

/** As Terraform would, had it been told of it: what failed half way is replaced. */
async function removeLeftOver(engine: Engine, left: Inspect, desired: ContainerModel): Promise<void> {
  log('info', 'Removing a container that an apply left over which was killed before it was done with it', { name: desired.name!, id: left.Id });
  await remove(engine, { ...desired, id: left.Id });
  await forgetMark(left);
}

function explained(error: unknown, desired: ContainerModel): unknown {
  if (isConflict(error) && /name/i.test(error.engineMessage)) {
    return nameTaken('container', desired.name!, error);
  }
  if (isNotFound(error) && /does not match the specified platform/i.test(error.engineMessage)) {
    return new DiagnosticError({
      summary: `The image "${desired.image}" is not for "${desired.platform}"`,
      detail: `The engine says: ${error.engineMessage}\n\nPull it with a \`docker_image\` for that \`platform\`, or leave \`platform\` out.`,
      path: ['platform'],
    });
  }
  if (isNotFound(error) && /image/i.test(error.engineMessage)) {
    return new DiagnosticError({
      summary: `There is no image "${desired.image}" on the engine`,
      detail: `The engine says: ${error.engineMessage}\n\nPull or build it with a \`docker_image\`, and give its \`image_id\` here.`,
      path: ['image'],
    });
  }
  if (error instanceof EngineError && /storage[ -]opt/i.test(error.engineMessage)) {
    return new DiagnosticError({
      summary: 'The engine\'s storage takes no `storage_opts`',
      detail: `The engine says: ${error.engineMessage}\n\nLeave \`storage_opts\` out, or give the engine a storage driver that takes them: \`size\` is known to \`overlay2\` `
        + 'on XFS that is mounted with `pquota`, to `btrfs` and to `zfs` (`docker info` names the one in use).',
      path: ['storage_opts'],
    });
  }
  return error;
}
