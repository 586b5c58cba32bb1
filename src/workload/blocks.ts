import { literal, unescaped } from '../private/literal';

/** Returns repeated blocks, or the only block, as a list. */
export function blocks(value: unknown): Array<{ readonly [name: string]: any }> {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Returns a list, or undefined if it is empty: an empty list of blocks is left out of `cdk.tf.json`. */
export function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** Returns labels as blocks. */
export function writeLabels(labels: { readonly [name: string]: string } | undefined) {
  return labels && Object.entries(labels).map(([label, text]) => ({ label, value: literal(text) }));
}

/** Returns labels by their names. */
export function readLabels(value: unknown): { [name: string]: string } | undefined {
  return value === undefined ? undefined : Object.fromEntries(blocks(value).map(({ label, value: text }) => [label, unescaped(text)]));
}
