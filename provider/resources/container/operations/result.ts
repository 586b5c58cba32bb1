import { requireContainer } from './inspect';
import { containerLogs } from './logs';
import { Engine } from '../../../engine/engine';
import { Inspect } from '../fields/fact';
import { fromEngine } from '../fields/model';
import { ContainerModel } from '../fields/schema';

/**
 * Reads the state of a container after an apply, with its output if it was attached. Removes an attached container that has `rm`.
 *
 * @param latest  the latest answer of the engine, if nothing has changed the container since
 */
export async function readResult(engine: Engine, id: string, desired: ContainerModel, latest?: Inspect): Promise<ContainerModel> {
  const inspect = latest ?? await requireContainer(engine, id, desired);
  const output = desired.attach && desired.logs ? await containerLogs(engine, id, inspect.Config.Tty) : null;
  const model = { ...fromEngine(inspect, desired), container_logs: output };
  if (desired.attach && desired.rm) {
    const options = { v: desired.remove_volumes !== false };
    await engine.call(`remove container "${desired.name}", which has exited`, (docker) => docker.getContainer(id).remove(options));
  }
  return model;
}
