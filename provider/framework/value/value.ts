import { Type } from './type';

/**
 * A Terraform value in JavaScript.
 *
 * | Terraform | here |
 * | --- | --- |
 * | null | `null` |
 * | string, bool | `string`, `boolean` |
 * | number | `number` where it holds the value exactly, else `BigNumber` |
 * | list, set, tuple | an array |
 * | map, object | an object without a prototype |
 * | not known until apply | `Unknown` |
 * | a value of dynamic type | `Dynamic` |
 */
export type Value =
  | null
  | boolean
  | string
  | number
  | BigNumber
  | Unknown
  | Dynamic
  | readonly Value[]
  | { readonly [key: string]: Value };

/** The value of an object type, of a body or of a block: every attribute is there, null where it is not set. */
export interface ObjectValue { readonly [name: string]: Value }

/** A number that a JavaScript number can't hold, as its decimal digits: kept, compared and sent back, not computed with. */
export class BigNumber {
  public constructor(public readonly digits: string) {}
}

/** A limit of a number that is not known yet. */
export interface Bound {
  readonly value: number | BigNumber;
  readonly inclusive: boolean;
}

/** What Terraform already knows of a value that it does not know yet. */
export interface Refinements {
  readonly notNull?: boolean;
  /** What a string begins with. */
  readonly prefix?: string;
  readonly min?: Bound;
  readonly max?: Bound;
  /** The fewest and the most elements of a collection. */
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A value that is not known until apply. */
export class Unknown {
  /** Nothing is known of it. */
  public static readonly PLAIN = new Unknown();

  public constructor(public readonly refinements: Refinements = {}) {}
}

/** A value that carries its own type, where the schema says `dynamic`. */
export class Dynamic {
  public constructor(public readonly type: Type, public readonly value: Value) {}
}
