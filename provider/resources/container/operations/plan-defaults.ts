import { DEFAULTED, hasDefault } from './engine-defaults';
import { Engine } from '../../../engine/engine';
import { inspectContainer } from '../../../engine/inspect';
import { differences } from '../../../framework/plan/replacements';
import { PlanContext } from '../../../framework/resource';
import { ObjectValue, Unknown } from '../../../framework/value/value';
import { isUnset } from '../fields/fact';
import { allFacts, schema } from '../fields/schema';

const FACTS = new Map(allFacts());

/**
 * Replaces the container if its log options or its limits change, unless what is removed is what the engine sets for all containers: a new
 * one would have it, too.
 */
export async function replaceForChangedDefaults(
  { client, planned, requireReplace }: PlanContext<Engine>, prior: ObjectValue,
): Promise<void> {
  const changed = differences(schema, prior, planned);
  for (const name of DEFAULTED) {
    if (!changed.includes(name)) continue;
    const isRemoved = !(planned[name] instanceof Unknown) && isUnset(FACTS.get(name)!, planned[name]);
    if (!isRemoved || client === undefined || !await isFromEngine(client, String(prior.id), name)) requireReplace([name]);
  }
}

/** Whether a container has for an attribute what the engine sets. If the engine does not answer, or makes no container, nobody knows. */
async function isFromEngine(engine: Engine, id: string, name: typeof DEFAULTED[number]): Promise<boolean> {
  const inspect = await inspectContainer(engine, id).catch(() => undefined);
  return inspect !== undefined && await hasDefault(engine, inspect, name).catch(() => false);
}
