import { VirtualHostRules } from './rules';

/** A rule that an object does not meet. */
export interface BrokenRule {
  readonly rule: keyof VirtualHostRules;
  /** The attribute that breaks it. */
  readonly attribute: string;
  /** What is wrong, the value given, the values allowed, and what to do. */
  readonly problem: string;
}

/** The attributes of a resource as Terraform has them, in which values may be unknown. */
export type Attributes = { readonly [name: string]: unknown };

/** Returns whether a value is known only after apply. */
export type IsUnknown = (value: unknown) => boolean;

/** Returns values for a message. */
export function listed(values: readonly string[]): string {
  return values.map((each) => `"${each}"`).join(', ');
}

/** Blocks are a list, a single one may be without it, and a set that is not known has none. */
export function blocks(value: unknown): Attributes[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]) as Attributes[];
}
