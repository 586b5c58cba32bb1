import { forgetMark, isLeftOver, isMadeBy } from './creation-mark';
import { creationFailed } from './errors';
import { removeContainer } from './stop';
import { Attributes } from '../../../../src/shared/virtual-host/broken-rule';
import { VIRTUAL_HOST_LABEL } from '../../../../src/shared/virtual-host/rules';
import { createContainer, Created } from '../../../engine/create-container';
import { Engine } from '../../../engine/engine';
import { EngineError, isConflict, isNotFound } from '../../../engine/errors';
import { inspectContainer } from '../../../engine/inspect';
import { log } from '../../../framework/log';
import { ownerIn } from '../../../virtual-host/others';
import { nameTakenByOthers } from '../../shared/errors';
import { CreateBody, Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';

/**
 * Creates a container with a mark. Removes the container of the same name that an interrupted apply left.
 *
 * @param image a name of the image, which replaces that in the body unless the engine does not know it
 */
export async function createOnEngine(
  engine: Engine, body: CreateBody, desired: ContainerModel, mark: string, image?: string,
): Promise<Created> {
  body.HostConfig.ContainerIDFile = mark;
  const create = (from: CreateBody) => engine.call(`create container "${desired.name}"`, (docker) => createContainer(docker, from));
  const attempt = () => (image === undefined ? create(body) : create({ ...body, Image: image }).catch((error: unknown) => {
    if (isNotFound(error)) return create(body);
    throw error;
  }));
  try {
    return await attempt();
  } catch (error) {
    const existing = mayHaveContainer(error) ? await inspectContainer(engine, desired.name!).catch(() => undefined) : undefined;
    // If the connection was lost, the engine may have created the container anyway.
    if (existing !== undefined && isMadeBy(existing, mark)) return existing;
    const isOfOthers = existing !== undefined && ownerOf(existing) !== ownerIn(desired as unknown as Attributes);
    if (isOfOthers && isConflict(error)) throw nameTakenByOthers(desired.name!, ownerOf(existing), error as EngineError);
    if (existing === undefined || isOfOthers || !isLeftOver(existing)) throw creationFailed(error, desired);
    await removeLeftOver(engine, existing, desired);
  }
  return attempt().catch((error: unknown) => { throw creationFailed(error, desired); });
}

function ownerOf({ Config: { Labels: labels } }: Inspect): string | undefined {
  return (labels as Readonly<Record<string, string>> | null | undefined)?.[VIRTUAL_HOST_LABEL];
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
