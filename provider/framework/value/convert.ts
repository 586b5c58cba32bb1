import { partType, Type } from './type';
import { BigNumber, Dynamic, ObjectValue, Unknown, Value } from './value';

/** Thrown for a value that does not have the type declared in the schema. */
export class TypeMismatch extends Error {
  constructor(
    public readonly path: readonly (string | number)[], public readonly expected: Type, public readonly found: unknown,
  ) {
    super(`${describePath(path)}expected ${describeType(expected)}, found ${describeFound(found)}`);
    this.name = 'TypeMismatch';
  }
}

/** Returns an object without a prototype, so that any text can be a key, `__proto__` too. */
export function emptyObject<T>(): { [name: string]: T } {
  return Object.create(null) as { [name: string]: T };
}

/**
 * Converts what resource code returned to a value of the type. Copies arrays and objects, and fills in null for missing
 * attributes. Throws a `TypeMismatch` if the value does not fit.
 */
export function conform(type: Type, found: unknown, path: readonly (string | number)[] = []): Value {
  if (found === null || found === undefined) {
    return null;
  }
  if (found instanceof Unknown) {
    return found;
  }
  const refuse = (): never => {
    throw new TypeMismatch(path, type, found);
  };
  switch (type) {
    case 'string': return typeof found === 'string' ? found : refuse();
    case 'bool': return typeof found === 'boolean' ? found : refuse();
    case 'number': return (typeof found === 'number' && !Number.isNaN(found)) || found instanceof BigNumber ? found : refuse();
    case 'dynamic': return found instanceof Dynamic
      ? new Dynamic(found.type, conform(found.type, found.value, path))
      : conformDynamic(found, path);
    default:
  }
  switch (type[0]) {
    case 'list':
    case 'set':
    case 'tuple': {
      const elements = Array.isArray(found) && (type[0] !== 'tuple' || type[1].length === found.length) ? found : refuse();
      return elements.map((element, index) => conform(partType(type, index), element, [...path, index]));
    }
    case 'map': {
      const result = emptyObject<Value>();
      for (const [key, element] of Object.entries(isRecord(found) ? found : refuse())) {
        result[key] = conform(type[1], element, [...path, key]);
      }
      return result;
    }
    case 'object': {
      const record = isRecord(found) ? found : refuse();
      const extra = Object.keys(record).find((name) => !Object.hasOwn(type[1], name));
      if (extra !== undefined) {
        throw new TypeMismatch([...path, extra], ['object', {}], record[extra]);
      }
      const result = emptyObject<Value>();
      for (const [name, attribute] of Object.entries(type[1])) {
        result[name] = conform(attribute, record[name], [...path, name]);
      }
      return result;
    }
  }
}

/**
 * Returns a map without its null entries: a condition in the configuration omits an entry by setting it to null. Returns
 * any other value unchanged.
 */
export function withoutNulls(type: Type, value: Value): Value {
  if (typeof type === 'string' || type[0] !== 'map' || !isRecord(value)) {
    return value;
  }
  const entries = Object.entries(value as ObjectValue).filter(([, part]) => part !== null);
  return Object.assign(emptyObject<Value>(), Object.fromEntries(entries));
}

/**
 * Converts a value to plain JavaScript, for resource code. An unknown value becomes null and a big number the nearest
 * JavaScript number. Null entries of maps are omitted.
 */
export function toPlain(type: Type, value: Value): unknown {
  if (value === null || value instanceof Unknown) {
    return null;
  }
  if (value instanceof BigNumber) {
    return Number(value.digits);
  }
  if (value instanceof Dynamic) {
    return toPlain(value.type, value.value);
  }
  if (typeof type === 'string') {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((element: Value, index) => toPlain(partType(type, index), element));
  }
  const result = emptyObject<unknown>();
  for (const [key, part] of Object.entries(withoutNulls(type, value) as ObjectValue)) {
    result[key] = toPlain(partType(type, key), part);
  }
  return result;
}

/**
 * Restores numbers that JavaScript can't represent. Resource code gets the nearest number instead. If it returns that
 * number, it means the original one.
 */
export function restoreDigits(written: Value, found: Value): Value {
  if (roundsTo(written, found)) {
    return written;
  }
  if (written instanceof Dynamic && found instanceof Dynamic) {
    return new Dynamic(found.type, restoreDigits(written.value, found.value));
  }
  if (Array.isArray(written) && Array.isArray(found)) {
    // The elements of a set may come back in another order.
    return found.map((part: Value, index) => written.find((candidate: Value) => roundsTo(candidate, part))
      ?? restoreDigits(written[index] ?? null, part));
  }
  if (isRecord(written) && isRecord(found)) {
    const result = emptyObject<Value>();
    for (const [key, part] of Object.entries(found as ObjectValue)) {
      result[key] = restoreDigits((written as ObjectValue)[key] ?? null, part);
    }
    return result;
  }
  return found;
}

function roundsTo(written: Value, found: Value): boolean {
  return written instanceof BigNumber && Number(written.digits) === found;
}

function conformDynamic(found: unknown, path: readonly (string | number)[]): Dynamic {
  const type = typeOfPlain(found, path);
  return new Dynamic(type, conform(type, found, path));
}

function typeOfPlain(found: unknown, path: readonly (string | number)[]): Type {
  if (typeof found === 'string') {
    return 'string';
  }
  if (typeof found === 'boolean') {
    return 'bool';
  }
  if (typeof found === 'number' || found instanceof BigNumber) {
    return 'number';
  }
  if (Array.isArray(found)) {
    return ['tuple', found.map((element, index) => typeOfPlain(element, [...path, index]))];
  }
  if (isRecord(found)) {
    const types = Object.entries(found).map(([name, part]) => [name, typeOfPlain(part, [...path, name])] as const);
    return ['object', Object.fromEntries(types)];
  }
  if (found === null || found === undefined) {
    return 'dynamic';
  }
  throw new TypeMismatch(path, 'dynamic', found);
}

function isRecord(found: unknown): found is Record<string, unknown> {
  return typeof found === 'object' && found !== null && !Array.isArray(found)
    && !(found instanceof BigNumber) && !(found instanceof Unknown) && !(found instanceof Dynamic);
}

function describePath(path: readonly (string | number)[]): string {
  return path.length === 0 ? '' : `${path.join('.')}: `;
}

function describeType(type: Type): string {
  if (typeof type === 'string') {
    return type;
  }
  if (type[0] === 'object') {
    const names = Object.keys(type[1]);
    return names.length === 0 ? 'no such attribute' : `an object with ${names.join(', ')}`;
  }
  return type[0] === 'tuple' ? `a tuple of ${type[1].length}` : `a ${type[0]} of ${describeType(type[1])}`;
}

/** Describes the kind of the value only, never the value itself: it may be a secret. */
function describeFound(found: unknown): string {
  if (Array.isArray(found)) {
    return 'an array';
  }
  return typeof found === 'object' ? (found?.constructor?.name ?? 'an object') : typeof found;
}
