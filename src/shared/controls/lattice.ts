/**
 * The values of one control, ordered from what asks for nothing to the strictest, and how two of them combine. Values are plain data, each in
 * one form only, so that they can be compared, written to a plan and read back.
 */
export interface Lattice<T> {
  /** Asks for nothing. */
  readonly weakest: T;
  /** All values from the weakest to the strictest, where they are levels. */
  readonly levels?: readonly T[];
  /** The weakest value that is as strict as both. */
  meet(a: T, b: T): T;
  /** The one form of a value. */
  normal(value: T): T;
  /** A value in words. */
  show(value: T): string;
}

/** Whether a value is as strict as another, or stricter. */
export function isAtLeast<T>(lattice: Lattice<T>, value: T, other: T): boolean {
  return value === other || isSame(lattice, lattice.meet(value, other), value);
}

export function isSame<T>(lattice: Lattice<T>, a: T, b: T): boolean {
  return a === b || JSON.stringify(lattice.normal(a)) === JSON.stringify(lattice.normal(b));
}

/** Levels by name, from the weakest to the strictest. */
export function chain<const L extends string>(...levels: readonly L[]): Lattice<L> {
  return {
    weakest: levels[0]!,
    levels,
    meet: (a, b) => levels[Math.max(levels.indexOf(a), levels.indexOf(b))]!,
    normal: (level) => level,
    show: (level) => level,
  };
}

/** What is allowed: anything, or what is named. Fewer names are stricter. */
export type Allowed = 'any' | readonly string[];

/** Names of which only those are allowed that both allow. */
export const allowedNames: Lattice<Allowed> = {
  weakest: 'any',
  meet: (a, b) => a === 'any' ? b : b === 'any' ? a : sorted(a.filter((name) => b.includes(name))),
  normal: (names) => names === 'any' ? names : sorted(names),
  show: (names) => names === 'any' ? 'any' : names.length === 0 ? 'none' : sorted(names).join(', '),
};

/** What is demanded: nothing, or that there is one (no names), or that it is one of these by name. More names are stricter; two can't be had at once. */
export type Demanded = 'none' | readonly string[];

/** Names of which all are demanded that either demands. */
export const demandedNames: Lattice<Demanded> = {
  weakest: 'none',
  meet: (a, b) => a === 'none' ? b : b === 'none' ? a : sorted([...a, ...b]),
  normal: (names) => names === 'none' ? names : sorted(names),
  show: (names) => names === 'none' ? 'none' : names.length === 0 ? 'some' : sorted(names).join(' and '),
};

/** An amount: without a limit, with one of whatever size, or with one that is no larger. */
export type Limit = 'unlimited' | 'limited' | number;

/** Limits, each shown by `unit`. */
export function limit(unit: (amount: number) => string): Lattice<Limit> {
  const rank = (value: Limit) => value === 'unlimited' ? Infinity : value === 'limited' ? Number.MAX_VALUE : value;
  return {
    weakest: 'unlimited',
    meet: (a, b) => rank(a) <= rank(b) ? a : b,
    normal: (value) => value,
    show: (value) => typeof value === 'number' ? unit(value) : value,
  };
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
