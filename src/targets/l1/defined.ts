/** Returns the members of an object that are not undefined. */
export function definedIn(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
