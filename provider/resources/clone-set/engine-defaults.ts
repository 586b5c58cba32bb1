import { Engine } from '../../engine/engine';
import { inspectContainer } from '../../engine/inspect';
import { PROBE_LABEL, removeProbe } from '../../probe/run';
import { Inspect } from '../container/fields/fact';

type HostConfig = Inspect['HostConfig'];

const known = new WeakMap<Engine, Promise<HostConfig>>();

/**
 * Returns the settings of a container for which nothing was asked. They have what the engine's daemon.json sets for all containers, such as
 * `default-ulimits` and `log-opts`, which an engine tells nowhere else. A container is created for that once, and never starts.
 *
 * @param image an image that the engine has
 */
export function defaultSettings(engine: Engine, image: string): Promise<HostConfig> {
  const asked = known.get(engine);
  if (asked !== undefined) return asked;
  const settings = askFor(engine, image);
  known.set(engine, settings);
  // After a failure, the next call asks again.
  settings.catch(() => known.delete(engine));
  return settings;
}

async function askFor(engine: Engine, image: string): Promise<HostConfig> {
  const { id } = await engine.call('create a container with the engine\'s defaults', (docker) => docker.createContainer({
    Image: image, Entrypoint: ['/'], Cmd: [], Labels: { [PROBE_LABEL]: 'true' },
  }));
  try {
    return (await inspectContainer(engine, id, { fresh: true }))!.HostConfig;
  } finally {
    await removeProbe(engine, id);
  }
}
