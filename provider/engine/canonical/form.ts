/** Converts a value to its canonical form, in which values with the same meaning are equal. Does not change the type. */
export type Form = <T>(value: T) => T;

/** Returns the canonical form of a string, or nothing if the string is invalid. */
type StringForm = (spelling: string) => string | undefined;

/** Returns a form for strings. Other values and invalid strings stay unchanged. */
export function text(form: StringForm): Form {
  return formOf((value) => typeof value === 'string' ? form(value) ?? value : value);
}

/** Returns a form for sets of strings, in which neither order nor repetition matters. */
export function setOf(form: StringForm): Form {
  return formOf((value) => Array.isArray(value) ? [...new Set(value.map(text(form)))].sort() : value);
}

/** Returns a form for maps, which applies a form to each value. */
export function mapOf(form: StringForm): Form {
  return formOf((value) => isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, text(form)(one)])) : value);
}

/**
 * Returns a form for blocks, which applies a form to each attribute.
 *
 * @param forms  the forms by attribute. Other attributes stay unchanged.
 * @param unset  the values that unset attributes stand for
 */
export function blockOf(forms: { readonly [name: string]: Form }, unset: { readonly [name: string]: unknown } = {}): Form {
  return formOf((value) => {
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => {
      const effective = one ?? unset[name] ?? null;
      return [name, effective === null ? null : forms[name]?.(effective) ?? effective];
    }));
  });
}

/** Whether two values have the same canonical form. */
export function same<T>(left: T, right: T, form: (value: T) => T = (value) => value): boolean {
  return left === right || areEqual(left === null ? null : form(left), right === null ? null : form(right));
}

/** Adds the type: a canonical form has the type of the value (a string, a list, an object), which TypeScript can't infer. */
function formOf(form: (value: unknown) => unknown): Form {
  return form as Form;
}

/** Whether two values are equal, whatever the order of their keys. A key without a value is none. */
function areEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return Array.isArray(right) && left.length === right.length && left.every((one, index) => areEqual(one, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  return [...Object.keys(left), ...Object.keys(right)].every((key) => areEqual(left[key], right[key]));
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
