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

/** Returns whether a text has a placeholder. */
export function hasPlaceholder(text: string): boolean {
  return Object.values(PLACEHOLDERS).some((placeholder) => text.includes(placeholder));
}

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

/** Returns a regular expression for the names of the clones of a set, also of those that are to take the place of another one. */
export function cloneNames(set: string): string {
  return `${set.replaceAll('.', '\\.')}-[0-9]+(-next)?`;
}

/** Returns the name of a clone on its engine. The index may be an expression of Terraform. */
export function cloneName(set: string, index: number | string): string {
  return `${set}-${index}`;
}

const NEXT = '-next';

/** Returns the name of a clone until the one whose place it takes is removed. */
export function nextName(set: string, index: number): string {
  return `${cloneName(set, index)}${NEXT}`;
}

/**
 * Returns the name of the clone whose place a container takes. Returns undefined if it takes none: only a set gives a container its labels.
 *
 * @param labels  blocks of labels
 */
export function nameAfterwards(name: unknown, labels: unknown): string | undefined {
  if (typeof name !== 'string' || !Array.isArray(labels)) return undefined;
  const [set, index] = [SET_LABEL, INDEX_LABEL].map((label) => (
    (labels as ReadonlyArray<{ readonly label?: unknown; readonly value?: unknown }>).find((each) => each.label === label)?.value));
  return set !== undefined && name.endsWith(`-${String(index)}${NEXT}`) ? name.slice(0, -NEXT.length) : undefined;
}

/** The label of the container of which the clones of a set become forks, until it is saved: with the id of the set. */
export const FORK_LABEL = `${CLONE_LABELS}fork`;

/** Returns the name of the container of which the clones of a set become forks, until it is saved. */
export function forkTemplateName(set: string): string {
  return `${set}-fork`;
}
