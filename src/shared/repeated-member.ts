/**
 * Returns the name of a member that an object in a JSON text has twice, or undefined if there is none. JSON.parse drops one of the two.
 *
 * @param parsed the value of the text
 */
export function repeatedMember(text: string, parsed: unknown): string | undefined {
  // In JSON, only the name of a member precedes a colon.
  const written = [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined);
  return written.length === countMembers(parsed) ? undefined : firstRepeated(written.map(([name]) => name));
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const parts = Object.values(value).reduce<number>((sum, each) => sum + countMembers(each), 0);
  return Array.isArray(value) ? parts : parts + Object.keys(value).length;
}

/** Returns a name that occurs more than once in the text. The members may be of different objects, but this only serves a message. */
function firstRepeated(written: readonly string[]): string {
  const names = written.map((each) => JSON.parse(each.replace(/\s*:$/, '')) as string);
  return names.find((name, index) => names.indexOf(name) < index) ?? '';
}
