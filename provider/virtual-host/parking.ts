import { rulesOf } from './judge';
import { Attributes } from '../../src/shared/virtual-host/broken-rule';
import { Engine } from '../engine/engine';

/** What this process creates and is about to pause, by engine and virtual container host. Until it is paused, it counts. */
const parking = new WeakMap<Engine, Map<string, Set<Promise<unknown>>>>();

/** Creates a container. If it is to be suspended, what finds no room in its virtual container host meanwhile can wait for it. */
export async function whileParking<T>(engine: Engine, container: Attributes, create: () => Promise<T>): Promise<T> {
  const rules = container.suspended === true ? rulesOf(container) : undefined;
  if (rules?.max_containers === undefined) return create();
  const byName = parking.get(engine) ?? new Map<string, Set<Promise<unknown>>>();
  parking.set(engine, byName);
  const all = byName.get(rules.name) ?? new Set();
  byName.set(rules.name, all);
  const created = create();
  all.add(created);
  try {
    return await created;
  } finally {
    all.delete(created);
  }
}

/**
 * Returns what waits until one of the containers is paused that are about to be in a virtual container host, or undefined if there is none
 * now. It also ends if one could not be created.
 */
export function onceParked(engine: Engine, host: string): (() => Promise<unknown>) | undefined {
  const all = [...parking.get(engine)?.get(host) ?? []];
  return all.length === 0 ? undefined : () => Promise.race(all).catch(() => undefined);
}
