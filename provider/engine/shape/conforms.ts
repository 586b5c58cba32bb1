/** Says nothing of a value that is as it should be, and throws a `WrongShape` of any other. */
export type Check = (found: unknown, at: string) => void;

/** An answer that is not what the Engine API says that it is. */
export class WrongShape extends Error {
  constructor(at: string, expected: string, found: unknown) {
    super(`the answer is not as the Engine API has it: ${at === '' ? 'it' : `\`${at}\``} has to be ${expected}, and is ${kindOf(found)}`);
    this.name = 'WrongShape';
  }
}

/** The kind of what was found, and never the value: it may be a secret. */
function kindOf(found: unknown): string {
  if (found === undefined || found === null) return 'nothing';
  if (Array.isArray(found)) return 'an array';
  return typeof found === 'object' ? 'an object' : `a ${typeof found}`;
}

/** An answer, once it is as it should be. What is no JSON at all is left to be told so. */
export function shaped<T>(shape: Check, answer: T): T {
  if (!Buffer.isBuffer(answer) || answer.length === 0) shape(answer, '');
  return answer;
}

function kind(expected: string, fits: (found: unknown) => boolean): Check {
  return (found, at) => {
    if (!fits(found)) throw new WrongShape(at, expected, found);
  };
}

export const text = kind('a text', (found) => typeof found === 'string');
export const flag = kind('true or false', (found) => typeof found === 'boolean');
/** Of 64 bits: more of them than JavaScript keeps all digits of, which is for nobody to mind. */
export const amount = kind('a whole number of 64 bits', (found) => Number.isInteger(found) && Math.abs(Number(found)) <= 2 ** 63);

export function matching(expected: string, pattern: RegExp): Check {
  return kind(expected, (found) => typeof found === 'string' && pattern.test(found));
}

export function list(each: Check): Check {
  return (found, at) => {
    if (!Array.isArray(found)) throw new WrongShape(at, 'a list', found);
    found.forEach((one, index) => each(one, `${at}[${index}]`));
  };
}

export function map(each: Check, key: Check = text): Check {
  return (found, at) => {
    for (const [name, one] of Object.entries(recordOf(found, at))) {
      key(name, `${at}: ${name}`);
      each(one, `${at}["${name}"]`);
    }
  };
}

/** Something that may be missing, or null. */
export function maybe(check: Check): Check {
  return (found, at) => {
    if (found !== null && found !== undefined) check(found, at);
  };
}

/** Fields that are all of one kind. */
export function all(check: Check, ...names: readonly string[]): Readonly<Record<string, Check>> {
  return Object.fromEntries(names.map((name) => [name, check]));
}

/** An object, of which all that is not named may be anything: a newer engine has more. */
export function fields(required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  const checks = [...Object.entries(required), ...Object.entries(optional).map(([name, check]) => [name, maybe(check)] as const)];
  return (found, at) => {
    const record = recordOf(found, at);
    for (const [name, check] of checks) check(record[name], at === '' ? name : `${at}.${name}`);
  };
}

export const anything: Check = () => undefined;

function recordOf(found: unknown, at: string): Record<string, unknown> {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) throw new WrongShape(at, 'an object', found);
  return found as Record<string, unknown>;
}
