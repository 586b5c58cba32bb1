import { createHash, randomBytes } from 'node:crypto';

/** Returns an id as the engine gives them to containers, networks and anonymous volumes. */
export function randomId(): string {
  return randomBytes(32).toString('hex');
}

/** Returns an id that follows from a text, so that it is the same on all engines. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Returns an id that follows from another one, so that nobody has to keep it. It is found a hundred thousand times when all containers are
 * listed, so it is no hash.
 *
 * @param number tells ids apart that follow from the same one
 */
export function derivedId(id: string, number: number): string {
  const at = 1 + number % (id.length - 1);
  return id.slice(at) + id.slice(0, at);
}
