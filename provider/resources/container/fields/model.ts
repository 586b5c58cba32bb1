import { AnyModel, AttributeFact, BlockFact, CreateBody, formOf, Inspect, isUnset, unsetOf } from './fact';
import { allFacts, ContainerModel } from './schema';
import { same } from '../../../engine/canonical/form';
import { Value } from '../../../framework/value/value';

/** Returns the body of a create request. Omits unset attributes, whose values come from the image or the engine. */
export function toEngine(model: ContainerModel): CreateBody {
  // The engine's default restart policy has no name, and an update can't go back to it.
  const body: CreateBody = { HostConfig: { RestartPolicy: { Name: 'no' } } };
  const values = model as unknown as AnyModel;
  for (const [name, row] of allFacts()) {
    if (row.place !== undefined && !isUnset(row, values[name])) row.place.put(body, values[name], values);
  }
  return body;
}

/**
 * Converts the engine's answer to a state.
 *
 * @param known  the desired or prior state. Attributes that can't change live are reported only if they were configured, and as
 *               configured if the meaning is the same. Attributes that can change live are always reported. @default - an import,
 *               which reports everything
 */
export function fromEngine(inspect: Inspect, known?: ContainerModel): ContainerModel {
  const values = (known ?? {}) as unknown as AnyModel;
  const model: Record<string, unknown> = { id: inspect.Id };
  for (const [name, row] of allFacts()) {
    const actual: unknown = row.place?.read(inspect);
    const before = known === undefined ? undefined : values[name] ?? null;
    if (isLeftToEngine(row, before)) model[name] = before;
    else model[name] = row.report ? row.report(actual as never, before as never, values, inspect) : report(row, actual, before);
  }
  return model as ContainerModel;
}

/** Whether an empty value leaves an attribute to the image or the engine, as null does. */
function isLeftToEngine(row: AttributeFact | BlockFact, known: unknown): boolean {
  if (row.kind !== 'made' || row.emptyCounts || !('attribute' in row) || !row.attribute.computed) return false;
  return known === '' || Array.isArray(known) && known.length === 0;
}

function report(row: AttributeFact | BlockFact, actual: unknown, known: unknown): unknown {
  if (row.kind === 'setting') return known ?? unsetOf(row);
  if (row.kind === 'live') return actual ?? unsetOf(row);
  if (known === undefined) return isUnset(row, actual) ? unsetOf(row) : actual;
  if ('attribute' in row && row.attribute.computed && known === null) return actual ?? null;
  if (isUnset(row, known)) return known ?? unsetOf(row);
  return configuredPart(row, actual, known);
}

/** Returns the part of the configured value that the engine reports. Drops elements that the image or the engine added. */
function configuredPart(row: AttributeFact | BlockFact, actual: unknown, known: unknown): unknown {
  const form = formOf(row);
  if ('block' in row || row.attribute.type[0] === 'set') {
    const wrap = 'block' in row ? (one: unknown) => one : (one: unknown) => [one];
    const reported = (actual ?? []) as unknown[];
    const isReported = (one: unknown) => reported.some((other) => same(wrap(one) as Value, wrap(other) as Value, form));
    return (known as unknown[]).filter(isReported);
  }
  if (row.attribute.type[0] === 'map') {
    return Object.fromEntries(Object.entries((actual ?? {}) as object).filter(([key]) => key in (known as object)));
  }
  return same((actual ?? null) as Value, known as Value, form) ? known : actual ?? null;
}
