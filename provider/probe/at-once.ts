import pLimit from 'p-limit';
import { Engine } from '../engine/engine';

type Limit = ReturnType<typeof pLimit>;

const limits = new WeakMap<Engine, Map<string, Limit>>();

/**
 * Does something on an engine while at most as many others of its kind do, as this process knows of. The containers for it are in no pool,
 * and a stack may ask for any number of them at once.
 */
export function limited<T>(engine: Engine, kind: string, most: number, work: () => Promise<T>): Promise<T> {
  const ofEngine = limits.get(engine) ?? new Map<string, Limit>();
  limits.set(engine, ofEngine);
  const limit = ofEngine.get(kind) ?? pLimit(most);
  ofEngine.set(kind, limit);
  return limit(work);
}
