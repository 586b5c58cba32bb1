import { decimalKey, numberText } from './decimal';
import { partType, Type } from './type';
import { BigNumber, Dynamic, ObjectValue, Unknown, Value } from './value';

/** Whether two values of a type are equal, even if their JavaScript representations differ. Ignores the order of a set. */
export function equal(type: Type, a: Value, b: Value): boolean {
  if (a === b) {
    return true;
  }
  if (a === null || b === null || typeof a === 'string' || typeof a === 'boolean') {
    return false;
  }
  if (a instanceof Unknown || b instanceof Unknown) {
    return a instanceof Unknown && b instanceof Unknown;
  }
  if (a instanceof Dynamic && b instanceof Dynamic) {
    return JSON.stringify(a.type) === JSON.stringify(b.type) && equal(a.type, a.value, b.value);
  }
  if (typeof type !== 'string' && type[0] !== 'set' && Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length
      && a.every((element: Value, index) => equal(partType(type, index), element, b[index] as Value));
  }
  if (typeof type !== 'string' && type[0] === 'object') {
    return Object.entries(type[1]).every(([name, part]) => (
      equal(part, (a as ObjectValue)[name] ?? null, (b as ObjectValue)[name] ?? null)
    ));
  }
  return valueKey(type, a) === valueKey(type, b);
}

/** Returns a key for a value: two values of a type have the same key if and only if they are equal. */
export function valueKey(type: Type, value: Value): string {
  if (value === null) {
    return 'null';
  }
  if (value instanceof Unknown) {
    return 'unknown';
  }
  if (typeof value === 'number' || value instanceof BigNumber) {
    return decimalKey(numberText(value));
  }
  if (value instanceof Dynamic) {
    return `dynamic(${JSON.stringify(value.type)},${valueKey(value.type, value.value)})`;
  }
  if (typeof type === 'string') {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    const keys = value.map((element: Value, index) => valueKey(partType(type, index), element));
    return type[0] === 'set' ? `{${[...new Set(keys)].sort().join()}}` : `[${keys.join()}]`;
  }
  const object = value as ObjectValue;
  const names = type[0] === 'object' ? Object.keys(type[1]) : Object.keys(object);
  const keys = names.sort().map((name) => `${JSON.stringify(name)}:${valueKey(partType(type, name), object[name] ?? null)}`);
  return `(${keys.join()})`;
}

/** Whether a value contains no unknown values. */
export function isWhollyKnown(value: Value): boolean {
  if (value instanceof Unknown) {
    return false;
  }
  if (value instanceof Dynamic) {
    return isWhollyKnown(value.value);
  }
  if (value === null || typeof value !== 'object' || value instanceof BigNumber) {
    return true;
  }
  return Object.values(value).every((part: Value) => isWhollyKnown(part));
}
