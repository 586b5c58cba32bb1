import { Token } from 'cdktf';

// Matches tokens of cdktf, too. A doubled sign is an escaped one.
const EXPRESSION = /(^|[^$])(\$\$)*[$%&#]\{/;

/** Returns whether a value is known only after apply: a token of cdktf, or an expression that was written by hand. */
export function isUnknown(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('{') && EXPRESSION.test(value);
  return Token.isUnresolved(value);
}

/** Returns the only block of some kind, or an empty one if there is none that is known. */
export function blockOf(value: unknown): Record<string, unknown> {
  return blocksOf(value)[0] ?? {};
}

/** Returns the elements of repeated blocks, or the only block, except those that are known only after apply. */
export function blocksOf(value: unknown): Array<Record<string, unknown>> {
  if (value === undefined || value === null || isUnknown(value)) return [];
  return (Array.isArray(value) ? value : [value]).filter((each) => !isUnknown(each));
}
