import { startFailed } from './errors';
import { Engine } from '../../../engine/engine';
import { ContainerModel } from '../fields/schema';

/** Starts a container that is not running. */
export async function startContainer(engine: Engine, id: string, desired: ContainerModel): Promise<void> {
  try {
    await engine.call(`start container "${desired.name}"`, (docker) => docker.getContainer(id).start());
  } catch (error) {
    throw startFailed(error, desired);
  }
}
