import { ambiguousMember } from './errors';

/**
 * Parses a JSON object as Go's `encoding/json` reads it into a struct: names of members match without regard to case. Of two members with
 * one name, Go takes the last, so a reader that takes another one sees a different document. Such a document is refused.
 *
 * @returns the value with all names of members in lower case
 * @throws AmbiguousMember if an object has two members of one name; SyntaxError if the text is not JSON
 */
export function parseLikeGo(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  // JSON.parse drops members that are written twice, so they are counted in the text. In JSON, only the name of a member precedes a colon.
  const written = [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined);
  if (written.length !== countMembers(parsed)) throw ambiguousMember(firstRepeated(written.map(([name]) => name)));
  return folded(parsed);
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

/** Returns a name as Go compares it: without regard to the case of English letters, to which "ſ" and the sign for Kelvin belong. */
function asGoFolds(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replaceAll('\u017f', 's').replaceAll('\u212a', 'k');
}

function folded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(folded);
  if (typeof value !== 'object' || value === null) return value;
  const members = new Map<string, unknown>();
  for (const [name, each] of Object.entries(value)) {
    const lower = asGoFolds(name);
    if (members.has(lower)) throw ambiguousMember(name);
    members.set(lower, folded(each));
  }
  return Object.fromEntries(members);
}
