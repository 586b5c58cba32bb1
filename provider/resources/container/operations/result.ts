import { requireContainer } from './inspect';
import { containerLogs } from './logs';
import { Engine } from '../../../engine/engine';
import { outputCut } from '../../../engine/logs';
import { Context } from '../../../framework/resource';
import { Inspect } from '../fields/fact';
import { fromEngine } from '../fields/model';
import { ContainerModel } from '../fields/schema';

/**
 * Reads the state of a container after an apply, with its output if it was attached. Removes an attached container that has `rm`.
 *
 * @param context  where a warning goes if the output is too long
 * @param latest  the latest answer of the engine, if nothing has changed the container since
 */
export async function readResult(
  { client: engine, warn }: Pick<Context<Engine>, 'client' | 'warn'>, id: string, desired: ContainerModel, latest?: Inspect,
): Promise<ContainerModel> {
  const inspect = latest ?? await requireContainer(engine, id, desired);
  const output = desired.attach && desired.logs ? await containerLogs(engine, id, inspect.Config.Tty) : undefined;
  if (output?.isCut) {
    warn({
      summary: `Only the end of the output of container "${desired.name}" was read`,
      detail: outputCut('container_logs', 'Set `logs = false`, and read what you need with `tail` of the data source `docker_logs`.'),
      path: ['logs'],
    });
  }
  const model = { ...fromEngine(inspect, desired), container_logs: output?.text ?? null };
  if (desired.attach && desired.rm) {
    const options = { v: desired.remove_volumes !== false };
    await engine.call(`remove container "${desired.name}", which has exited`, (docker) => docker.getContainer(id).remove(options));
  }
  return model;
}
