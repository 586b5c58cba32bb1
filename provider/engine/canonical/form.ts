/** Converts every spelling of one meaning to one canonical form. The type of the value stays the same. */
export type Form = <T>(value: T) => T;

/** A string's canonical form, or nothing if the string has none. */
type Spelling = (spelling: string) => string | undefined;

/** Returns a form for strings. Other values, and strings without a canonical form, stay unchanged. */
export function text(form: Spelling): Form {
  return formOf((value) => typeof value === 'string' ? form(value) ?? value : value);
}

/** Returns a form for sets of strings, in which neither order nor repetition matters. */
export function setOf(form: Spelling): Form {
  return formOf((value) => Array.isArray(value) ? [...new Set(value.map(text(form)))].sort() : value);
}

/** Returns a form for maps, which applies to each value. */
export function mapOf(form: Spelling): Form {
  return formOf((value) => isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, text(form)(one)])) : value);
}

/**
 * Returns a form for blocks, which applies a form to each attribute.
 *
 * @param unset  what an attribute means that is not set
 */
export function blockOf(forms: { readonly [name: string]: Form }, unset: { readonly [name: string]: unknown } = {}): Form {
  return formOf((value) => {
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => {
      const given = one ?? unset[name] ?? null;
      return [name, given === null ? null : forms[name]?.(given) ?? given];
    }));
  });
}

/** Whether two values have the same canonical form. */
export function same<T>(left: T, right: T, form: (value: T) => T = (value) => value): boolean {
  return left === right || fingerprint(left, form) === fingerprint(right, form);
}

/** A canonical form is of the same kind as the value (a string, a list, an object), which TypeScript can't infer. */
function formOf(form: (value: unknown) => unknown): Form {
  return form as Form;
}

function fingerprint<T>(value: T, form: (value: T) => T): string {
  return JSON.stringify(value === null ? null : form(value), (_, one: unknown) =>
    isObject(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => a < b ? -1 : 1)) : one);
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
