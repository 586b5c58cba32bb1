import { ambiguousMember } from './errors';
import { repeatedMember } from '../repeated-member';

/**
 * Parses a JSON object as Go's `encoding/json` reads it into a struct: names of members match without regard to case. Of two members with
 * one name, Go takes the last, so a reader that takes another one sees a different document. Such a document is refused.
 *
 * @returns the value with all names of members in lower case
 * @throws AmbiguousMember if an object has two members of one name; SyntaxError if the text is not JSON
 */
export function parseLikeGo(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  const repeated = repeatedMember(text, parsed);
  if (repeated !== undefined) throw ambiguousMember(repeated);
  return folded(parsed);
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
