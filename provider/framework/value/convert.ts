import { partType, Type } from './type';
import { BigNumber, Dynamic, ObjectValue, Unknown, Value } from './value';

/** Thrown for a value that does not have the type declared in the schema. */
export class TypeMismatch extends Error {
  constructor(
    public readonly path: readonly (string | number)[], public readonly expected: Type, public readonly actual: unknown,
  ) {
    super(`${describePath(path)}expected ${describeType(expected)}, found ${describeKind(actual)}`);
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
export function conform(type: Type, value: unknown, path: readonly (string | number)[] = []): Value {
  if (value === null || value === undefined) {
    return null;
  }
  if (value instanceof Unknown) {
    return value;
  }
  const refuse = (): never => {
    throw new TypeMismatch(path, type, value);
  };
  switch (type) {
    case 'string': return typeof value === 'string' ? value : refuse();
    case 'bool': return typeof value === 'boolean' ? value : refuse();
    case 'number': return (typeof value === 'number' && !Number.isNaN(value)) || value instanceof BigNumber ? value : refuse();
    case 'dynamic': return value instanceof Dynamic
      ? new Dynamic(value.type, conform(value.type, value.value, path))
      : conformDynamic(value, path);
    default:
  }
  switch (type[0]) {
    case 'list':
    case 'set':
    case 'tuple': {
      const elements = Array.isArray(value) && (type[0] !== 'tuple' || type[1].length === value.length) ? value : refuse();
      return elements.map((element, index) => conform(partType(type, index), element, [...path, index]));
    }
    case 'map': {
      const result = emptyObject<Value>();
      for (const [key, element] of Object.entries(isRecord(value) ? value : refuse())) {
        result[key] = conform(type[1], element, [...path, key]);
      }
      return result;
    }
    case 'object': {
      const record = isRecord(value) ? value : refuse();
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
 * Restores numbers that JavaScript can't represent. Resource code gets the nearest number instead. Where it returns that
 * number, the result has the original one.
 */
export function restoreDigits(original: Value, returned: Value): Value {
  if (roundsTo(original, returned)) {
    return original;
  }
  if (original instanceof Dynamic && returned instanceof Dynamic) {
    return new Dynamic(returned.type, restoreDigits(original.value, returned.value));
  }
  if (Array.isArray(original) && Array.isArray(returned)) {
    // The elements of a set may come back in another order.
    return returned.map((part: Value, index) => original.find((candidate: Value) => roundsTo(candidate, part))
      ?? restoreDigits(original[index] ?? null, part));
  }
  if (isRecord(original) && isRecord(returned)) {
    const result = emptyObject<Value>();
    for (const [key, part] of Object.entries(returned as ObjectValue)) {
      result[key] = restoreDigits((original as ObjectValue)[key] ?? null, part);
    }
    return result;
  }
  return returned;
}

function roundsTo(original: Value, returned: Value): boolean {
  return original instanceof BigNumber && Number(original.digits) === returned;
}

function conformDynamic(value: unknown, path: readonly (string | number)[]): Dynamic {
  const type = typeOfPlain(value, path);
  return new Dynamic(type, conform(type, value, path));
}

function typeOfPlain(value: unknown, path: readonly (string | number)[]): Type {
  if (typeof value === 'string') {
    return 'string';
  }
  if (typeof value === 'boolean') {
    return 'bool';
  }
  if (typeof value === 'number' || value instanceof BigNumber) {
    return 'number';
  }
  if (Array.isArray(value)) {
    return ['tuple', value.map((element, index) => typeOfPlain(element, [...path, index]))];
  }
  if (isRecord(value)) {
    const types = Object.entries(value).map(([name, part]) => [name, typeOfPlain(part, [...path, name])] as const);
    return ['object', Object.fromEntries(types)];
  }
  if (value === null || value === undefined) {
    return 'dynamic';
  }
  throw new TypeMismatch(path, 'dynamic', value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    && !(value instanceof BigNumber) && !(value instanceof Unknown) && !(value instanceof Dynamic);
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
function describeKind(value: unknown): string {
  if (Array.isArray(value)) {
    return 'an array';
  }
  return typeof value === 'object' ? (value?.constructor?.name ?? 'an object') : typeof value;
}
