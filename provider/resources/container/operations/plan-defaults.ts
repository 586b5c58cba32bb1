import { changedDefaults, Defaulted, hasDefault } from './engine-defaults';
import { Engine } from '../../../engine/engine';
import { inspectContainer } from '../../../engine/inspect';
import { PlanContext } from '../../../framework/resource';
import { ObjectValue, Unknown } from '../../../framework/value/value';
import { isUnset } from '../fields/fact';
import { factOf } from '../fields/schema';

/**
 * Replaces the container if its log options or its limits change, unless what is removed is what the engine sets for all containers: a new
 * one would have it, too.
 */
export async function replaceForChangedDefaults(
  { client, planned, requireReplace }: PlanContext<Engine>, prior: ObjectValue,
): Promise<void> {
  for (const name of changedDefaults(prior, planned)) {
    const isRemoved = !(planned[name] instanceof Unknown) && isUnset(factOf(name), planned[name]);
    if (!isRemoved || client === undefined || !await isFromEngine(client, String(prior.id), name)) requireReplace([name]);
  }
}

/** Whether a container has for an attribute what the engine sets. If the engine does not answer, or makes no container, nobody knows. */
async function isFromEngine(engine: Engine, id: string, name: Defaulted): Promise<boolean> {
  const inspect = await inspectContainer(engine, id).catch(() => undefined);
  return inspect !== undefined && await hasDefault(engine, inspect, name).catch(() => false);
}
