// What the library and the provider both know of sets of clones.

/** More than that is not one thing to look at any more, and a typing error. */
export const MOST_REPLICAS = 1_000_000;

/** What stands for a value of the clone in texts of a template. */
export const PLACEHOLDERS = {
  /** The position of the clone in the set, from 0. */
  index: '{{clone.index}}',
  /** The same from 1. */
  number: '{{clone.number}}',
  /** The name of the container. */
  name: '{{clone.name}}',
} as const;

/** How the labels begin that a set gives to its clones. */
export const CLONE_LABELS = 'berth.clone-';

/** The labels by which the clones of a set are found: with the id of the set, and with the index of the clone. */
export const SET_LABEL = `${CLONE_LABELS}set`;
export const INDEX_LABEL = `${CLONE_LABELS}index`;
/** The label that tells from which template a clone was made. */
export const TEMPLATE_LABEL = `${CLONE_LABELS}template`;

/**
 * Returns the published ports of a clone: each is as far above that of the template as the clone is above the first one. One that is not
 * known, or that the engine chooses, stays so.
 */
export function portsOfClone<P extends { readonly external?: unknown }>(ports: readonly P[], index: number): P[] {
  return ports.map((port) => typeof port.external === 'number' ? { ...port, external: port.external + index } : port);
}

/** Returns the name of a clone on its engine. The index may be an expression of Terraform. */
export function cloneName(set: string, index: number | string): string {
  return `${set}-${index}`;
}
