import { Validator } from '../../framework/schema/schema';

/** Formats a value for a message. Never used for a value that may be secret. */
function shown(value: unknown): string {
  return JSON.stringify(value);
}

function rule<T>(description: string, isValid: (value: T) => boolean, hint?: string): Validator {
  return {
    description,
    check: (value) => {
      if (isValid(value as T)) return undefined;
      return `${shown(value)} is not allowed: it has to be ${description}.${hint === undefined ? '' : ` ${hint}`}`;
    },
  };
}

/** Allows one of several words. */
export function oneOf(...words: readonly string[]): Validator {
  return rule<string>(`one of ${words.map(shown).join(', ')}`, (value) => words.includes(value));
}

/** Allows a whole number within inclusive bounds. */
export function integer(min: number, max: number = Number.MAX_SAFE_INTEGER, unit = ''): Validator {
  const bounds = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  const isWithin = (value: number) => Number.isInteger(value) && value >= min && value <= max;
  return rule<number>(`a whole number ${bounds}${unit && ` ${unit}`}`, isWithin);
}

/** Allows a text for which a parser returns a value. */
export function parsed(description: string, parse: (value: string) => unknown, hint?: string): Validator {
  return rule<string>(description, (value) => parse(value) !== undefined, hint);
}

/** Allows a text that matches a pattern. */
export function matching(description: string, pattern: RegExp, hint?: string): Validator {
  return rule<string>(description, (value) => pattern.test(value), hint);
}

/** As `matching`, for a value that may be secret: the message does not show it. */
export function secretlyMatching(description: string, pattern: RegExp): Validator {
  return {
    description,
    check: (value) => pattern.test(value as string) ? undefined : `The value is not allowed: it has to be ${description}.`,
  };
}

/** Allows base64. Does not show the text. A pattern for groups of four letters overflows the stack if the text has megabytes. */
export const secretBase64: Validator = {
  description: 'base64',
  check: (value) => (value as string).length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value as string)
    ? undefined : 'The value is not allowed: it has to be base64.',
};

/** Allows a number that meets a condition. */
export function number(description: string, isValid: (value: number) => boolean, hint?: string): Validator {
  return rule<number>(description, isValid, hint);
}

/** Applies a validator to each text of a list or set. */
export function each(validator: Validator): Validator {
  const check = (value: unknown) => typeof value === 'string' ? validator.check(value) : undefined;
  return {
    description: `each ${validator.description}`,
    check: (value) => (value as readonly unknown[]).map(check).find((message) => message !== undefined),
  };
}

/**
 * Allows entries that have different names: a set has no order, so neither of two values takes precedence. Does not show the value of an
 * entry, which may be a secret.
 *
 * @param noun  what has the names
 * @param form  what to write instead of an entry without a name
 */
export function uniqueNames(noun: string, nameOf: (entry: string) => string, form: string): Validator {
  return {
    description: 'entries that each have a name, without duplicates',
    check: (value) => {
      const names = (value as readonly unknown[]).filter((entry) => typeof entry === 'string').map((entry) => nameOf(entry));
      const wrong = names.find((name, index) => name === '' || names.indexOf(name) !== index);
      if (wrong === undefined) return undefined;
      return wrong === '' ? `An entry has no name. ${form}`
        : `The ${noun} ${wrong} is given more than once, and entries have no order. Remove all but one.`;
    },
  };
}
