import { createHash } from 'node:crypto';
import { IConstruct } from 'constructs';

/** Containers find each other by name, and a DNS label has at most 63 characters (RFC 1035). */
export const LONGEST_LABEL = 63;

/**
 * Returns the default name of a construct's object on the engine: the construct's path in lower case, with its parts joined by `-`.
 *
 * The name does not change when other constructs are added or removed, and it differs between stacks. A path that is longer than
 * a DNS label is shortened and ends in a hash of the path.
 */
export function defaultName(construct: IConstruct): string {
  return nameOfPath(construct.node.path.split('/'));
}

/**
 * Returns the default name for any path.
 *
 * @param longest the most characters of the name
 */
export function nameOfPath(path: readonly string[], longest: number = LONGEST_LABEL): string {
  const name = path.filter((id) => id !== '').join('-').toLowerCase().replace(/-*[^a-z0-9_.-]+-*/g, '-').replace(/^[^a-z0-9]+/, '');
  if (name.length >= 2 && name.length <= longest) return name;
  const hash = createHash('sha256').update(path.join('/')).digest('hex').slice(0, 8);
  return `${name.slice(0, longest - hash.length - 1)}-${hash}`.replace(/^-/, '');
}

/** Returns the DNS label for a construct's id, or undefined if the id has no letter and no digit. */
export function aliasOf(id: string): string | undefined {
  return id.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, LONGEST_LABEL).replace(/^-+|-+$/g, '') || undefined;
}
