import { bodyType } from './body-type';
import { Block, Body } from './schema';
import { blocksOf, isBody } from './walk';
import { conform, emptyObject, toPlain } from '../value/convert';
import { ObjectValue, Value } from '../value/value';

/** Converts a body's values for resource code; unknown values become null. Only the resource knows the result's type, `Model`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function toModel(body: Body, value: ObjectValue): any {
  return toPlain(bodyType(body), value);
}

/** Converts what resource code returned to values of the body's type. Throws a `TypeMismatch` if it does not fit. */
export function fromModel(body: Body, model: unknown): ObjectValue {
  return normalizeBlocks(body, conform(bodyType(body), model) as ObjectValue);
}

/**
 * Replaces null by an empty list if a body has no blocks of a kind: null is a natural way to omit blocks in code, but not
 * valid on the wire. Returns the same object if nothing changes, as is mostly the case, since every call from Terraform
 * passes through here.
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

/** Returns a body in which nothing is set. */
export function emptyBody(body: Body): ObjectValue {
  return fromModel(body, {});
}
