/** Returns the name of the variable in an entry: `NAME=value`, or only `NAME`, which removes the image's variable. */
export function variableOf(entry: string): string {
  return entry.split('=', 1)[0]!;
}

/** Whether the environment that the engine reports is as an entry requires: it has the variable, or does not have the removed one. */
export function entryHolds(entry: string, environment: readonly string[]): boolean {
  if (entry.includes('=')) return environment.includes(entry);
  // Some engines report a removed variable by its name only, others not at all.
  return environment.every((other) => variableOf(other) !== entry || other === entry);
}
