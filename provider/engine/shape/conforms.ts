/** Checks a value. Returns the part of it that does not conform, if there is one. The path is only made then, since most values conform. */
export type Shape = (value: unknown) => Misfit | undefined;

/** A part of a value that does not conform. */
interface Misfit {
  /** The path of the part in the value: `.Config.Env[3]`. */
  readonly at: string;
  /** The allowed values, for messages. */
  readonly expected: string;
  readonly value: unknown;
}

/** An answer that does not conform to the Engine API. */
export class UnexpectedShape extends Error {
  constructor({ at, expected, value }: Misfit) {
    const what = at === '' ? 'it' : `\`${at.replace(/^\./, '')}\``;
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
  if (Buffer.isBuffer(answer) && answer.toString().trim() !== '') return answer;
  const misfit = expected(answer);
  if (misfit !== undefined) throw new UnexpectedShape(misfit);
  return answer;
}

/**
 * Returns a shape for values that meet a condition.
 *
 * @param expected  the allowed values, for messages
 */
function shape(expected: string, fits: (value: unknown) => boolean): Shape {
  return (value) => fits(value) ? undefined : { at: '', expected, value };
}

export const string = shape('a string', (value) => typeof value === 'string');
export const boolean = shape('a boolean', (value) => typeof value === 'boolean');
/** A 64-bit integer. A JavaScript number can't represent all of them exactly, but no reader needs the exact value. */
export const integer = shape('a 64-bit integer', (value) => Number.isInteger(value) && Math.abs(Number(value)) <= 2 ** 63);
const array = shape('an array', Array.isArray);
const record = shape('an object', (value) => typeof value === 'object' && value !== null && !Array.isArray(value));

export function matching(expected: string, pattern: RegExp): Shape {
  return shape(expected, (value) => typeof value === 'string' && pattern.test(value));
}

export function arrayOf(each: Shape): Shape {
  return (value) => array(value) ?? misfitAmong((value as unknown[]).entries(), ([, one]) => each(one), ([index]) => `[${index}]`);
}

export function mapOf(each: Shape, key: Shape = string): Shape {
  return (value) => record(value)
    ?? misfitAmong(Object.keys(value as object), key, (name) => `: ${name}`)
    ?? misfitAmong(Object.entries(value as object), ([, one]) => each(one), ([name]) => `["${name}"]`);
}

/** Returns a shape for a value that may be missing or null. */
export function optional(field: Shape): Shape {
  return (value) => value === null || value === undefined ? undefined : field(value);
}

/** Returns several fields with the same shape. */
export function all(field: Shape, ...names: readonly string[]): Readonly<Record<string, Shape>> {
  return Object.fromEntries(names.map((name) => [name, field]));
}

/** Returns a shape for objects. Other fields may have any value, because newer engines add fields. */
export function object(required: Readonly<Record<string, Shape>>, optionals: Readonly<Record<string, Shape>> = {}): Shape {
  const shapes = [...Object.entries(required), ...Object.entries(optionals).map(([name, field]) => [name, optional(field)] as const)];
  return (value) => record(value)
    ?? misfitAmong(shapes, ([name, field]) => field((value as Record<string, unknown>)[name]), ([name]) => `.${name}`);
}

export const anything: Shape = () => undefined;

/** Returns what does not conform among the parts of a value. */
function misfitAmong<T>(parts: Iterable<T>, check: (part: T) => Misfit | undefined, placeOf: (part: T) => string): Misfit | undefined {
  for (const part of parts) {
    const misfit = check(part);
    if (misfit !== undefined) return { ...misfit, at: `${placeOf(part)}${misfit.at}` };
  }
  return undefined;
}
