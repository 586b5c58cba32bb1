/**
 * Checks a value, and throws an `UnexpectedShape` if it does not conform.
 *
 * @param at  the path of the value in the answer, for messages
 */
export type Shape = (value: unknown, at: string) => void;

/** An answer that does not conform to the Engine API. */
export class UnexpectedShape extends Error {
  constructor(at: string, expected: string, value: unknown) {
    const what = at === '' ? 'it' : `\`${at}\``;
    super(`the answer does not conform to the Engine API: ${what} must be ${expected}, but is ${typeName(value)}`);
    this.name = 'UnexpectedShape';
  }
}

/** Describes the type of a value, and never the value itself, which may be a secret. */
function typeName(value: unknown): string {
  if (value === undefined || value === null) return 'missing';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/**
 * Returns the answer if it conforms, and throws otherwise. Does not check an answer that is not JSON (raw bytes, unless
 * they are blank), because the caller reports it.
 */
export function conforming<T>(expected: Shape, answer: T): T {
  if (!Buffer.isBuffer(answer) || answer.toString().trim() === '') expected(answer, '');
  return answer;
}

/**
 * Returns a shape for values that meet a condition.
 *
 * @param expected  the allowed values, for messages
 */
function shape(expected: string, fits: (value: unknown) => boolean): Shape {
  return (value, at) => {
    if (!fits(value)) throw new UnexpectedShape(at, expected, value);
  };
}

export const string = shape('a string', (value) => typeof value === 'string');
export const boolean = shape('a boolean', (value) => typeof value === 'boolean');
/** A 64-bit integer. A JavaScript number can't represent all of them exactly, but no reader needs the exact value. */
export const integer = shape('a 64-bit integer', (value) => Number.isInteger(value) && Math.abs(Number(value)) <= 2 ** 63);

export function matching(expected: string, pattern: RegExp): Shape {
  return shape(expected, (value) => typeof value === 'string' && pattern.test(value));
}

export function arrayOf(each: Shape): Shape {
  return (value, at) => {
    if (!Array.isArray(value)) throw new UnexpectedShape(at, 'an array', value);
    value.forEach((one, index) => each(one, `${at}[${index}]`));
  };
}

export function mapOf(each: Shape, key: Shape = string): Shape {
  return (value, at) => {
    for (const [name, one] of Object.entries(recordOf(value, at))) {
      key(name, `${at}: ${name}`);
      each(one, `${at}["${name}"]`);
    }
  };
}

/** Returns a shape for a value that may be missing or null. */
export function optional(field: Shape): Shape {
  return (value, at) => {
    if (value !== null && value !== undefined) field(value, at);
  };
}

/** Returns several fields with the same shape. */
export function all(field: Shape, ...names: readonly string[]): Readonly<Record<string, Shape>> {
  return Object.fromEntries(names.map((name) => [name, field]));
}

/** Returns a shape for objects. Other fields may have any value, because newer engines add fields. */
export function object(required: Readonly<Record<string, Shape>>, optionals: Readonly<Record<string, Shape>> = {}): Shape {
  const shapes = [...Object.entries(required), ...Object.entries(optionals).map(([name, field]) => [name, optional(field)] as const)];
  return (value, at) => {
    const record = recordOf(value, at);
    for (const [name, field] of shapes) field(record[name], at === '' ? name : `${at}.${name}`);
  };
}

export const anything: Shape = () => undefined;

function recordOf(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UnexpectedShape(at, 'an object', value);
  return value as Record<string, unknown>;
}
