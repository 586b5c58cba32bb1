import { Engine } from '../../../engine/engine';
import { ContainerModel } from '../fields/schema';

/** Starts a container that is not running. */
export function startContainer(engine: Engine, id: string, { name }: ContainerModel): Promise<unknown> {
  return engine.call(`start container "${name}"`, (docker) => docker.getContainer(id).start());
}
