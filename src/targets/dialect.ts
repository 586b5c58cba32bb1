import { Attributes } from '../model/attributes';

/** Which attributes the resource of a container has, and how they are spelled, for the back end that applies it. */
export interface Dialect {
  has(attribute: string): boolean;
  /** Returns attributes in the spelling that the provider reads back. Without it, every spelling is read back as it was written. */
  spell?(attributes: Attributes): Attributes;
  /** Returns a warning for each value that has no spelling that is read back as it was written. */
  warnings?(attributes: Attributes): string[];
}
