/**
 * The values of one control, ordered from the one that asks for nothing to the strictest, and how two of them combine. Values are
 * plain data with one normal form, so that they can be compared, written to a plan and read back.
 */
export interface Lattice<T> {
  /** The value that asks for nothing. */
  readonly weakest: T;
  /** All values from the weakest to the strictest, if they are levels. */
  readonly levels?: readonly T[];
  /** Returns the weakest value that is as strict as both. */
  meet(a: T, b: T): T;
  /** Returns the normal form of a value. */
  normal(value: T): T;
  /** Returns a value in words. */
  show(value: T): string;
}

/** Returns whether a value is as strict as another, or stricter. */
export function isAtLeast<T>(lattice: Lattice<T>, value: T, other: T): boolean {
  return value === other || isSame(lattice, lattice.meet(value, other), value);
}

export function isSame<T>(lattice: Lattice<T>, a: T, b: T): boolean {
  return a === b || JSON.stringify(lattice.normal(a)) === JSON.stringify(lattice.normal(b));
}

/** A lattice of levels, given by name from the weakest to the strictest. */
export function chain<const L extends string>(...levels: readonly L[]): Lattice<L> {
  return {
    weakest: levels[0]!,
    levels,
    meet: (a, b) => levels[Math.max(levels.indexOf(a), levels.indexOf(b))]!,
    normal: (level) => level,
    show: (level) => level,
  };
}

/** What is allowed: anything, or these names. Fewer names are stricter. */
export type Allowed = 'any' | readonly string[];

/** A lattice of allowed names: two values combine to the names that both allow. */
export const allowedNames: Lattice<Allowed> = {
  weakest: 'any',
  meet: (a, b) => a === 'any' ? b : b === 'any' ? a : sorted(a.filter((name) => b.includes(name))),
  normal: (names) => names === 'any' ? names : sorted(names),
  show: (names) => names === 'any' ? 'any' : names.length === 0 ? 'none' : sorted(names).join(', '),
};

/**
 * What is required: nothing, one of any name (an empty list), or these names. More names are stricter; a container that has one
 * name cannot satisfy two.
 */
export type Demanded = 'none' | readonly string[];

/** A lattice of required names: two values combine to the names that either requires. */
export const demandedNames: Lattice<Demanded> = {
  weakest: 'none',
  meet: (a, b) => a === 'none' ? b : b === 'none' ? a : sorted([...a, ...b]),
  normal: (names) => names === 'none' ? names : sorted(names),
  show: (names) => names === 'none' ? 'none' : names.length === 0 ? 'some' : sorted(names).join(' and '),
};

/** A limit: none, any limit, or one that is at most a number. */
export type Limit = 'unlimited' | 'limited' | number;

/** A lattice of limits. `unit` writes a number with its unit. */
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
