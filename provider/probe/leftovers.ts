import Dockerode from 'dockerode';
import { removeProbe } from './run';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { addPending, orphansOn, removePending } from '../engine/creation-journal';
import { Engine } from '../engine/engine';
import { isNotFound, isUnanswered } from '../engine/errors';
import { removeImage } from '../engine/image/images';
import { conforming } from '../engine/shape/conforms';
import { containersShape } from '../engine/shape/container';
import { log } from '../framework/log';

/*
 * An apply that is killed leaves the image of its programs, and the containers of it: one that has not started yet, or a lock. So an image
 * is in the creation journal while it exists, and the next apply in the same folder removes those of processes that have ended.
 */

/** In milliseconds: how long to wait until an image is removed. */
const REMOVAL_TIMEOUT = 5_000;

/**
 * Removes an image of programs, and does not wait for what others do: before an engine removes an image, it looks at each container, and
 * waits for those that start. Whoever made one can make its start last for ever. The engine goes on once that has ended.
 */
export async function removeProgramImage(engine: Engine, image: string): Promise<void> {
  try {
    await removeImage(engine, image, { force: false, timeout: REMOVAL_TIMEOUT });
  } catch (error) {
    if (!isUnanswered(error)) throw error;
    log('warn', 'The engine has not removed an image of programs yet', { image, error: error.message });
  }
}

/** The engines from which what was left has been or is being removed. */
const cleanups = new WeakMap<Engine, Promise<void>>();

/** Does something while an image of programs may exist. Removes those that were left before, once for each engine. */
export async function whileImageExists<T>(engine: Engine, image: string, work: () => Promise<T>): Promise<T> {
  if (!cleanups.has(engine)) cleanups.set(engine, removeLeft(engine));
  await cleanups.get(engine);
  addPending(image, journalOf(engine));
  const result = await work();
  // After a failure, the image may still be there.
  await removePending(image);
  return result;
}

function journalOf({ endpoint }: Engine): string {
  return `images of programs on ${endpoint.address}`;
}

async function removeLeft(engine: Engine): Promise<void> {
  for (const image of orphansOn(journalOf(engine))) {
    try {
      await removeWithContainers(engine, image);
      await removePending(image);
    } catch (error) {
      // It does no harm, and the next apply tries again.
      if (!(error instanceof DiagnosticError)) throw error;
    }
  }
}

async function removeWithContainers(engine: Engine, image: string): Promise<void> {
  const filters = { ancestor: [image] };
  const list = async (docker: Dockerode) => conforming(containersShape, await docker.listContainers({ all: true, filters }));
  const containers = await engine.call(`list the containers of the image "${image}", which an interrupted apply left`, list)
    .catch((error: unknown) => {
      // The engine knows no such image.
      if (isNotFound(error)) return [];
      throw error;
    });
  for (const { Id: id } of containers) await removeProbe(engine, id);
  await removeProgramImage(engine, image);
}
