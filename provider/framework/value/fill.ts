import { isWhollyKnown } from './compare';
import { emptyObject } from './convert';
import { BigNumber, Dynamic, ObjectValue, Unknown, Value } from './value';

/**
 * Replaces the unknown parts of a value with those of an observed one, and keeps the known parts. An element of a list gets its unknown
 * parts from the observed element that has the same known parts, wherever that is. They are null if there is none.
 */
export function fillUnknown(value: Value, observed: Value): Value {
  if (value instanceof Unknown) return observed;
  if (isWhollyKnown(value)) return value;
  if (Array.isArray(value)) {
    const others = Array.isArray(observed) ? observed as readonly Value[] : [];
    return value.map((element: Value) => (
      isWhollyKnown(element) ? element : fillUnknown(element, others.find((other) => hasKnownParts(element, other)) ?? null)));
  }
  if (!isObjectValue(value)) return observed;
  const others = isObjectValue(observed) ? observed : {};
  const filled = emptyObject<Value>();
  for (const [name, part] of Object.entries(value)) filled[name] = fillUnknown(part, others[name] ?? null);
  return filled;
}

/** Whether an observed value agrees with all known parts of another one. */
function hasKnownParts(value: Value, observed: Value): boolean {
  if (value instanceof Unknown) return true;
  if (!isObjectValue(value)) return JSON.stringify(value) === JSON.stringify(observed);
  return isObjectValue(observed) && Object.entries(value).every(([name, part]) => hasKnownParts(part, observed[name] ?? null));
}

function isObjectValue(value: Value): value is ObjectValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    && !(value instanceof Unknown) && !(value instanceof Dynamic) && !(value instanceof BigNumber);
}
