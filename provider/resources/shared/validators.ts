import { Validator } from '../../framework/schema/schema';

/** What a value of a type looks like in a complaint. Never used for what may hold a secret. */
function shown(value: unknown): string {
  return JSON.stringify(value);
}

function rule<T>(description: string, holds: (value: T) => boolean, hint?: string): Validator {
  return {
    description,
    check: (value) => holds(value as T) ? undefined : `${shown(value)} is not allowed: it has to be ${description}.${hint === undefined ? '' : ` ${hint}`}`,
  };
}

/** One of some words. */
export function oneOf(...words: readonly string[]): Validator {
  return rule<string>(`one of ${words.map(shown).join(', ')}`, (value) => words.includes(value));
}

/** A whole number within bounds, both allowed. */
export function integer(least: number, most: number = Number.MAX_SAFE_INTEGER, unit = ''): Validator {
  const bounds = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  return rule<number>(`a whole number ${bounds}${unit && ` ${unit}`}`, (value) => Number.isInteger(value) && value >= least && value <= most);
}

/** A text in a form that a parser knows. */
export function parsed(description: string, parse: (value: string) => unknown, hint?: string): Validator {
  return rule<string>(description, (value) => parse(value) !== undefined, hint);
}

/** A text of a pattern. */
export function matching(description: string, pattern: RegExp, hint?: string): Validator {
  return rule<string>(description, (value) => pattern.test(value), hint);
}

/** As `matching`, for what may hold a secret: the complaint does not show it. */
export function secretlyMatching(description: string, pattern: RegExp): Validator {
  return { description, check: (value) => pattern.test(value as string) ? undefined : `The value is not allowed: it has to be ${description}.` };
}

/** A number that keeps a rule of its own. */
export function number(description: string, holds: (value: number) => boolean, hint?: string): Validator {
  return rule<number>(description, holds, hint);
}

/** Any of a list or set of texts, each by a rule. */
export function each(validator: Validator): Validator {
  return {
    description: `each ${validator.description}`,
    check: (value) => (value as readonly string[]).map((one) => typeof one === 'string' ? validator.check(one) : undefined).find((complaint) => complaint !== undefined),
  };
}
