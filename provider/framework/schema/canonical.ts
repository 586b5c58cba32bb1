import { bodyType } from './body-type';
import { Attribute, Block, Body } from './schema';
import { isBody, knownBlocks } from './walk';
import { equal, isWhollyKnown } from '../value/compare';
import { emptyObject, restoreDigits, withoutNulls } from '../value/convert';
import { ObjectValue, Value } from '../value/value';

/** Whether two values of an attribute mean the same: they are equal, or have the same canonical form. */
export function sameAttribute(attribute: Attribute, a: Value, b: Value): boolean {
  if (equal(attribute.type, a, b)) {
    return true;
  }
  return a !== null && b !== null && isWhollyKnown(a) && isWhollyKnown(b)
    && equal(attribute.type, canonicalAttribute(attribute, a), canonicalAttribute(attribute, b));
}

/** Returns the canonical form of a value. A null in a map always counts as not set. */
function canonicalAttribute({ type, canonical }: Attribute, value: Value): Value {
  const withoutNullKeys = withoutNulls(type, value);
  return canonical === undefined ? withoutNullKeys : canonical(withoutNullKeys);
}

/** Whether an observed value means the same as the expected one: resource code may have rounded it to a JavaScript number. */
export function sameObserved(attribute: Attribute, expected: Value, observed: Value): boolean {
  return sameAttribute(attribute, expected, restoreDigits(expected, observed));
}

/** Whether two wholly known blocks mean the same, by the block's own canonical form. */
export function sameBlock(block: Block, a: ObjectValue, b: ObjectValue): boolean {
  return block.canonical !== undefined && isWhollyKnown(a) && isWhollyKnown(b)
    && equal(bodyType(block), canonicalBlock(block, a), canonicalBlock(block, b));
}

/** Returns a body with every attribute and block in its canonical form. Null and unknown values stay as they are. */
export function canonicalBody(body: Body, value: ObjectValue): ObjectValue {
  const result = Object.assign(emptyObject<Value>(), value);
  for (const [name, attribute] of Object.entries(body.attributes)) {
    const part = value[name] ?? null;
    if (part !== null && isWhollyKnown(part)) {
      result[name] = canonicalAttribute(attribute, part);
    }
  }
  for (const [name, block] of Object.entries(body.blocks ?? {})) {
    const part = value[name] ?? null;
    if (isBody(part)) {
      result[name] = canonicalBlock(block, part);
    } else if (Array.isArray(part)) {
      result[name] = knownBlocks(part).map((element) => canonicalBlock(block, element));
    }
  }
  return result;
}

function canonicalBlock(block: Block, value: ObjectValue): ObjectValue {
  const result = canonicalBody(block, value);
  return block.canonical !== undefined && isWhollyKnown(result) ? block.canonical(result) as ObjectValue : result;
}
