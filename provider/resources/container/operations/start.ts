import { startFailed } from './errors';
import { joinInTurn } from './network-turn';
import { Watch, watchDeath } from './shared-events';
import { Engine } from '../../../engine/engine';
import { ContainerModel } from '../fields/schema';
import { shouldRun } from '../fields/settings';

/** The first seconds of a container that was just started. */
export interface FirstSeconds {
  /** Resolves with the exit code if the container ends within `must_run_for`, and else with undefined after that time. */
  readonly exit: Promise<number | undefined>;
}

const UNWATCHED: FirstSeconds = { exit: Promise.resolve(undefined) };

/** Starts a container that is not running, and watches its first seconds if it has to keep running. */
export async function startContainer(engine: Engine, id: string, model: ContainerModel): Promise<FirstSeconds> {
  const milliseconds = shouldRun(model) ? (model.must_run_for ?? 0) * 1000 : 0;
  // Watched from before the start, so that no end is missed.
  const watch = milliseconds === 0 ? undefined : await watchDeath(engine, id);
  try {
    await joinInTurn(engine, id, model, () => (
      engine.call(`start container "${model.name}"`, (docker) => docker.getContainer(id).start())));
  } catch (error) {
    watch?.end();
    throw startFailed(error, model);
  }
  return watch === undefined ? UNWATCHED : { exit: within(milliseconds, watch) };
}

function within(milliseconds: number, { seen, end }: Watch<number>): Promise<number | undefined> {
  const timer = setTimeout(end, milliseconds);
  return seen.finally(() => clearTimeout(timer));
}
