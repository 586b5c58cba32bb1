/** The name of the variable that an entry (`NAME=value`, or `NAME` alone, which takes the image's variable away) is about. */
export function variableOf(entry: string): string {
  return entry.split('=', 1)[0]!;
}

/** Whether an environment, as the engine reports it, is as an entry asks. */
export function entryHolds(entry: string, environment: readonly string[]): boolean {
  if (entry.includes('=')) return environment.includes(entry);
  // Engines differ in whether they report a variable that was taken away as its bare name or not at all.
  return environment.every((other) => variableOf(other) !== entry || other === entry);
}
