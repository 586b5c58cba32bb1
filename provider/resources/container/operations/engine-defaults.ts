import { Engine } from '../../../engine/engine';
import { inspectContainer } from '../../../engine/inspect';
import { differences } from '../../../framework/plan/replacements';
import { Body } from '../../../framework/schema/schema';
import { ObjectValue } from '../../../framework/value/value';
import { PROBE_LABEL, removeProbe } from '../../../probe/run';
import { Inspect } from '../fields/fact';
import { ContainerModel, factOf, schema } from '../fields/schema';

/**
 * What the engine's daemon.json sets for all containers (`log-opts`, `default-ulimits`) and reports as if it had been asked for. An import
 * finds it in a container.
 */
export type Defaulted = 'log_opts' | 'ulimit';

/** The part of the schema with these. Each plan of a container compares it, so it has nothing else. */
const DEFAULTED: Body = {
  attributes: { log_opts: schema.attributes.log_opts }, blocks: { ulimit: schema.blocks.ulimit },
};

/** Returns which of them differ between a plan and the state before. */
export function changedDefaults(prior: ObjectValue, planned: ObjectValue): readonly Defaulted[] {
  return differences(DEFAULTED, prior, planned) as Defaulted[];
}

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

/** Whether a container has, for an attribute, what the engine sets for a container that leaves it to the engine. */
export async function hasDefault(engine: Engine, inspect: Inspect, name: keyof ContainerModel): Promise<boolean> {
  const ofEngine = { ...inspect, HostConfig: await defaultSettings(engine, inspect.Image) };
  // The engine's options are those of its own logging driver.
  if (name === 'log_opts' && inspect.HostConfig.LogConfig?.Type !== ofEngine.HostConfig.LogConfig?.Type) return false;
  const read = (of: Inspect) => {
    const value = factOf(name).place?.read(of) ?? null;
    // An engine has its limits in any order.
    return JSON.stringify(Array.isArray(value) ? value.map((each) => JSON.stringify(each)).sort() : value);
  };
  return read(inspect) === read(ofEngine);
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
