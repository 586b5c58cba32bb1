import { Report } from '../attest';

/** Returns the other containers that a stored report lists. A report of an earlier version of the provider lists none. */
export function othersIn(json: string | null): Report['others'] {
  try {
    const { others } = JSON.parse(json ?? '') as { others?: unknown };
    return Array.isArray(others) ? others as Report['others'] : null;
  } catch {
    return null;
  }
}
