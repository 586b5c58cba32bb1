import { literal } from '../../private/literal';

/** A resource of the bindings with labels. */
interface Labelled {
  readonly labelsInput?: unknown;
  putLabels(value: unknown): void;
}

/** Adds labels to those of a resource, unless it has them already. */
export function keepLabels(resource: Labelled, labels: { readonly [name: string]: string }): void {
  // Most containers have none, and reading the labels renders the whole container.
  if (Object.keys(labels).length === 0) return;
  const { labelsInput: there } = resource;
  if (!Array.isArray(there)) return;
  const missing = Object.keys(labels).filter((name) => there.every(({ label }) => label !== name));
  if (missing.length > 0) resource.putLabels([...there, ...missing.map((label) => ({ label, value: literal(labels[label]) }))]);
}
