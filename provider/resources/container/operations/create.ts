import { requireApi } from './api-requirements';
import { forgetMark, isLeftOver, isMadeBy, newMark } from './creation-mark';
import { creationFailed } from './errors';
import { attachFirst, attachRest } from './networks';
import { readResult } from './result';
import { requireRuntime } from './runtime';
import { startContainer } from './start';
import { removeContainer } from './stop';
import { putFiles } from './uploads';
import { verifyCreated, verifyStarted, verifyVolumes } from './verify';
import { waitUntilReady } from './wait';
import { reportWarnings } from './warnings';
import { createContainer, Created } from '../../../engine/create-container';
import { Engine } from '../../../engine/engine';
import { EngineError, isConflict } from '../../../engine/errors';
import { inspectContainer } from '../../../engine/inspect';
import { log } from '../../../framework/log';
import { ApplyContext } from '../../../framework/resource';
import { requireIsolation } from '../../../isolation/judge';
import { whilePending } from '../../shared/creation-journal';
import { CreateBody, Inspect } from '../fields/fact';
import { toEngine } from '../fields/model';
import { ContainerModel, schema } from '../fields/schema';
import { Upload } from '../fields/upload';

type CreateContext = ApplyContext<Engine, typeof schema>;

/**
 * Creates a container, connects it to its networks, uploads its files, starts it and waits for it.
 * Records the container in the state as soon as it exists.
 */
export function create(context: CreateContext, desired: ContainerModel): Promise<ContainerModel> {
  const mark = newMark(desired.start !== false);
  return whilePending(mark, () => createMarked(context, desired, mark));
}

async function createMarked(context: CreateContext, desired: ContainerModel, mark: string): Promise<ContainerModel> {
  const { client: engine } = context;
  requireIsolation(desired, engine);
  await requireApi(engine, desired);
  await requireRuntime(engine, desired.runtime);
  const body = toEngine(desired);
  const rest = await attachFirst(engine, body, desired);
  await verifyVolumes(engine, desired, context.signal);
  const { Id: id, ...answer } = await createOnEngine(engine, body, desired, mark);
  const seesHost = await removeIfRefused(engine, id, desired, () => verifyCreated(engine, id, desired, context.signal));
  reportWarnings(context, answer, desired.name);
  context.record({ ...desired, id });

  await attachRest(engine, id, rest);
  await putFiles(engine, id, desired.upload as Upload[], desired);
  if (desired.start === false) return readResult(context, id, desired);
  const first = await startContainer(engine, id, desired);
  if (seesHost) await removeIfRefused(engine, id, desired, () => verifyStarted(engine, id, desired, context.signal));
  return readResult(context, id, desired, await waitUntilReady(engine, id, desired, context.signal, first));
}

/** Removes the container if it is weaker than its policy, or if that can't be found out. */
async function removeIfRefused<T>(engine: Engine, id: string, desired: ContainerModel, verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (error) {
    await removeContainer(engine, { ...desired, id, destroy_grace_seconds: null, stop_timeout: null, remove_volumes: true });
    throw error;
  }
}

async function createOnEngine(engine: Engine, body: CreateBody, desired: ContainerModel, mark: string): Promise<Created> {
  body.HostConfig.ContainerIDFile = mark;
  const attempt = () => engine.call(`create container "${desired.name}"`, (docker) => createContainer(docker, body));
  try {
    return await attempt();
  } catch (error) {
    const existing = mayHaveContainer(error) ? await inspectContainer(engine, desired.name!).catch(() => undefined) : undefined;
    // If the connection was lost, the engine may have created the container anyway.
    if (existing !== undefined && isMadeBy(existing, mark)) return existing;
    if (existing === undefined || !isLeftOver(existing)) throw creationFailed(error, desired);
    await removeLeftOver(engine, existing, desired);
  }
  return attempt().catch((error: unknown) => { throw creationFailed(error, desired); });
}

/** Whether a container with the name may exist after this error: the name is taken, or the connection was lost. */
function mayHaveContainer(error: unknown): boolean {
  return error instanceof EngineError && (error.statusCode === undefined || isConflict(error));
}

/** Removes the container of an interrupted apply. If it were recorded in the state, Terraform would replace it, too. */
async function removeLeftOver(engine: Engine, leftOver: Inspect, desired: ContainerModel): Promise<void> {
  log('info', 'Removing a container of an apply that was killed before it finished', { name: desired.name!, id: leftOver.Id });
  await removeContainer(engine, { ...desired, id: leftOver.Id });
  await forgetMark(leftOver);
}
