import { perBody } from './per-body';
import { Attribute, Block } from './schema';
import { ObjectValue, Value } from '../value/value';

/** Whether the value of a block, or of a whole resource, is there to be looked into: neither null nor unknown. */
export function isBody(value: Value | undefined): value is ObjectValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) === null;
}

/** The blocks of one name that can be looked into. */
export function listed(value: Value | undefined): readonly ObjectValue[] {
  return Array.isArray(value) ? value.filter(isBody) : [];
}

type Entries<T> = readonly (readonly [string, T])[];

export const attributesOf = perBody((body): Entries<Attribute> => Object.entries(body.attributes));

export const blocksOf = perBody((body): Entries<Block> => Object.entries(body.blocks ?? {}));

/** Whether the resource may decide the value where the configuration has none: a default is such a decision, too. */
export function isComputed(attribute: Attribute): boolean {
  return attribute.computed === true || attribute.default !== undefined;
}

/** Whether an author can't set it. */
export function isOnlyComputed(attribute: Attribute): boolean {
  return attribute.computed === true && attribute.optional !== true && attribute.required !== true;
}

/** Whether its planned value stands when something else changes. */
export function isStable(attribute: Attribute): boolean {
  return attribute.stable ?? !isOnlyComputed(attribute);
}
