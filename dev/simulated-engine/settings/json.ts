/** A JSON object as clients send it. The engine reads it leniently, and so does this one. */
export interface Json { readonly [name: string]: unknown }

export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Json : {};
}

export function arrayOf<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? value as readonly T[] : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** Returns an object with all names in order, also those of objects in it, as the engine writes JSON. */
export function sorted(value: Json): Json {
  const of = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(of);
    return typeof each === 'object' && each !== null ? sorted(each as Json) : each;
  };
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, of(each)]));
}

/** Whether a value is what the engine's language leaves out of JSON: false, 0, "", null, or nothing in a list or an object. */
export function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return !value;
}
