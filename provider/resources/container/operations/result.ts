import { requireContainer } from './inspect';
import { containerLogs } from './logs';
import { removeContainer } from './stop';
import { Engine } from '../../../engine/engine';
import { outputCut } from '../../../engine/logs';
import { Context } from '../../../framework/resource';
import { Inspect } from '../fields/fact';
import { fromEngine } from '../fields/model';
import { ContainerModel } from '../fields/schema';

/**
 * Reads the state of a container after an apply, with its output if it was attached. Then removes an attached container that has `rm`, as
 * a destroy does.
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
    await removeContainer(engine, { ...desired, id });
  }
  return model;
}
