/** Returns the variable of an entry, which is `NAME=value`, or `NAME` alone, which removes the image's variable. */
export function variableOf(entry: string): string {
  return entry.split('=', 1)[0]!;
}

/** Whether an environment that the engine reports satisfies an entry. */
export function entryHolds(entry: string, environment: readonly string[]): boolean {
  if (entry.includes('=')) return environment.includes(entry);
  // Some engines report a removed variable as its bare name, others not at all.
  return environment.every((other) => variableOf(other) !== entry || other === entry);
}
