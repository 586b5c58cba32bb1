import { createHash, randomBytes } from 'node:crypto';

/** Returns an id as the engine gives them to containers, networks and anonymous volumes. */
export function randomId(): string {
  return randomBytes(32).toString('hex');
}

/** Returns an id that follows from other values, so that nobody has to keep it. */
export function derivedId(...from: readonly (string | number)[]): string {
  return createHash('sha256').update(from.join('/')).digest('hex');
}
