import { bodyType } from './body-type';
import { Block, Body } from './schema';
import { blocksOf, isBody } from './walk';
import { conform, emptyObject, toPlain } from '../value/convert';
import { ObjectValue, Value } from '../value/value';

/** A body's values for resource code: what is unknown is null. The type is the schema's, which only the resource knows. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function toModel(body: Body, value: ObjectValue): any {
  return toPlain(bodyType(body), value);
}

/** What resource code returned, as values of the body's type. Throws a `TypeMismatch` where it is not. */
export function fromModel(body: Body, model: unknown): ObjectValue {
  return normalizeBlocks(body, conform(bodyType(body), model) as ObjectValue);
}

/**
 * Null is not a way to say "no blocks" on the wire, but it is a natural way to leave them out. What needs no change is given
 * back as it is: mostly that is all of it, and every call of Terraform comes by here.
 */
export function normalizeBlocks(body: Body, value: ObjectValue): ObjectValue {
  let result: { [name: string]: Value } | undefined;
  for (const [name, block] of blocksOf(body)) {
    const found = value[name] ?? null;
    const normalized = normalizeBlock(block, found);
    if (normalized !== found) {
      result ??= Object.assign(emptyObject<Value>(), value);
      result[name] = normalized;
    }
  }
  return result ?? value;
}

function normalizeBlock(block: Block, found: Value): Value {
  if (block.nesting === 'single') {
    return isBody(found) ? normalizeBlocks(block, found) : found;
  }
  if (found === null) {
    return [];
  }
  if (!Array.isArray(found)) {
    return found;
  }
  const elements = found.map((element: Value) => (isBody(element) ? normalizeBlocks(block, element) : element));
  return elements.some((element, index) => element !== found[index]) ? elements : found;
}

/** A body of which nothing is set. */
export function emptyBody(body: Body): ObjectValue {
  return fromModel(body, {});
}
