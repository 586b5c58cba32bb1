import { Value } from '../../framework/value/value';

/** Brings every spelling of one meaning to one form. */
export type Form = (value: Value) => Value;

/** A form of strings. What is no string, or has no such form, stays as it is. */
export function text(form: (spelling: string) => string | undefined): Form {
  return (value) => typeof value === 'string' ? form(value) ?? value : value;
}

/** A form of sets of strings: the order does not count, nor does saying a thing twice. */
export function setOf(form: (spelling: string) => string | undefined): Form {
  return (value) => Array.isArray(value) ? [...new Set(value.map(text(form)))].sort() : value;
}

/** A form of maps, value by value. */
export function mapOf(form: (spelling: string) => string | undefined): Form {
  return (value) => isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, text(form)(one)])) : value;
}

/** A form of blocks: each attribute in a form of its own, one that is not set as what it then means. */
export function blockOf(forms: { readonly [name: string]: Form }, unset: { readonly [name: string]: Value } = {}): Form {
  return (value) => {
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => {
      const given = one ?? unset[name] ?? null;
      return [name, given === null ? null : forms[name]?.(given) ?? given];
    }));
  };
}

/** Whether two values are the same in a form. */
export function same(left: Value, right: Value, form: Form = (value) => value): boolean {
  return left === right || fingerprint(left, form) === fingerprint(right, form);
}

function fingerprint(value: Value, form: Form): string {
  return JSON.stringify(value === null ? null : form(value), (_, one: unknown) =>
    isObject(one as Value) ? Object.fromEntries(Object.entries(one as object).sort(([a], [b]) => a < b ? -1 : 1)) : one);
}

function isObject(value: Value): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
