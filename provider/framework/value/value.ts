import { Type } from './type';

/**
 * A Terraform value in JavaScript.
 *
 * | Terraform | here |
 * | --- | --- |
 * | null | `null` |
 * | string, bool | `string`, `boolean` |
 * | number | `number` if it represents the value exactly, else `BigNumber` |
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

/** The value of an object type, a body or a block. It has every attribute; those that are not set are null. */
export interface ObjectValue { readonly [name: string]: Value }

/** A number that JavaScript can't represent, as decimal digits. It is stored, compared and sent back, but not calculated with. */
export class BigNumber {
  constructor(public readonly digits: string) {}
}

/** A lower or upper bound of an unknown number. */
export interface Bound {
  readonly value: number | BigNumber;
  readonly inclusive: boolean;
}

/** What Terraform already knows about an unknown value. */
export interface Refinements {
  readonly notNull?: boolean;
  /** The beginning of a string. */
  readonly prefix?: string;
  readonly min?: Bound;
  readonly max?: Bound;
  /** The minimum and maximum number of elements of a collection. */
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A value that is not known until apply. */
export class Unknown {
  /** An unknown value without refinements. */
  public static readonly PLAIN = new Unknown();

  constructor(public readonly refinements: Refinements = {}) {}
}

/** A value that carries its own type, where the schema says `dynamic`. */
export class Dynamic {
  constructor(public readonly type: Type, public readonly value: Value) {}
}
