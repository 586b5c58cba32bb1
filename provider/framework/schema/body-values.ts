import { bodyType } from './body-type';
import { Body } from './schema';
import { isBody } from './walk';
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

/** Null is not a way to say "no blocks" on the wire, but it is a natural way to leave them out. */
export function normalizeBlocks(body: Body, value: ObjectValue): ObjectValue {
  const names = Object.keys(body.blocks ?? {});
  if (names.length === 0) {
    return value;
  }
  const result = Object.assign(emptyObject<Value>(), value);
  for (const name of names) {
    const block = body.blocks![name]!;
    const found = value[name] ?? null;
    if (block.nesting === 'single') {
      result[name] = isBody(found) ? normalizeBlocks(block, found) : found;
    } else if (found === null) {
      result[name] = [];
    } else if (Array.isArray(found)) {
      result[name] = found.map((element: Value) => (isBody(element) ? normalizeBlocks(block, element) : element));
    }
  }
  return result;
}

/** A body of which nothing is set. */
export function emptyBody(body: Body): ObjectValue {
  return fromModel(body, {});
}
