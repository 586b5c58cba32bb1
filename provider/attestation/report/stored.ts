import { Report } from '../attest';

/** Returns the other containers that a stored report lists. A report of an earlier version of the provider lists none. */
export function othersIn(json: string | null): Report['others'] {
  return listIn(json, 'others');
}

/** Returns the nodes of a swarm that a stored report lists as not attested. */
export function unattestedNodesIn(json: string | null): Report['unattested_nodes'] {
  return listIn(json, 'unattested_nodes');
}

function listIn<K extends 'others' | 'unattested_nodes'>(json: string | null, name: K): Report[K] {
  try {
    const { [name]: list } = JSON.parse(json ?? '') as { readonly [N in K]?: unknown };
    return Array.isArray(list) ? list as unknown as Report[K] : null;
  } catch {
    return null;
  }
}
