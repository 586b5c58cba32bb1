import { AnyModel, AttributeFact, BlockFact, CreateBody, formOf, Inspect, isUnset, unsetOf } from './fact';
import { allFacts, ContainerModel } from './schema';
import { same } from '../../../engine/canonical/form';
import { Value } from '../../../framework/value/value';

/** What to create a container from: all that was asked for, and nothing that was not, which is left to image and engine. */
export function toEngine(model: ContainerModel): CreateBody {
  // The engine's own default has no name, and once it is given another there is no way back to that.
  const body: CreateBody = { HostConfig: { RestartPolicy: { Name: 'no' } } };
  const values = model as unknown as AnyModel;
  for (const [name, row] of allFacts()) {
    if (row.place !== undefined && !isUnset(row, values[name])) row.place.put(body, values[name], values);
  }
  return body;
}

/**
 * A container as the engine shows it, in the words of the schema.
 *
 * @param known  what is known of it: what it is made from, or the last state. What was made with the container as asked
 *               is reported so, and what nobody asked for is not; what can change is reported as it is. Without it (an
 *               import) everything is reported.
 */
export function fromEngine(inspect: Inspect, known?: ContainerModel): ContainerModel {
  const values = (known ?? {}) as unknown as AnyModel;
  const model: Record<string, unknown> = { id: inspect.Id };
  for (const [name, row] of allFacts()) {
    const seen: unknown = row.place?.see(inspect);
    const before = known === undefined ? undefined : values[name] ?? null;
    if (leavesOpen(row, before)) model[name] = before;
    else model[name] = row.report ? row.report(seen as never, before as never, values, inspect) : report(row, seen, before);
  }
  return model as ContainerModel;
}

/** An empty value of what the image or the engine decides leaves it to them, as none does. */
function leavesOpen(row: AttributeFact | BlockFact, known: unknown): boolean {
  if (row.kind !== 'made' || row.emptyCounts || !('attribute' in row) || !row.attribute.computed) return false;
  return known === '' || Array.isArray(known) && known.length === 0;
}

function report(row: AttributeFact | BlockFact, seen: unknown, known: unknown): unknown {
  if (row.kind === 'setting') return known ?? unsetOf(row);
  if (row.kind === 'live') return seen ?? unsetOf(row);
  if (known === undefined) return isUnset(row, seen) ? unsetOf(row) : seen;
  if ('attribute' in row && row.attribute.computed && known === null) return seen ?? null;
  if (isUnset(row, known)) return known ?? unsetOf(row);
  return asAsked(row, seen, known);
}

/** Of what was asked for, what is there. What is there besides comes from image or engine. */
function asAsked(row: AttributeFact | BlockFact, seen: unknown, known: unknown): unknown {
  const form = formOf(row);
  if ('block' in row || row.attribute.type[0] === 'set') {
    const wrap = 'block' in row ? (one: unknown) => one : (one: unknown) => [one];
    return (known as unknown[]).filter((one) => ((seen ?? []) as unknown[]).some((other) => same(wrap(one) as Value, wrap(other) as Value, form)));
  }
  if (row.attribute.type[0] === 'map') {
    return Object.fromEntries(Object.entries((seen ?? {}) as object).filter(([key]) => key in (known as object)));
  }
  return same((seen ?? null) as Value, known as Value, form) ? known : seen ?? null;
}
