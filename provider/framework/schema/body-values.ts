import { bodyType } from './body-type';
import { Block, Body } from './schema';
import { blocksOf, isBody } from './walk';
import { conform, emptyObject, toPlain } from '../value/convert';
import { ObjectValue, Value } from '../value/value';

/** Converts a body's values for resource code; unknown values become null. The type is `any`, since only the resource knows its `Model`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function toModel(body: Body, value: ObjectValue): any {
  return toPlain(bodyType(body), value);
}

/** Converts what resource code returned to values of the body's type. Throws a `TypeMismatch` if it does not fit. */
export function fromModel(body: Body, model: unknown): ObjectValue {
  return normalizeBlocks(body, conform(bodyType(body), model) as ObjectValue);
}

/**
 * Replaces null with an empty list where a body has no blocks of a kind. Code may use null to omit blocks, but Terraform
 * does not accept it. Returns the same object if nothing changes, which is the usual case: every call from Terraform
 * passes through here.
 */
export function normalizeBlocks(body: Body, value: ObjectValue): ObjectValue {
  let result: { [name: string]: Value } | undefined;
  for (const [name, block] of blocksOf(body)) {
    const blocks = value[name] ?? null;
    const normalized = normalizeBlocksOfKind(block, blocks);
    if (normalized !== blocks) {
      result ??= Object.assign(emptyObject<Value>(), value);
      result[name] = normalized;
    }
  }
  return result ?? value;
}

function normalizeBlocksOfKind(block: Block, blocks: Value): Value {
  if (block.nesting === 'single') {
    return isBody(blocks) ? normalizeBlocks(block, blocks) : blocks;
  }
  if (blocks === null) {
    return [];
  }
  if (!Array.isArray(blocks)) {
    return blocks;
  }
  const elements = blocks.map((element: Value) => (isBody(element) ? normalizeBlocks(block, element) : element));
  return elements.some((element, index) => element !== blocks[index]) ? elements : blocks;
}

/** Returns a body in which nothing is set. */
export function emptyBody(body: Body): ObjectValue {
  return fromModel(body, {});
}
